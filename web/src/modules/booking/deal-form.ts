// <deal-form>: the terms of one version, asked one by one, with what they would pay beside them.

import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { changedTerms, deals, isOpen, type Deal } from '../../data/deals';
import { observeShowMoney, type ShowMoney } from '../../data/settlements';
import { settlementInput, type SettlementRows } from '../../data/settlement-input';
import { loadMoney, settle } from '../../lib/core/money';
import { LiveController } from '../../lib/live';
import { problemOf, type Outcome, type Problem } from '../../lib/outcome';
import { knownZone, minutesOf } from '../../lib/night';
import { go } from '../../lib/router';
import { can } from '../../lib/session';
import { instantOf, wallClock } from '../../lib/zone';
import '../../ui/app-bar';
import { addDays } from '../../ui/calendar';
import { formatDate } from '../../ui/format';
import '../../ui/form-field';
import { asOptional } from '../../ui/form-values';
import '../../ui/gone-state';
import { historyLink } from '../../ui/history-link';
import { icon } from '../../ui/icon';
import { screenView, waitingScreen } from '../../ui/live-view';
import { onEnterGoOn } from '../../ui/next-box';
import '../../ui/no-access';
import { Screen } from '../../ui/screen';
import '../../ui/status-badge';
import { isAsked, type Term, type Texts, specOf } from '../../ui/term-fields';
import '../../ui/terms-list';
import '../../styles/fields.css';
import './booking.css';
import { draftOf, errorsOf, stepTerms, valuesOf, type DealDraft } from './deal-draft';
import {
  ALL_TERMS,
  STEP_TERMS,
  TERM_GROUPS,
  TERM_LISTS,
  type TermGroup,
  type DealList,
} from './deal-fields';
import { dealFacts, dealLine } from './deal-words';
import './outcome-curve';

/** What a version says besides its terms. */
interface About {
  readonly counterparty: string;
  readonly expires: string;
  readonly notes: string;
}

