// What reports are made from: the rows of this device as core's entries, chosen as the server
// chooses them.

import { COMMISSION_FLAGS, PER_DIEM_FLAGS } from '../lib/core-report.gen';
import { currencyNumber, ReportSheet, type ReportSource } from '../lib/core/report';
import { FX_DIGITS, RATE_DIGITS, scaled } from '../lib/core/record';
import {
  BUDGET_KIND_VALUES,
  COMMISSION_BASE_VALUES,
  COMMISSION_MODE_VALUES,
  EXPENSE_CATEGORY_VALUES,
  PAYER_VALUES,
  SETTLEMENT_STATUS_VALUES,
  TIMING_VALUES,
  type Rows,
} from './rows.gen';
import { dealInForce } from './settlement-input';
import { readShows } from './settlement-shows';
import type { FiguresOf } from './tables';

/** Of one tour; the lists that a report does not need are empty. */
export interface ReportRows {
  readonly base: string;
  /** the dates that count, by date and id */
  readonly shows: readonly Rows['shows'][];
  readonly deals: readonly Rows['deals'][];
  readonly financials: readonly Rows['show_financials'][];
  readonly settlements: readonly Rows['settlements'][];
  readonly commissions: readonly Rows['commissions'][];
  readonly expenses: readonly FiguresOf<'expenses'>[];
  readonly perDiems: readonly FiguresOf<'per_diems'>[];
  readonly people: readonly Rows['people'][];
  readonly budget: readonly Rows['budget_lines'][];
  readonly payments: readonly Rows['payments'][];
  readonly tiers: readonly Rows['ticket_tiers'][];
  /** every version of the settlement of each run */
  readonly runs: readonly RunVersions[];
}

export interface RunVersions {
  readonly run: Rows['settlement_runs'];
  readonly versions: readonly Rows['settlements'][];
}

export interface ReportScope {
  readonly tourId: string;
  readonly showId?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

const DAY_MS = 86_400_000;

const byId = (a: { readonly id: string }, b: { readonly id: string }): number =>
  a.id < b.id ? -1 : 1;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether a day lies in the time asked for; both ends do. */
export const isWithin = (day: string, { from, to }: ReportScope): boolean =>
  (from === undefined || day >= from) && (to === undefined || day <= to);

export const countsAsShow = (show: Rows['shows'], scope: ReportScope): boolean =>
  !['idea', 'held', 'released'].includes(show.status) &&
  (scope.showId === undefined || show.id === scope.showId) &&
  isWithin(show.date, scope);

/** One expense, or the sum of so many. */
interface Expense {
  readonly source: 'expense';
  readonly show: number;
  readonly choice: number;
  readonly choice2: number;
  amount: number;
  readonly currency: number;
  readonly rate: number | bigint;
  count: number;
}

const PAYERS = PAYER_VALUES.length;

/** A run with the settlement that holds, and the numbers of its shows; 0: not asked for. */
interface RunInForce {
  readonly name: string;
  readonly row: Rows['settlements'];
  readonly shows: readonly number[];
}

/** The newest version that was worked out and not amended since. */
const inForce = (versions: readonly Rows['settlements'][]): Rows['settlements'] | undefined =>
  versions
    .filter(
      ({ status, balance_minor, input_text }) =>
        !['draft', 'amended'].includes(status) && balance_minor !== null && input_text !== null,
    )
    .sort((a, b) => {
      const [first, second] = [a.version ?? Infinity, b.version ?? Infinity];
      return first === second ? byId(b, a) : second > first ? 1 : -1;
    })[0];

/** Gathers entries and texts, each source as core/report.h says. */
export class Entries {
  readonly sheet = new ReportSheet();
  readonly texts: string[] = [];
  readonly #rows: ReportRows;
  readonly #scope: ReportScope;
  readonly #numbers: ReadonlyMap<string, number>;
  readonly #deals: ReadonlyMap<string, readonly Rows['deals'][]>;
  readonly #settlements: ReadonlyMap<string | null, readonly Rows['settlements'][]>;
  readonly #tiers: ReadonlyMap<string, readonly Rows['ticket_tiers'][]>;
  readonly #financials: ReadonlyMap<string, Rows['show_financials']>;
  readonly #codes = new Map<string, number>();
  readonly #rates = new Map<number, bigint>();
  readonly #payees = new Map<string, number>();

  constructor(rows: ReportRows, scope: ReportScope) {
    this.#rows = rows;
    this.#scope = scope;
    this.#numbers = new Map(rows.shows.map(({ id }, i) => [id, i + 1]));
    this.#deals = Map.groupBy(rows.deals, ({ show_id }) => show_id);
    this.#settlements = Map.groupBy(rows.settlements, ({ show_id }) => show_id);
    this.#tiers = Map.groupBy(rows.tiers, ({ show_id }) => show_id);
    this.#financials = new Map(rows.financials.map((one) => [one.show_id, one]));
  }

  add(source: ReportSource): void {
    this.#makers[source]();
  }

