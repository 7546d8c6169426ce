// <per-diems-screen>: the per diems of a tour, person by person, to pay out and have signed; crew
// sees its own.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { observeAcknowledgements, type Acknowledgement } from '../../data/acknowledgements';
import { todayOf } from '../../data/evening';
import { observeOrganization } from '../../data/organization';
import { readPaper } from '../../data/papers';
import { observePeople } from '../../data/people';
import {
  byPerson,
  isSigned,
  perDiemDays,
  perDiemRules,
  sums,
  type PerDiem,
  type PerDiemRule,
  type PersonDays,
} from '../../data/perdiems';
import { observeTour, type Tour } from '../../data/tours';
import { loadMoney } from '../../lib/core/money';
import { LiveController } from '../../lib/live';
import { can, currentUserId } from '../../lib/session';
import '../../ui/app-bar';
import '../../ui/empty-state';
import { formatDate, formatMoney } from '../../ui/format';
import '../../ui/gone-state';
import { icon } from '../../ui/icon';
import { liveView, screenView } from '../../ui/live-view';
import '../../ui/no-access';
import '../../ui/paper-button';
import '../../ui/person-avatar';
import { Screen } from '../../ui/screen';
import '../../ui/sheet-dialog';
import '../../ui/sync-mark';
import { whenOpened } from '../../ui/when-opened';
import { words } from '../../ui/words';
import './money.css';
import './per-diem-day-form';
import './per-diem-own-form';
import './per-diem-plan-form';
import './per-diem-rule-form';
import './per-diem-sign-form';
import './per-diems-screen.css';

type Sheet =
  | { readonly kind: 'plan' }
  | { readonly kind: 'rule'; readonly id: string | undefined }
  | { readonly kind: 'day'; readonly id: string }
  | { readonly kind: 'sign'; readonly personId: string }
  | { readonly kind: 'own' };

const moneys = (totals: ReadonlyMap<string, number>): string =>
  [...totals].map(([currency, minor]) => formatMoney(minor, currency)).join(' + ');

const counted = (count: number): string => (count === 1 ? '1 day' : `${count} days`);

@customElement('per-diems-screen')
export class PerDiemsScreen extends Screen {
  @state() private sheet: Sheet | undefined;
  @state() private isReady = false;
  readonly #key = (): readonly unknown[] => [this.#id];
  readonly #tour = new LiveController(this, () => observeTour(this.#id), this.#key);
  readonly #days = new LiveController(
    this,
    () => perDiemDays.where('tour_id', this.#id),
    this.#key,
  );
  readonly #seen = new LiveController(
    this,
    () => observeAcknowledgements((this.#days.value ?? []).map(({ id }) => id)),
    () => [this.#days.value],
  );
  readonly #rules = new LiveController(this, perDiemRules.all);
  readonly #people = new LiveController(this, observePeople);
  readonly #organization = new LiveController(this, observeOrganization);

  override connectedCallback(): void {
    super.connectedCallback();
    // reading needs no reckoning, so that a device without this part still shows what there is
    void loadMoney().then(
      () => (this.isReady = true),
      () => undefined,
    );
  }

  get #id(): string {
    return this.param('id');
  }

  get #mayWrite(): boolean {
    return can('payroll', 'write', '') && this.isReady;
  }

