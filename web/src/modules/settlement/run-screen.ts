// <run-screen>: shows settled as one: what each brings, what the run comes to, line by line.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import {
  claimsOnRun,
  observeRun,
  partsOf,
  reckonRun,
  runReckoned,
  sideOfRun,
  type RunMoney,
  type RunReckoning,
} from '../../data/runs';
import { NO_NAMES, standing, type Claim, type Standing } from '../../data/settlement-claims';
import { keepClaims, present } from '../../data/settlements';
import { observeIsWhole } from '../../data/show-money';
import { SubjectMatter } from '../../data/subject-matter';
import { observeTour } from '../../data/tours';
import { loadMoney } from '../../lib/core/money';
import { LiveController } from '../../lib/live';
import type { Outcome, Problem } from '../../lib/outcome';
import { go } from '../../lib/router';
import { can } from '../../lib/session';
import '../../ui/app-bar';
import { formatDate, formatMoney } from '../../ui/format';
import '../../ui/gone-state';
import { icon } from '../../ui/icon';
import { screenView, waitingScreen } from '../../ui/live-view';
import { noteSection, taskSection } from '../../ui/matter-sections';
import '../../ui/no-access';
import { Screen } from '../../ui/screen';
import '../../ui/sheet-dialog';
import { toast } from '../../ui/toast-region';
import './both-sides';
import { balanceWords, capital, type Readable } from './line-words';
import { moneyRow } from './money-row';
import './run-form';
import './settlement.css';
import './statement-lines';
import { settleBar, versionNotes, versionSection, type Steps } from './version-steps';

/** The run as it can be read, beside what the other side says it is. */
interface Said {
  readonly readable: Readable;
  readonly claims: readonly Claim[];
  readonly both: Outcome<Standing> | undefined;
}