  readonly #makers: Readonly<Record<ReportSource, () => void>> = {
    show: () => this.#rows.shows.forEach((show, i) => this.#show(show, i + 1)),
    guarantee: () => this.#rows.shows.forEach((show, i) => this.#guarantee(show.id, i + 1)),
    settlement: () => this.#rows.shows.forEach((show, i) => this.#settlement(show.id, i + 1)),
    commission: () => this.#commissions(),
    expense: () => this.#expenses(),
    per_diem: () => this.#perDiems(),
    budget: () => this.#rows.budget.forEach((line) => this.#budget(line)),
    income: () => this.#rows.payments.forEach((one) => this.#income(one)),
    tier: () => this.#rows.shows.forEach((show, i) => this.#ticketTiers(show.id, i + 1)),
    run: () => this.#runs().forEach((one) => this.#run(one)),
    run_show: () => this.#runs().forEach((one, i) => this.#runShows(one, i + 1)),
  };

  #text(text: string): number {
    return this.texts.push(text);
  }

  #code(currency: string): number {
    const known = this.#codes.get(currency);
    if (known !== undefined) return known;
    const code = currencyNumber(currency);
    this.#codes.set(currency, code);
    return code;
  }

  #rate(rate: number): bigint {
    const known = this.#rates.get(rate);
    if (known !== undefined) return known;
    const units = scaled(rate, FX_DIGITS);
    this.#rates.set(rate, units);
    return units;
  }

  #numberOf(id: string | null): number {
    return id === null ? 0 : (this.#numbers.get(id) ?? 0);
  }

  #deal(id: string): Rows['deals'] | undefined {
    return dealInForce(this.#deals.get(id) ?? []);
  }

  #show({ date, city, title }: Rows['shows'], show: number): void {
    const day = Date.parse(`${date}T00:00:00Z`) / DAY_MS;
    this.sheet.add({ source: 'show', show, date: day, text: this.#text(city ?? title) });
  }

  #guarantee(id: string, show: number): void {
    const deal = this.#deal(id);
    const agreed = deal?.status === 'accepted' ? deal : this.#financials.get(id);
    const amount = agreed?.guarantee_minor ?? 0;
    if (!agreed || amount <= 0) return;
    this.sheet.add({ source: 'guarantee', show, amount, currency: this.#code(agreed.currency) });
  }

  #settlement(id: string, show: number): void {
    const row = inForce(this.#settlements.get(id) ?? []);
    if (!row) return;
    this.sheet.add({
      source: 'settlement',
      show,
      text: this.#text(row.input_text ?? ''),
      choice: SETTLEMENT_STATUS_VALUES.indexOf(row.status),
      currency: this.#code(row.currency),
    });
  }

  /** Those with a settlement and a show that is asked for. */
  #runs(): readonly RunInForce[] {
    return [...this.#rows.runs]
      .sort((a, b) => byId(a.run, b.run))
      .flatMap(({ run, versions }): readonly RunInForce[] => {
        const row = inForce(versions);
        const shows = readShows(row?.input).map(({ show_id }) => this.#numberOf(show_id));
        return row && shows.some((show) => show > 0) ? [{ name: run.name, row, shows }] : [];
      });
  }

  #run({ row, shows }: RunInForce): void {
    this.sheet.add({
      source: 'run',
      show: this.#scope.showId === undefined ? (shows.at(-1) ?? 0) : 0,
      text: this.#text(row.input_text ?? ''),
      choice: SETTLEMENT_STATUS_VALUES.indexOf(row.status),
      currency: this.#code(row.currency),
    });
  }

  #runShows({ name, shows }: RunInForce, run: number): void {
    shows.forEach((show, i) => {
      if (show === 0) return;
      this.sheet.add({
        source: 'run_show',
        show,
        text: this.#text(name),
        count: i + 1,
        count2: run,
      });
    });
  }

  #payee(name: string): number {
    const known = this.#payees.get(name) ?? this.#text(name);
    this.#payees.set(name, known);
    return known;
  }

  #commission(show: number, entry: Readonly<Record<string, unknown>>, ofDeal: boolean): void {
    const place = (list: readonly string[], value: unknown): number => list.indexOf(String(value));
    const [choice, choice2, count] = [
      place(COMMISSION_BASE_VALUES, entry['base']),
      place(COMMISSION_MODE_VALUES, entry['mode']),
      place(TIMING_VALUES, entry['timing']),
    ];
    if (choice < 0 || choice2 < 0 || count < 0) return;
    const number = (value: unknown): number => Number(value ?? 0);
    this.sheet.add({
      source: 'commission',
      show,
      text: this.#payee(String(entry['payee'] ?? 'In the deal')),
      choice,
      choice2,
      count,
      count2: number(entry['order'] ?? entry['position']),
      amount: number(entry['less'] ?? entry['less_minor']),
      rate: scaled(String(entry['rate'] ?? 0), RATE_DIGITS),
      currency: typeof entry['currency'] === 'string' ? this.#code(entry['currency']) : 0,
      flags:
        (entry['is_after_prior'] === true ? COMMISSION_FLAGS.afterPrior : 0) +
        (ofDeal ? COMMISSION_FLAGS.ofDeal : 0),
    });
  }

  #commissions(): void {
    this.#rows.shows.forEach(({ id }, i) => {
      const deal = this.#deal(id);
      const terms = isObject(deal?.terms) ? deal.terms['commissions'] : undefined;
      if (!deal || !Array.isArray(terms)) return;
      for (const entry of terms.filter(isObject))
        this.#commission(i + 1, { ...entry, currency: deal.currency }, true);
    });
    const own = this.#rows.commissions.filter(
      ({ show_id, tour_id }) =>
        this.#numberOf(show_id) > 0 || (show_id === null && tour_id === this.#scope.tourId),
    );
    own.sort((a, b) => a.position - b.position || byId(a, b));
    for (const row of own) this.#commission(this.#numberOf(row.show_id), { ...row }, false);
  }

  /** Amounts in the report's own currency are rounded nowhere: alike ones go as their sum. */
  #expenses(): void {
    const sums = new Map<number, Expense>();
    for (const row of this.#rows.expenses) {
      if (!this.#counts(row)) continue;
      const one = this.#expense(row);
      // what this version does not know is left to core, which says so
      const isKnown = one.choice >= 0 && one.choice2 >= 0;
      if (row.currency !== this.#rows.base || !isKnown) {
        this.sheet.add(one);
        continue;
      }
      const key = (one.show * EXPENSE_CATEGORY_VALUES.length + one.choice) * PAYERS + one.choice2;
      const sum = sums.get(key);
      if (sum && Number.isSafeInteger(sum.amount + one.amount)) {
        sum.amount += one.amount;
        sum.count += 1;
      } else {
        if (sum) this.sheet.add(sum);
        sums.set(key, one);
      }
    }
    for (const sum of sums.values()) this.sheet.add(sum);
  }

  #counts(row: FiguresOf<'expenses'>): boolean {
    const { showId } = this.#scope;
    if (row.status === 'rejected' || (showId !== undefined && row.show_id !== showId)) return false;
    return isWithin(row.spent_on, this.#scope);
  }

  #expense(row: FiguresOf<'expenses'>): Expense {
    return {
      source: 'expense',
      show: this.#numberOf(row.show_id),
      choice: EXPENSE_CATEGORY_VALUES.indexOf(row.category),
      choice2: PAYER_VALUES.indexOf(row.payer),
      amount: row.amount_minor,
      currency: this.#code(row.currency),
      rate:
        row.base_currency === this.#rows.base && row.fx_rate !== null ? this.#rate(row.fx_rate) : 0,
      count: 1,
    };
  }

  #perDiems(): void {
    if (this.#scope.showId !== undefined) return;
    const names = new Map(this.#rows.people.map(({ id, name }) => [id, name]));
    const days = this.#rows.perDiems.filter(({ date }) => isWithin(date, this.#scope));
    const people = [...new Set(days.map(({ person_id }) => person_id))].sort();
    const texts = new Map(people.map((id) => [id, this.#text(names.get(id) ?? 'Somebody')]));
    for (const { person_id, amount_minor, currency, paid_on, signed_at } of days)
      this.sheet.add({
        source: 'per_diem',
        text: texts.get(person_id) ?? 0,
        amount: amount_minor,
        currency: this.#code(currency),
        flags:
          (paid_on === null ? 0 : PER_DIEM_FLAGS.paid) +
          (signed_at === null ? 0 : PER_DIEM_FLAGS.signed),
      });
  }

  #budget({ show_id, category, kind, planned_minor, currency }: Rows['budget_lines']): void {
    const { showId, from, to } = this.#scope;
    const show = this.#numberOf(show_id);
    if ((showId ?? from ?? to) !== undefined && show === 0) return;
    this.sheet.add({
      source: 'budget',
      show,
      choice: EXPENSE_CATEGORY_VALUES.indexOf(category),
      choice2: BUDGET_KIND_VALUES.indexOf(kind),
      amount: planned_minor,
      currency: this.#code(currency),
    });
  }

  #income(row: Rows['payments']): void {
    const { tourId, showId } = this.#scope;
    const show = this.#numberOf(row.show_id);
    const isKind = row.kind === 'other' || (row.kind === 'merch' && row.show_id === null);
    const isOurs =
      show > 0 || (row.show_id === null && row.tour_id === tourId && showId === undefined);
    if (row.direction !== 'in' || row.settlement_id !== null || !isKind || !isOurs) return;
    if (!isWithin(row.paid_on, this.#scope)) return;
    this.sheet.add({
      source: 'income',
      show,
      amount: row.amount_minor,
      currency: this.#code(row.currency),
    });
  }

  #ticketTiers(id: string, show: number): void {
    const own = [...(this.#tiers.get(id) ?? [])];
    own.sort((a, b) => a.position - b.position || byId(a, b));
    for (const { price_minor, currency, sold, comps, allotment } of own)
      this.sheet.add({
        source: 'tier',
        show,
        amount: price_minor,
        currency: this.#code(currency ?? this.#deal(id)?.currency ?? this.#rows.base),
        count: sold,
        count2: comps,
        count3: allotment ?? 0,
      });
  }
}