@customElement('deal-form')
export class DealForm extends Screen {
  @state() private draft: DealDraft | undefined;
  @state() private about: About | undefined;
  @state() private problem: Problem | undefined;
  @state() private isReady = false;
  #draftOf = '';
  /** by field, worked out once for each time it is drawn */
  #errors: Texts = {};
  readonly #deal = new LiveController(
    this,
    () => deals.one(this.param('id')),
    () => [this.param('id')],
  );
  readonly #money = new LiveController(
    this,
    () => (this.#deal.value ? observeShowMoney(this.#deal.value.show_id) : undefined),
    () => [this.#deal.value?.show_id],
  );

  override connectedCallback(): void {
    super.connectedCallback();
    loadMoney().then(
      () => (this.isReady = true),
      (error: unknown) => (this.problem = problemOf(error)),
    );
  }

  /** What others change meanwhile does not overwrite what is typed. */
  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const deal = this.#deal.value;
    if (!deal || this.#draftOf === deal.id) return;
    this.#draftOf = deal.id;
    this.draft = draftOf(deal);
    this.about = {
      counterparty: deal.counterparty ?? '',
      expires: this.#expires(deal),
      notes: deal.notes ?? '',
    };
  }

  #zone(): string {
    const money = this.#money.value;
    return knownZone(money?.show.zone ?? money?.venue?.zone);
  }

  #expires(deal: Deal): string {
    if (!deal.expires_at) return '';
    const { date, minutes } = wallClock(deal.expires_at, this.#zone());
    return minutes === 0 ? addDays(date, -1) : date;
  }

  #type(name: string, text: string): void {
    if (!this.draft) return;
    this.problem = undefined;
    this.draft = { ...this.draft, texts: { ...this.draft.texts, [name]: text } };
  }

  #list(list: DealList, entries: readonly Texts[]): void {
    if (!this.draft) return;
    this.problem = undefined;
    this.draft = { ...this.draft, lists: { ...this.draft.lists, [list.name]: entries } };
  }

  /** What could not be saved; else what core cannot settle with, while it is typed. */
  #errorsNow(): Texts {
    if (this.problem) return errorsOf(this.problem);
    const [deal, money] = [this.#deal.value, this.#money.value];
    if (!deal || !money || !this.draft || !this.isReady) return {};
    const typed = this.#typed(deal, this.draft);
    const missing = typed.ok && this.#missing({ ...(money.rows ?? emptyRows), deal: typed.value });
    return missing ? errorsOf(missing) : {};
  }

  #term(term: Term, texts: Texts): TemplateResult {
    return html`<form-field
      .spec=${specOf(term, term.name, texts[term.name])}
      .value=${texts[term.name] ?? ''}
      .error=${this.#errors[term.name] ?? ''}
      @edit=${(event: CustomEvent<string>) => this.#type(term.name, event.detail)}
    ></form-field>`;
  }

  #terms(terms: readonly Term[], texts: Texts): TemplateResult {
    const asked = terms.filter((term) => isAsked(term, texts));
    return html`<div class="terms">
      ${repeat(
        asked,
        ({ name }) => name,
        (term) => this.#term(term, texts),
      )}
    </div>`;
  }

  #group(group: TermGroup, draft: DealDraft): TemplateResult {
    const { texts, lists } = draft;
    const own = TERM_LISTS.filter(
      (list) => list.group === group.title && (list.when?.(texts) ?? true),
    );
    const body = html`${this.#terms(group.terms, texts)}
    ${own.map(
      (list) =>
        html`<terms-list
            .list=${{ ...list, terms: stepTerms(list, texts) }}
            .entries=${lists[list.name]}
            .errors=${this.#errors}
            @edit=${(event: CustomEvent<readonly Texts[]>) => this.#list(list, event.detail)}
          ></terms-list>
          ${list.name === 'steps' && lists.steps.length > 0 ? this.#terms(STEP_TERMS, texts) : nothing}`,
    )}`;
    if (!group.isExtra)
      return html`<section class="section" aria-label=${group.title}>
        <h2>${group.title}</h2>
        ${body}
      </section>`;
    const isSaid =
      group.terms.some(({ name }) => (texts[name] ?? '') !== '') ||
      own.some(({ name }) => lists[name].length > 0);
    return html`<details class="fold" ?open=${isSaid}>
      <summary>${icon('forward')}${group.title}</summary>
      <div class="stack">${body}</div>
    </details>`;
  }

  #aboutFields(about: About): TemplateResult {
    const set = (name: keyof About) => (event: CustomEvent<string>) =>
      (this.about = { ...about, [name]: event.detail });
    return html`<section class="section" aria-label="The offer">
      <h2>The offer</h2>
      <form-field
        .spec=${{ name: 'counterparty', label: 'With whom', maxlength: 160 }}
        .value=${about.counterparty}
        @edit=${set('counterparty')}
      ></form-field>
      <form-field
        .spec=${{ name: 'expires', label: 'Stands until the end of', kind: 'date' }}
        .value=${about.expires}
        @edit=${set('expires')}
      ></form-field>
      <form-field
        .spec=${{ name: 'notes', label: 'Notes', kind: 'textarea' }}
        .value=${about.notes}
        @edit=${set('notes')}
      ></form-field>
    </section>`;
  }

  /** The deal as it is typed, where all of it can be read. */
  #typed(deal: Deal, draft: DealDraft): Outcome<Deal> {
    const values = valuesOf(draft, deal.terms);
    return values.ok ? { ok: true, value: { ...deal, ...values.value } } : values;
  }

  /** What is still to be said, in the rule's words. */
  #missing(rows: SettlementRows): Problem | undefined {
    const input = settlementInput(rows);
    if (!input.ok) return input.problem;
    const settled = settle(input.value);
    return settled.ok ? undefined : settled.problem;
  }

  #missingWords(problem: Problem): string {
    const [field, words] = Object.entries(problem.fields ?? {})[0] ?? [];
    const term = ALL_TERMS.find(({ name }) => name === field);
    if (!term || !words) return `${problem.message}.`;
    return problem.code === 'missing' ? `“${term.label}”` : `“${term.label}” ${words}.`;
  }

  #outcome(deal: Deal, draft: DealDraft, money: ShowMoney | undefined): TemplateResult {
    const typed = this.#typed(deal, draft);
    if (!typed.ok || !this.isReady || !money)
      return html`<p class="soft">
        ${typed.ok ? 'The outcome shows in a moment.' : typed.problem.message}
      </p>`;
    const rows = { ...(money.rows ?? emptyRows), deal: typed.value };
    const missing = this.#missing(rows);
    const input = settlementInput(rows);
    return html`<p class="line">${dealLine(typed.value)}</p>
      ${
        missing
          ? html`<p class="asks" role="status">
              ${icon('alert')}<span>Still to be said: ${this.#missingWords(missing)}</span>
            </p>`
          : nothing
      }
      ${input.ok && !missing ? html`<outcome-curve .input=${input.value}></outcome-curve>` : nothing}`;
  }

  async #save(event: SubmitEvent, deal: Deal): Promise<void> {
    event.preventDefault();
    const { draft, about } = this;
    if (!draft || !about) return;
    const typed = this.#typed(deal, draft);
    if (!typed.ok) {
      this.problem = typed.problem;
      await this.updateComplete;
      this.querySelector<HTMLElement>('[aria-invalid="true"], .form-error')?.focus();
      return;
    }
    const expires =
      about.expires === this.#expires(deal)
        ? deal.expires_at
        : about.expires
          ? instantOf(about.expires, minutesOf('24:00'), this.#zone())
          : null;
    const after: Deal = {
      ...typed.value,
      counterparty: asOptional(about.counterparty),
      notes: asOptional(about.notes),
      expires_at: expires,
    };
    const changed = changedTerms(deal, after);
    const values = Object.fromEntries(changed.map((field) => [field, after[field]]));
    const outcome =
      changed.length === 0
        ? ({ ok: true, value: deal.id } as const)
        : await deals.update(deal.id, values);
    if (outcome.ok) go(`/shows/${deal.show_id}/deal`, { replace: true });
    else this.problem = outcome.problem;
  }

  #bar(deal: Deal, money: ShowMoney | undefined): TemplateResult {
    return html`<app-bar
      .heading=${`Offer, version ${deal.version}`}
      .back=${`/shows/${deal.show_id}/deal`}
      back-label="Deal"
      .kicker=${money ? formatDate(money.show.date, 'full') : nothing}
      .under=${money?.show.title ?? nothing}
      .actions=${html`<status-badge status=${deal.status}></status-badge> ${historyLink('deals', deal.id)}`}
    ></app-bar>`;
  }

  #form(deal: Deal): TemplateResult {
    const { draft, about } = this;
    if (!draft || !about) return waitingScreen;
    const money = this.#money.value;
    this.#errors = this.#errorsNow();
    const known = Object.keys(this.#errors).some(
      (name) => name.includes('.') || ALL_TERMS.some((term) => term.name === name),
    );
    return html`${this.#bar(deal, money)}
      <form
        class="columns"
        novalidate
        @submit=${(event: SubmitEvent) => this.#save(event, deal)}
        @keydown=${onEnterGoOn}
      >
        <div>
          ${TERM_GROUPS.map((group) => this.#group(group, draft))} ${this.#aboutFields(about)}
          ${
            this.problem && !known
              ? html`<p class="form-error" role="alert" tabindex="-1">${this.problem.message}</p>`
              : nothing
          }
          <div class="button-row">
            <button class="button primary">Save terms</button>
            <a class="button plain" href=${`/shows/${deal.show_id}/deal`}>Cancel</a>
          </div>
        </div>
        <section class="section expected" aria-labelledby="outcome">
          <h2 id="outcome">Expected outcome</h2>
          ${this.#outcome(deal, draft, money)}
        </section>
      </form>`;
  }

  /** What was agreed or is over is read, not changed. */
  #facts(deal: Deal): TemplateResult {
    return html`${this.#bar(deal, this.#money.value)}
      <div class="stack">
        <p class="line">${dealLine(deal)}</p>
        <dl class="facts figures">
          ${dealFacts(deal).map(
            ({ label, value }) =>
              html`<dt>${label}</dt>
                <dd>${value}</dd>`,
          )}
        </dl>
        <p class="soft">
          ${
            can('finance', 'write')
              ? 'These terms stand as they are. To change them, make a new version.'
              : nothing
          }
        </p>
      </div>`;
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!can('finance', 'read')) return html`<no-access></no-access>`;
    return screenView(this.#deal.state, (deal) => {
      if (!deal) return html`<gone-state what="offer" back="/tours"></gone-state>`;
      return can('finance', 'write') && isOpen(deal) ? this.#form(deal) : this.#facts(deal);
    });
  }
}

const emptyRows: Omit<SettlementRows, 'deal'> = {
  tiers: [],
  costs: [],
  adjustments: [],
  merch: [],
  payments: [],
  commissions: [],
};