@customElement('run-screen')
export class RunScreen extends Screen {
  @state() private isReady = false;
  @state() private isEditing = false;
  @state() private problem: Problem | undefined;
  readonly #key = (): readonly unknown[] => [this.#id];
  readonly #money = new LiveController(this, () => observeRun(this.#id), this.#key);
  readonly #tour = new LiveController(
    this,
    () => observeTour(this.#tourId),
    () => [this.#tourId],
  );

  readonly #about = new SubjectMatter(this, () => ({
    subject: 'settlement_runs',
    id: this.#id,
    tourId: this.#tourId || null,
  }));
  readonly #isWhole = new LiveController(this, observeIsWhole);

  override connectedCallback(): void {
    super.connectedCallback();
    void loadMoney().then(() => (this.isReady = true));
  }

  get #id(): string {
    return this.param('id');
  }

  get #tourId(): string {
    return this.#money.value?.run.tour_id ?? '';
  }

  #sum({ settled, run, apart }: RunReckoning): TemplateResult {
    const { totals } = settled;
    const money = (minor: number): string => formatMoney(minor, run.currency ?? 'EUR');
    const row = (label: string, minor: number): TemplateResult =>
      html`<dt>${label}</dt>
        <dd>${money(minor)}</dd>`;
    return html`<section class="balance-panel" aria-label="Balance" data-balance=${totals.balance}>
      <p class="soft">${balanceWords(totals.balance, true)} for the run</p>
      <p class="sum figures">${money(Math.abs(totals.balance))}</p>
      ${
        this.#isWhole.value === false
          ? html`<p class="soft" role="status">Still loading: the sum may change.</p>`
          : nothing
      }
      <dl class="sums figures">
        ${row('Guarantees', totals.pooled_guarantee)} ${row('Shares', totals.pooled_share)}
        ${row('Take of the run', totals.take)} ${row('Night by night it would be', apart)}
      </dl>
    </section>`;
  }

  #shows(money: RunMoney): TemplateResult {
    return html`<section class="section" aria-labelledby="shows">
      <header><h2 id="shows">Its shows, each by itself</h2></header>
      <ul class="rows">
        ${partsOf(money).map(([show, part]) => {
          const words = part.ok
            ? part.value.isSigned
              ? 'as signed'
              : 'as things stand'
            : part.problem.message;
          return moneyRow({
            href: `/shows/${show.id}/settlement`,
            title: show.city ?? show.title,
            sub: `${formatDate(show.date, 'short')} · ${words}`,
            isWrong: !part.ok,
            amount: part.ok
              ? formatMoney(part.value.settled.totals.take, part.value.currency)
              : '–',
          });
        })}
      </ul>
    </section>`;
  }

  #readable({ parts, run, settled }: RunReckoning): Readable {
    return {
      input: { currency: run.currency, withholdings: run.withholdings },
      settled,
      names: NO_NAMES,
      run,
      shows: parts.map(({ show, currency, ...readable }) => ({
        name: show.city ?? show.title,
        currency,
        readable,
      })),
    };
  }

  #lines({ readable, both: outcome }: Said): TemplateResult {
    const both = outcome?.ok ? outcome.value : undefined;
    return html`<section class="section" aria-labelledby="lines">
      <header><h2 id="lines">Line by line</h2></header>
      <statement-lines
        .readable=${readable}
        .theirs=${both?.theirs}
        .first=${both?.first && both.first.show === undefined ? both.first.line : -1}
      ></statement-lines>
    </section>`;
  }

  /** What the promoter says beside it, and where theirs can be taken over. */
  #bothSides(money: RunMoney, reckoning: RunReckoning, said: Said): TemplateResult {
    return html`<both-sides
      .rowsOf=${(show: number) =>
        reckoning.parts[show]?.isSigned ? undefined : money.shows[show]?.rows}
      .readable=${said.readable}
      .claims=${said.claims}
      .both=${said.both}
      ?writable=${can('finance', 'write')}
      @claim=${(event: CustomEvent<readonly Claim[]>) =>
        this.#claim(money, reckoning, event.detail)}
    ></both-sides>`;
  }

  #said(money: RunMoney, reckoning: RunReckoning): Said {
    const claims = claimsOnRun(money, reckoning);
    const side = sideOfRun(reckoning);
    const both = claims.length > 0 ? standing(side, reckoning.settled, claims) : undefined;
    return { readable: this.#readable(reckoning), claims, both };
  }

  async #claim(money: RunMoney, reckoning: RunReckoning, claims: readonly Claim[]): Promise<void> {
    const outcome = await keepClaims(runReckoned(money, reckoning, claims));
    if (!outcome.ok) toast(outcome.problem.message);
  }

  async #present(money: RunMoney, reckoning: RunReckoning): Promise<void> {
    const claims = claimsOnRun(money, reckoning);
    const outcome = await present(runReckoned(money, reckoning, claims), new Date());
    if (outcome.ok) go(`/settlements/${outcome.value}`);
    else this.problem = outcome.problem;
  }

  /** The run as it stands, beside what of it was presented and signed. */
  #steps(money: RunMoney, reckoning: RunReckoning): Steps {
    const { settled } = reckoning;
    return {
      versions: money.versions,
      shownText: settled.inputText,
      balance: settled.totals.balance,
      currency: money.run.currency,
      isWhole: this.#isWhole.value,
      onPresent: () => void this.#present(money, reckoning),
      problem: this.problem?.message,
    };
  }

  #refused(problem: Problem): TemplateResult {
    return html`<section class="panel stack" role="alert">
      <p><strong>The run cannot be settled yet.</strong> ${capital(problem.message)}.</p>
      <p class="soft">Nothing is guessed. Say it in the show’s deal or in the run.</p>
    </section>`;
  }

  #body(money: RunMoney): TemplateResult {
    if (money.shows.length === 0)
      return html`<section class="panel stack">
        <p>No show is part of this run yet.</p>
        ${
          can('finance', 'write')
            ? html`<div class="button-row">
                <button class="button primary" @click=${() => (this.isEditing = true)}>
                  Choose its shows
                </button>
              </div>`
            : nothing
        }
      </section>`;
    const outcome = reckonRun(money);
    if (!outcome.ok)
      return html`${this.#refused(outcome.problem)} ${this.#shows(money)}
      ${versionSection(money.versions)}`;
    const reckoning = outcome.value;
    const steps = this.#steps(money, reckoning);
    const said = this.#said(money, reckoning);
    return html`<div class="columns">
        <div>
          ${this.#sum(reckoning)} ${versionNotes(steps)} ${this.#shows(money)}
          ${[...reckoning.uncounted].map(
            ([currency, count]) =>
              html`<p class="faint">
                ${count === 1 ? 'A balance' : `${count} balances`} in ${currency}
                ${count === 1 ? 'is' : 'are'} not counted: the run is paid in ${money.run.currency}.
              </p>`,
          )}
        </div>
        <div>
          ${this.#lines(said)}
          <p class="faint">
            Shares are added, with what a bad night lost; a good night makes up for it. At the end
            come merch, deposits and what was paid on each night.
          </p>
          ${this.#bothSides(money, reckoning, said)} ${versionSection(money.versions)}
        </div>
      </div>
      ${settleBar(steps)}`;
  }

  #full(money: RunMoney): TemplateResult {
    const { run } = money;
    const back = run.tour_id ? `/tours/${run.tour_id}/runs` : '/tours';
    return html`<app-bar
        .heading=${run.name}
        .back=${back}
        back-label="Runs"
        .kicker=${this.#tour.value?.name ?? ''}
        .actions=${
          can('finance', 'write')
            ? html`<button class="button" @click=${() => (this.isEditing = true)}>
                ${icon('edit')}Change
              </button>`
            : nothing
        }
      ></app-bar>
      ${this.#body(money)}
      <div class="stack-large">${taskSection(this.#about)} ${noteSection(this.#about)}</div>
      <sheet-dialog heading="Run" .open=${this.isEditing} @closed=${() => (this.isEditing = false)}>
        ${
          this.isEditing
            ? html`<run-form
                .run=${run}
                .tour=${run.tour_id ?? ''}
                @finished=${() => (this.isEditing = false)}
                @removed=${() => go(back)}
              ></run-form>`
            : nothing
        }
      </sheet-dialog>`;
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!can('finance', 'read')) return html`<no-access></no-access>`;
    if (!this.isReady) return waitingScreen;
    return screenView(this.#money.state, (money) =>
      money ? this.#full(money) : html`<gone-state what="run" back="/tours"></gone-state>`,
    );
  }
}
