// <run-screen>: shows settled as one: what each brings, what the run comes to, line by line.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import {
  observeRun,
  partsOf,
  presentRun,
  reckonRun,
  type RunMoney,
  type RunReckoning,
} from '../../data/runs';
import { NO_NAMES } from '../../data/settlement-claims';
import { observeIsWhole } from '../../data/show-money';
import { SubjectMatter } from '../../data/subject-matter';
import { observeTour } from '../../data/tours';
import { loadMoney } from '../../lib/core/money';
import { LiveController } from '../../lib/live';
import type { Problem } from '../../lib/outcome';
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
import { balanceWords, type Readable } from './line-words';
import { moneyRow } from './money-row';
import './run-form';
import './settlement.css';
import './statement-lines';
import { settleBar, versionNotes, versionSection, type Steps } from './version-steps';

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

  #lines({ parts, run, settled }: RunReckoning): TemplateResult {
    const readable: Readable = {
      input: { currency: run.currency, withholdings: run.withholdings },
      settled,
      names: NO_NAMES,
      shows: parts.map(({ show, currency }) => ({ name: show.city ?? show.title, currency })),
    };
    return html`<section class="section" aria-labelledby="lines">
      <header><h2 id="lines">Line by line</h2></header>
      <statement-lines .readable=${readable}></statement-lines>
    </section>`;
  }

  async #present(money: RunMoney, reckoning: RunReckoning): Promise<void> {
    const outcome = await presentRun(money, reckoning, new Date());
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
      <p><strong>The run cannot be settled yet.</strong> ${problem.message}.</p>
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
          ${this.#lines(reckoning)}
          <p class="faint">
            Shares are added, with what a bad night lost; a good night makes up for it. At the end
            come merch, deposits and what was paid on each night.
          </p>
          ${versionSection(money.versions)}
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
