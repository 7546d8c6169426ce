// <as-of-screen>: a show or a tour as it was at the time a slider points at.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { readAsItWas, type AsItWas, type RowValues } from '../../data/history';
import { observeRecord, titleOf } from '../../data/record';
import { observeBeginning, observeRowsNow } from '../../data/rows-now';
import { LiveController } from '../../lib/live';
import '../../ui/app-bar';
import '../../ui/empty-state';
import { fieldName, fieldValue } from '../../ui/field-words';
import { formatDate, formatMoment, formatTime } from '../../ui/format';
import { icon } from '../../ui/icon';
import { Screen } from '../../ui/screen';
import '../../ui/skeleton-rows';
import '../../ui/status-badge';
import { changedFields, differenceOf, momentAt, sinceWords } from './as-was';
import './history-screen.css';

/** Positions of the slider: a finger on a phone cannot choose between more. */
const POSITIONS = 200;
const SETTLED_MS = 250;

const shownFields = ['date', 'status', 'city', 'venue_id', 'doors_at', 'starts_at', 'capacity'];

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

@customElement('as-of-screen')
export class AsOfScreen extends Screen {
  @state() private position = POSITIONS;
  @state() private was: AsItWas | undefined;
  @state() private problem = '';
  @state() private isBusy = false;
  #now = Date.now();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked = '';
  /** grows with each question, so that a late answer is not shown over a newer one */
  #turn = 0;
  readonly #key = (): readonly unknown[] => [this.#table, this.#id];
  readonly #record = new LiveController(
    this,
    () => observeRecord(this.#table, this.#id),
    this.#key,
  );
  readonly #beginning = new LiveController(
    this,
    () => observeBeginning(this.#table, this.#id),
    this.#key,
  );
  readonly #rows = new LiveController(this, observeRowsNow);

