// <outcome-curve>: what a deal pays over the tickets sold: a chart, a slider, and the same as a
// table.

import { html, nothing, svg, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import {
  loadMoney,
  outlook,
  turns,
  type OutlookPoint,
  type SettlementInput,
} from '../../lib/core/money';
import { problemOf, type Outcome, type Problem } from '../../lib/outcome';
import { formatCompact, formatMoney, locale } from '../../ui/format';
import { icon } from '../../ui/icon';
import { LightElement } from '../../ui/light-element';
import './booking.css';
import { pathOf, placeOf, ticksOf, type Scale } from './curve-shape';

type Series = 'take' | 'walkout' | 'promoter';

interface Outlook {
  readonly points: readonly OutlookPoint[];
  /** tickets at which it happens; below 0: never */
  readonly split: number;
  readonly breakEven: number;
}

const series: readonly (readonly [Series, string])[] = [
  ['take', 'Artist’s take'],
  ['walkout', 'Walkout'],
  ['promoter', 'Promoter'],
];
const WIDTH = 400;
const HEIGHT = 220;
const LEFT = 46;
const RIGHT = 392;
const TOP = 10;
const BOTTOM = 196;
const POINTS_MAX = 401;
const STEPS_MAX = 5;
const TABLE_ROWS = 10;

/** A deal at every number of tickets, or at 400 of them; every cost counts, approved or not. */
function outlookOf(input: SettlementInput): Outcome<Outlook> {
  const expenses = (input.expenses ?? []).map((cost) => ({ ...cost, is_approved: true }));
  const planned = { ...input, expenses };
  const ends = outlook(planned, 2);
  if (!ends.ok) return ends;
  const capacity = ends.value.at(-1)?.tickets ?? 0;
  const points = outlook(planned, Math.max(2, Math.min(capacity + 1, POINTS_MAX)));
  if (!points.ok) return points;
  const turning = turns(planned);
  if (!turning.ok) return turning;
  const { split, promoter } = turning.value;
  return { ok: true, value: { points: points.value, split, breakEven: promoter } };
}

@customElement('outcome-curve')
export class OutcomeCurve extends LightElement {
  @property({ attribute: false }) input: SettlementInput | undefined;
  @state() private isLoaded = false;
  @state() private trouble: Problem | undefined;
  /** the chosen share of the house, 0 … 1; undefined: what is sold, or all */
  @state() private chosen: number | undefined;
  #outlook: Outlook | undefined;
  #refusal: Problem | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    loadMoney().then(
      () => (this.isLoaded = true),
      (error: unknown) => (this.trouble = problemOf(error)),
    );
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!this.isLoaded || !this.input) return;
    if (!changed.has('input') && !changed.has('isLoaded')) return;
    const found = outlookOf(this.input);
    if (found.ok) this.#outlook = found.value;
    this.#refusal = found.ok ? undefined : found.problem;
  }

  #index(points: readonly OutlookPoint[]): number {
    const sold = (this.input?.tiers ?? []).reduce((sum, { paid = 0 }) => sum + paid, 0);
    const last = points.length - 1;
    if (this.chosen !== undefined) return Math.round(this.chosen * last);
    if (sold === 0) return last;
    const from = points.findIndex(({ tickets }) => tickets >= sold);
    return from < 0 ? last : from;
  }

  #money(minor: number): string {
    return formatMoney(minor, this.input?.currency ?? 'EUR');
  }

  #chart(known: Outlook, at: OutlookPoint): TemplateResult {
    const { points, split, breakEven } = known;
    const values = points.flatMap((point) => series.map(([name]) => point[name]));
    const ticks = ticksOf(Math.min(0, ...values), Math.max(0, ...values), STEPS_MAX);
    const y: Scale = { from: ticks[0] ?? 0, to: ticks.at(-1) ?? 1, start: BOTTOM, end: TOP };
    const x: Scale = { from: 0, to: points.at(-1)?.tickets ?? 1, start: LEFT, end: RIGHT };
    const mark = (tickets: number, name: string) =>
      tickets < 0 || tickets > x.to
        ? nothing
        : svg`<line class=${`mark ${name}`} x1=${placeOf(x, tickets)} x2=${placeOf(x, tickets)}
            y1=${TOP} y2=${BOTTOM}></line>`;
    const cursor = placeOf(x, at.tickets);
    return html`<svg class="curve" viewBox=${`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      ${ticks.map(
        (tick) => svg`<line class=${tick === 0 ? 'zero' : 'grid'} x1=${LEFT} x2=${RIGHT}
            y1=${placeOf(y, tick)} y2=${placeOf(y, tick)}></line>
          <text x=${LEFT - 6} y=${placeOf(y, tick) + 4} text-anchor="end">${formatCompact(tick, this.input?.currency ?? 'EUR')}</text>`,
      )}
      ${mark(split, 'split')} ${mark(breakEven, 'even')}
      ${series.map(
        ([name]) =>
          svg`<path class=${name} d=${pathOf(
            points.map((point) => [placeOf(x, point.tickets), placeOf(y, point[name])]),
          )}></path>`,
      )}
      <line class="cursor" x1=${cursor} x2=${cursor} y1=${TOP} y2=${BOTTOM}></line>
      ${series.map(
        ([name]) =>
          svg`<circle class=${name} cx=${cursor} cy=${placeOf(y, at[name])} r="4"></circle>`,
      )}
      <text x=${LEFT} y=${HEIGHT - 6}>0</text>
      <text x=${RIGHT} y=${HEIGHT - 6} text-anchor="end">
        ${x.to.toLocaleString(locale())} tickets
      </text>
    </svg>`;
  }

  #turning(tickets: number, never: string): string {
    if (tickets < 0) return never;
    return tickets === 0
      ? 'from the first ticket'
      : `from ${tickets.toLocaleString(locale())} tickets`;
  }

  #numbers({ split, breakEven }: Outlook, at: OutlookPoint): TemplateResult {
    const hasSplit = this.input?.type === 'versus' || this.input?.type === 'plus';
    return html`<dl class="outcome figures">
      ${series.map(
        ([name, label]) =>
          html`<div class=${name}>
            <dt>${label}</dt>
            <dd>${this.#money(at[name])}</dd>
          </div>`,
      )}
      <div>
        <dt>Gross</dt>
        <dd>${this.#money(at.gross)}</dd>
      </div>
      ${
        hasSplit
          ? html`<div class="split">
              <dt>The share pays more</dt>
              <dd>${this.#turning(split, 'never in this house')}</dd>
            </div>`
          : nothing
      }
      <div class="even">
        <dt>Promoter breaks even</dt>
        <dd>${this.#turning(breakEven, 'never in this house')}</dd>
      </div>
    </dl>`;
  }

  #table(points: readonly OutlookPoint[]): TemplateResult {
    const last = points.length - 1;
    const rows = [
      ...new Set(
        Array.from({ length: TABLE_ROWS + 1 }, (_, i) => Math.round((i / TABLE_ROWS) * last)),
      ),
    ].flatMap((i) => points[i] ?? []);
    return html`<details class="fold">
      <summary>${icon('forward')}As a table</summary>
      <div class="table-room" tabindex="0" role="region" aria-label="Outcome by tickets sold">
        <table class="figures outcomes">
          <thead>
            <tr>
              <th scope="col">Tickets</th>
              <th scope="col">Gross</th>
              ${series.map(([, label]) => html`<th scope="col">${label}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${rows.map(
              (point) =>
                html`<tr>
                  <th scope="row">${point.tickets.toLocaleString(locale())}</th>
                  <td>${this.#money(point.gross)}</td>
                  ${series.map(([name]) => html`<td>${this.#money(point[name])}</td>`)}
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
    </details>`;
  }

  readonly #slide = (event: Event): void => {
    const control = event.currentTarget;
    if (!(control instanceof HTMLInputElement)) return;
    this.chosen = Number(control.value) / Math.max(1, Number(control.max));
  };

  protected override render(): TemplateResult | typeof nothing {
    if (this.trouble) return html`<p class="soft">${this.trouble.message}</p>`;
    if (!this.isLoaded || !this.input) return nothing;
    if (this.#refusal)
      return html`<p class="soft">The outcome shows once the deal is complete.</p>`;
    const known = this.#outlook;
    const last = known?.points.at(-1);
    if (!known || !last || last.tickets === 0)
      return html`<p class="soft">Add tickets with their prices to see what a night would pay.</p>`;
    const index = this.#index(known.points);
    const at = known.points[index] ?? last;
    return html`<div class="stack">
      ${this.#chart(known, at)}
      <label class="slide">
        <span
          >Tickets sold <strong class="figures">${at.tickets.toLocaleString(locale())}</strong>
          <span class="faint">of ${last.tickets.toLocaleString(locale())}</span></span
        >
        <input
          type="range"
          min="0"
          max=${known.points.length - 1}
          .value=${String(index)}
          aria-valuetext=${`${at.tickets} tickets: artist ${this.#money(at.take)}, promoter ${this.#money(at.promoter)}`}
          @input=${this.#slide}
        />
      </label>
      ${this.#numbers(known, at)} ${this.#table(known.points)}
      <p class="faint">Counts every cost, approved or not.</p>
    </div>`;
  }
}