  /** Those of this tour, and those for all. */
  get #ownRules(): readonly PerDiemRule[] {
    return (this.#rules.value ?? []).filter(
      ({ tour_id }) => tour_id === null || tour_id === this.#id,
    );
  }

  #nameOf(personId: string): string {
    return this.#people.value?.find(({ id }) => id === personId)?.name ?? 'Somebody';
  }

  /** One who sees only the own days. */
  get #isOwn(): boolean {
    return !can('payroll', 'read', '');
  }

  get #given(): readonly Acknowledgement[] {
    return this.#seen.value ?? [];
  }

  /** Who signed for a day, where it was not its person, or on whose phone; undefined: nobody yet. */
  #signedWords(day: PerDiem): string | undefined {
    const person = this.#people.value?.find(({ id }) => id === day.person_id);
    const userId = person?.user_id ?? undefined;
    if (day.signed_at === null)
      return isSigned(day, userId, this.#given) ? 'signed here, not sent yet' : undefined;
    const isOwn = this.#given.some(
      ({ subject_id, owner_id }) => subject_id === day.id && owner_id === userId,
    );
    if (isOwn) return 'signed on the own phone';
    return day.signed_name === null || day.signed_name === person?.name
      ? 'signed'
      : `signed by ${day.signed_name}`;
  }

  #day(day: PerDiem): TemplateResult {
    const facts = [
      day.provided.length > 0
        ? `${day.provided.map((meal) => words(meal).toLowerCase()).join(', ')} provided`
        : '',
      day.is_edge ? 'first or last day' : '',
      this.#signedWords(day) ?? (day.paid_on ? 'paid' : ''),
    ];
    const text = html`<span class="main">
        <span class="title">${formatDate(day.date)}</span>
        <span class="sub">${facts.filter(Boolean).join(' · ')}</span>
      </span>
      <span class="end">
        <sync-mark .state=${day.local}></sync-mark>
        <span class="amount">${formatMoney(day.amount_minor, day.currency)}</span>
      </span>`;
    return this.#mayWrite && !day.signed_at
      ? html`<button class="row" @click=${() => (this.sheet = { kind: 'day', id: day.id })}>
          ${text}
        </button>`
      : html`<div class="row">${text}</div>`;
  }

  #dayList(days: readonly PerDiem[]): TemplateResult {
    return html`<ul class="rows days">
      ${days.map((day) => html`<li>${this.#day(day)}</li>`)}
    </ul>`;
  }

  #person(of: PersonDays): TemplateResult {
    const name = this.#nameOf(of.personId);
    const isOpen = of.open.length > 0;
    return html`<li>
      <details class="fold opens">
        <summary>
          <span class="row">
            <person-avatar .name=${name}></person-avatar>
            <span class="main">
              <span class="title">${name}</span>
              <span class="sub"
                >${counted(of.days.length)},
                ${isOpen ? `${of.open.length} open` : 'all signed'}</span
              >
            </span>
            <span class="end"
              ><span class="amount">${moneys(isOpen ? of.openTotals : of.totals)}</span></span
            >
          </span>
          ${icon('forward')}
        </summary>
        <div class="stack">
          ${
            this.#mayWrite && isOpen
              ? html`<button
                  class="button primary"
                  @click=${() => (this.sheet = { kind: 'sign', personId: of.personId })}
                >
                  Pay ${moneys(of.openTotals)} and have it signed
                </button>`
              : nothing
          }
          ${whenOpened(() => this.#dayList(of.days))}
        </div>
      </details>
    </li>`;
  }

  #totals(days: readonly PerDiem[]): TemplateResult {
    const open = this.#isOwn
      ? this.#openOf(days)
      : days.filter(({ signed_at }) => signed_at === null);
    const isAllSigned = open.length === 0;
    return html`<ul class="money-totals">
      ${
        isAllSigned
          ? nothing
          : html`<li>
              <span class="money-sum figures">${moneys(sums(open))}</span
              ><span class="faint">to pay, ${counted(open.length)}</span>
            </li>`
      }
      <li>
        <span class="money-sum figures">${moneys(sums(days))}</span
        ><span class="faint">in all${isAllSigned ? ', all signed for' : ''}</span>
      </li>
    </ul>`;
  }

  /** The own days that are still to be signed for. */
  #openOf(days: readonly PerDiem[]): readonly PerDiem[] {
    return days.filter((day) => !isSigned(day, currentUserId(), this.#given));
  }

  #signing(days: readonly PerDiem[]): TemplateResult | typeof nothing {
    if (this.#openOf(days).length === 0 || !can('acknowledgements', 'write')) return nothing;
    return html`<div class="button-row">
      <button class="button primary" @click=${() => (this.sheet = { kind: 'own' })}>
        ${icon('sign')}Sign for what you received
      </button>
    </div>`;
  }

  #ruleList(): TemplateResult | typeof nothing {
    if (!this.#mayWrite || this.#ownRules.length === 0) return nothing;
    return html`<section class="section" aria-labelledby="rules">
      <header>
        <h2 id="rules">Rules</h2>
        <button class="button plain" @click=${() => (this.sheet = { kind: 'rule', id: undefined })}>
          ${icon('plus')}Add<span class="visually-hidden"> a rule</span>
        </button>
      </header>
      <ul class="rows">
        ${this.#ownRules.map(
          (rule) =>
            html`<li>
              <button class="row" @click=${() => (this.sheet = { kind: 'rule', id: rule.id })}>
                <span class="main"
                  ><span class="title">${rule.name}</span
                  ><span class="sub">${rule.tour_id ? 'This tour' : 'All tours'}</span></span
                >
                <span class="end"
                  ><sync-mark .state=${rule.local}></sync-mark
                  ><span class="amount"
                    >${formatMoney(rule.day_minor, rule.currency)} a day</span
                  ></span
                >
              </button>
            </li>`,
        )}
      </ul>
    </section>`;
  }

  #empty(): TemplateResult {
    const hasRules = this.#ownRules.length > 0;
    return html`<empty-state
      symbol="money"
      heading="No per diems yet"
      text=${
        !this.#mayWrite
          ? 'When there are any for you, they are here.'
          : hasRules
            ? 'Add the days of everybody in one go; each meal that is provided takes its part off.'
            : 'First say what a day is worth, and what a provided meal takes off.'
      }
      .actions=${
        !this.#mayWrite
          ? nothing
          : hasRules
            ? html`<button class="button primary" @click=${() => (this.sheet = { kind: 'plan' })}>
                Add days
              </button>`
            : html`<button
                class="button primary"
                @click=${() => (this.sheet = { kind: 'rule', id: undefined })}
              >
                Add a rule
              </button>`
      }
    ></empty-state>`;
  }

  #full(days: readonly PerDiem[]): TemplateResult {
    const people = byPerson(days);
    return html`<div class="stack-large">
      ${
        days.length === 0
          ? this.#empty()
          : html`${this.#totals(days)}
            ${
              this.#isOwn
                ? html`${this.#signing(days)} ${this.#dayList(days)}`
                : html`<ul class="rows">
                    ${people.map((of) => this.#person(of))}
                  </ul>`
            }`
      }
      ${this.#ruleList()}
    </div>`;
  }

  #sheetBody(sheet: Sheet, tour: Tour): TemplateResult {
    const finished = (): void => {
      this.sheet = undefined;
    };
    const days = this.#days.value ?? [];
    switch (sheet.kind) {
      case 'plan':
        return html`<per-diem-plan-form
          .tourId=${tour.id}
          .rules=${this.#ownRules}
          .people=${this.#people.value ?? []}
          .first=${tour.starts_on ?? ''}
          .last=${tour.ends_on ?? ''}
          @finished=${finished}
        ></per-diem-plan-form>`;
      case 'rule':
        return html`<per-diem-rule-form
          .rule=${this.#ownRules.find(({ id }) => id === sheet.id)}
          .tourId=${tour.id}
          .currency=${tour.currency ?? this.#organization.value?.default_currency ?? 'EUR'}
          @finished=${finished}
        ></per-diem-rule-form>`;
      case 'day': {
        const day = days.find(({ id }) => id === sheet.id);
        return html`<per-diem-day-form
          .day=${day}
          .rule=${this.#rules.value?.find(({ id }) => id === day?.rule_id)}
          @finished=${finished}
        ></per-diem-day-form>`;
      }
      case 'own':
        return html`<per-diem-own-form
          .days=${this.#openOf(days)}
          .given=${this.#given}
          .today=${todayOf(this.#organization.value, Date.now())}
          @finished=${finished}
        ></per-diem-own-form>`;
      case 'sign':
        return html`<per-diem-sign-form
          .of=${byPerson(days).find(({ personId }) => personId === sheet.personId)}
          .name=${this.#nameOf(sheet.personId)}
          .today=${todayOf(this.#organization.value, Date.now())}
          @finished=${finished}
        ></per-diem-sign-form>`;
    }
  }

  #sheetHeading(sheet: Sheet | undefined): string {
    switch (sheet?.kind) {
      case undefined:
        return '';
      case 'plan':
        return 'Add days';
      case 'rule':
        return sheet.id === undefined ? 'New rule' : 'Rule';
      case 'day': {
        const day = this.#days.value?.find(({ id }) => id === sheet.id);
        return day ? `${this.#nameOf(day.person_id)}, ${formatDate(day.date)}` : '';
      }
      case 'own':
        return 'Per diems received';
      case 'sign':
        return this.#nameOf(sheet.personId);
    }
  }

  #screen(tour: Tour): TemplateResult {
    const mayAdd = this.#mayWrite && this.#ownRules.length > 0;
    return html`<app-bar
        heading=${can('payroll', 'read', '') ? 'Per diems' : 'Your per diems'}
        .back=${`/tours/${tour.id}`}
        .backLabel=${tour.name}
        .actions=${html`${
          can('payroll', 'read', '') && (this.#days.value ?? []).length > 0
            ? html`<paper-button
                label="List to sign"
                file="per-diems.pdf"
                .load=${() => readPaper('per-diems', { tour_id: tour.id })}
              ></paper-button>`
            : nothing
        }${
          mayAdd
            ? html`<button class="button" @click=${() => (this.sheet = { kind: 'plan' })}>
                ${icon('plus')}Add days
              </button>`
            : nothing
        }`}
      ></app-bar>
      ${liveView(this.#days.state, (days) => this.#full(days))}
      <sheet-dialog
        .heading=${this.#sheetHeading(this.sheet)}
        .open=${this.sheet !== undefined}
        @closed=${() => (this.sheet = undefined)}
      >
        ${this.sheet ? this.#sheetBody(this.sheet, tour) : nothing}
      </sheet-dialog>`;
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!can('payroll', 'read')) return html`<no-access></no-access>`;
    return screenView(this.#tour.state, (tour) =>
      tour ? this.#screen(tour) : html`<gone-state what="tour" back="/tours"></gone-state>`,
    );
  }
}