  get #table(): 'shows' | 'tours' {
    return this.param('table') === 'tours' ? 'tours' : 'shows';
  }

  get #id(): string {
    return this.param('id');
  }

  get #start(): number {
    const made = this.#beginning.value ?? this.#now;
    const horizon = Date.parse(this.was?.horizonAt ?? '');
    return Math.min(this.#now, Number.isNaN(horizon) ? made : Math.max(made, horizon));
  }

  get #moment(): number {
    return momentAt(this.#start, this.#now, this.position, POSITIONS);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  protected override updated(): void {
    const key = `${this.#table}/${this.#id}`;
    if (key === this.#asked) return;
    this.#asked = key;
    this.#now = Date.now();
    this.position = POSITIONS;
    void this.#read();
  }

  #slide(event: Event): void {
    if (!(event.currentTarget instanceof HTMLInputElement)) return;
    this.position = Number(event.currentTarget.value);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#read(), SETTLED_MS);
  }

  async #read(): Promise<void> {
    const turn = (this.#turn += 1);
    this.isBusy = true;
    const what = this.#table === 'tours' ? 'tour' : 'show';
    const outcome = await readAsItWas(what, this.#id, new Date(this.#moment).toISOString());
    if (turn !== this.#turn) return;
    this.isBusy = false;
    this.problem = outcome.ok ? '' : outcome.problem.message;
    if (outcome.ok) this.was = outcome.value;
  }

  #slider(): TemplateResult {
    const moment = formatMoment(new Date(this.#moment).toISOString());
    const words = this.position >= POSITIONS ? 'now' : moment;
    return html`<div class="time-slider">
      <label for="moment">As of <output for="moment">${words}</output></label>
      <input
        id="moment"
        type="range"
        min="0"
        max=${POSITIONS}
        .value=${String(this.position)}
        aria-valuetext=${words}
        @input=${this.#slide}
      />
      <div class="time-ends faint">
        <span>${formatMoment(new Date(this.#start).toISOString())}</span><span>Now</span>
      </div>
    </div>`;
  }

  #tag(then: RowValues, now: RowValues | undefined): TemplateResult | typeof nothing {
    switch (differenceOf(then, now)) {
      case 'same':
        return nothing;
      case 'gone':
        return html`<span class="tag warn">Deleted since</span>`;
      case 'changed':
        return html`<span class="tag"
          >Changed since:
          ${changedFields(then, now ?? {})
            .map((field) => fieldName(field).toLowerCase())
            .join(', ')}</span
        >`;
    }
  }

  #date(then: RowValues): TemplateResult {
    const now = this.#rows.value?.get(textOf(then['id']));
    return html`<li>
      <div class="row">
        <span class="main">
          <span class="title">${titleOf(then)}</span>
          <span class="sub"
            >${[formatDate(textOf(then['date']), 'full'), textOf(then['city'])]
              .filter(Boolean)
              .join(' · ')}</span
          >
          ${this.#tag(then, now)}
        </span>
        <span class="end"
          >${
            textOf(then['status'])
              ? html`<status-badge status=${textOf(then['status'])}></status-badge>`
              : nothing
          }</span
        >
      </div>
    </li>`;
  }

  #item(then: RowValues): TemplateResult {
    const now = this.#rows.value?.get(textOf(then['id']));
    return html`<li>
      <div class="row">
        <span class="end figures"
          >${formatTime(textOf(then['starts_at']), textOf(then['zone']) || 'UTC')}</span
        >
        <span class="main"><span class="title">${titleOf(then)}</span>${this.#tag(then, now)}</span>
      </div>
    </li>`;
  }

  #list(
    id: string,
    title: string,
    rows: readonly RowValues[],
    draw: (row: RowValues) => TemplateResult,
  ): TemplateResult | typeof nothing {
    if (rows.length === 0) return nothing;
    return html`<section class="section" aria-labelledby=${id}>
      <h2 id=${id}>${title}</h2>
      <ul class="rows">
        ${rows.map(draw)}
      </ul>
    </section>`;
  }

  #root(was: AsItWas): TemplateResult {
    const now = this.#rows.value?.get(this.#id);
    const changed = now ? new Set(changedFields(was.root, now)) : new Set<string>();
    const names = this.#record.value?.names;
    const zone = this.#record.value?.zone ?? 'UTC';
    const words = (field: string, value: unknown): string =>
      field.endsWith('_at') && typeof value === 'string'
        ? formatTime(value, zone)
        : fieldValue(field, value, (id) => names?.get(id));
    const fields = shownFields.filter(
      (field) => (was.root[field] ?? null) !== null || changed.has(field),
    );
    return html`<section class="section" aria-labelledby="root">
      <h2 id="root">${titleOf(was.root)}</h2>
      <dl class="facts">
        ${fields.map(
          (field) =>
            html`<dt>${fieldName(field)}</dt>
              <dd>
                ${words(field, was.root[field])}
                ${
                  changed.has(field)
                    ? html`<span class="faint">now ${words(field, now?.[field])}</span>`
                    : nothing
                }
              </dd>`,
        )}
      </dl>
    </section>`;
  }

  #full(was: AsItWas): TemplateResult {
    const dates = [...was.shows, ...was.days].sort((a, b) =>
      textOf(a['date']).localeCompare(textOf(b['date'])),
    );
    const isTour = this.#table === 'tours';
    const parent = isTour ? 'tour_id' : 'show_id';
    const now: ReadonlyMap<string, RowValues> = this.#rows.value ?? new Map();
    const listed = [...now.values()].filter((row) => row[parent] === this.#id);
    const since = sinceWords(isTour ? dates : was.items, now, listed);
    return html`<p role="status">
        ${since ? `Since then: ${since}.` : 'Nothing listed here has changed since.'}
      </p>
      ${this.#root(was)}
      ${
        isTour
          ? this.#list('dates', 'Dates', dates, (row) => this.#date(row))
          : this.#list('schedule', 'Schedule', was.items, (row) => this.#item(row))
      }`;
  }

  #below(): TemplateResult {
    if (this.problem) {
      return html`<empty-state
        symbol="history"
        heading="Nothing to show for this time"
        text=${this.problem}
        .actions=${html`<button class="button" @click=${() => this.#read()}>Try again</button>`}
      ></empty-state>`;
    }
    return this.was ? this.#full(this.was) : html`<skeleton-rows></skeleton-rows>`;
  }

  protected override render(): TemplateResult {
    const title = this.#record.value?.title ?? (this.was ? titleOf(this.was.root) : '');
    return html`<app-bar
        heading="As it was"
        .under=${title}
        .back=${`/history/${this.#table}/${this.#id}`}
        back-label="History"
      ></app-bar>
      <div class="stack-large history" aria-busy=${this.isBusy}>
        ${this.#slider()} ${this.#below()}
        <p class="source">${icon('note')}Read only. To bring a version back, use its history.</p>
      </div>`;
  }
}
