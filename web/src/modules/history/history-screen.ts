// <history-screen>: who changed what in one record, in plain words, and the way back to each
// version.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import {
  isTable,
  observeKnownHistory,
  readHistory,
  restoreDeleted,
  restoreVersion,
  type Change,
  type HistoryPage,
  type KnownHistory,
  type Restored,
} from '../../data/history';
import { observeRecord, type KnownRecord } from '../../data/record';
import { TABLES, type TableName } from '../../data/rows.gen';
import { LiveController } from '../../lib/live';
import type { Outcome } from '../../lib/outcome';
import { can } from '../../lib/session';
import '../../ui/app-bar';
import { Clock } from '../../ui/clock';
import '../../ui/empty-state';
import { fieldName } from '../../ui/field-words';
import { ago, formatMoment } from '../../ui/format';
import { icon } from '../../ui/icon';
import { liveView } from '../../ui/live-view';
import '../../ui/person-avatar';
import { Screen } from '../../ui/screen';
import '../../ui/skeleton-rows';
import { toast } from '../../ui/toast-region';
import '../../ui/virtual-list';
import { rowPath } from '../../ui/row-path';
import {
  changeSentence,
  nounOf,
  pendingSentence,
  valueWords,
  type WordsContext,
} from './change-words';
import './history-screen.css';

const restorable: ReadonlySet<string> = new Set([
  'shows',
  'tours',
  'people',
  'expenses',
  'travel',
  'stays',
  'days',
  'venues',
]);

const CHANGE_REM = 7;

@customElement('history-screen')
export class HistoryScreen extends Screen {
  @state() private older: readonly Change[] = [];
  /** where the pages after the kept one go on; undefined: as the kept page says */
  @state() private next: string | null | undefined;
  @state() private problem = '';
  @state() private isBusy = false;
  readonly #clock = new Clock(this);
  #asked = '';
  readonly #key = (): readonly unknown[] => [this.#table, this.#id];
  readonly #record = new LiveController(
    this,
    () => (isTable(this.#table) ? observeRecord(this.#table, this.#id) : undefined),
    this.#key,
  );
  readonly #known = new LiveController(
    this,
    () => observeKnownHistory(this.#table, this.#id),
    this.#key,
  );

  get #table(): string {
    return this.param('table');
  }

  get #id(): string {
    return this.param('id');
  }

  protected override updated(): void {
    const key = `${this.#table}/${this.#id}`;
    if (key === this.#asked) return;
    this.#asked = key;
    this.older = [];
    this.next = undefined;
    void this.#read(null);
  }

  async #read(before: string | null): Promise<void> {
    this.isBusy = true;
    const outcome = await readHistory(this.#table, this.#id, before);
    this.isBusy = false;
    this.problem = outcome.ok ? '' : outcome.problem.message;
    if (!outcome.ok || before === null) return;
    this.older = [...this.older, ...outcome.value.changes];
    this.next = outcome.value.next;
  }

  #context(row: KnownRecord | undefined): WordsContext {
    return {
      what: nounOf(this.#table),
      zone: row?.zone ?? 'UTC',
      currency: row?.currency ?? 'EUR',
      nameOf: (id) => row?.names.get(id),
    };
  }

  async #restore(change: Change, newest: number): Promise<void> {
    if (!isTable(this.#table)) return;
    const table: TableName = this.#table;
    const outcome =
      change.op === 'delete'
        ? await restoreDeleted(table, this.#id, change.seq)
        : await restoreVersion(table, this.#id, change.seq, newest);
    this.#tell(outcome);
    await this.#read(null);
  }

  #tell(outcome: Outcome<Restored>): void {
    if (!outcome.ok) toast(outcome.problem.message);
    else if (outcome.value.leftOut.length > 0)
      toast(`Restored without ${outcome.value.leftOut.map(fieldName).join(', ')}: no longer fits.`);
  }

  #details(change: Change, context: WordsContext): TemplateResult | typeof nothing {
    if (change.fields.length < 2 || change.op === 'delete') return nothing;
    const isNew = change.op === 'insert';
    return html`<details class="fold">
      <summary>${icon('forward')}${isNew ? 'As it was added' : 'All fields'}</summary>
      <dl class="facts">
        ${change.fields.map(
          ({ field, before, after }) =>
            html`<dt>${fieldName(field)}</dt>
              <dd>
                ${isNew ? nothing : html`<del>${valueWords(field, before, after, context)}</del> `}
                ${valueWords(field, after, before, context)}
              </dd>`,
        )}
      </dl>
    </details>`;
  }

  #change(change: Change, newest: Change, context: WordsContext): TemplateResult {
    const who = change.actor?.name ?? (change.actor ? 'Someone who has left' : 'OTA');
    const mayRestore =
      restorable.has(this.#table) &&
      isTable(this.#table) &&
      can(TABLES[this.#table].resource, 'write') &&
      (change.op === 'delete' ? change === newest : change !== newest && change.op !== 'revoke');
    return html`<div class="change">
      <person-avatar .name=${who}></person-avatar>
      <div class="stack">
        <p>
          <strong>${who}</strong> ${changeSentence(change, context)}
          <span class="faint"
            >·
            <time datetime=${change.at} title=${formatMoment(change.at)}
              >${ago(Date.parse(change.at), this.#clock.now)}</time
            ></span
          >
        </p>
        ${this.#details(change, context)}
        ${
          mayRestore
            ? html`<div>
                <button
                  class="button plain flush"
                  aria-label=${`${change.op === 'delete' ? 'Bring back' : 'Restore this version'}, ${formatMoment(change.at)}`}
                  @click=${() => this.#restore(change, newest.seq)}
                >
                  ${icon('undo')}${change.op === 'delete' ? 'Bring back' : 'Restore this version'}
                </button>
              </div>`
            : nothing
        }
      </div>
    </div>`;
  }

  #pending(known: KnownHistory, context: WordsContext): TemplateResult | typeof nothing {
    if (known.pending.length === 0) return nothing;
    return html`<section class="section" aria-labelledby="pending">
      <h2 id="pending">Yours, not sent yet</h2>
      <ul class="rows">
        ${known.pending.map(
          ({ op, values, at, label }) =>
            html`<li class="row">
              ${icon('pending')}
              <span class="main"
                ><span class="title">${label}</span
                ><span class="sub">${pendingSentence(op, values, context)}</span></span
              >
              <span class="end faint">${ago(at, this.#clock.now)}</span>
            </li>`,
        )}
      </ul>
    </section>`;
  }

  #source(known: KnownHistory): TemplateResult | typeof nothing {
    if (!this.problem) return nothing;
    const from =
      known.readAt === undefined
        ? 'This device has not read this history yet.'
        : `What this device knew ${ago(known.readAt, this.#clock.now)}.`;
    return html`<p class="source" role="status">${icon('offline')}${from} ${this.problem}</p>`;
  }

  #end(page: HistoryPage): TemplateResult {
    const next = this.next === undefined ? page.next : this.next;
    if (next !== null) {
      return html`<div>
        <button class="button" ?disabled=${this.isBusy} @click=${() => this.#read(next)}>
          Show older changes
        </button>
      </div>`;
    }
    const isWhole = [...page.changes, ...this.older].at(-1)?.op === 'insert';
    return html`<p class="faint">
      ${
        isWhole
          ? 'This is the beginning.'
          : page.horizon.at
            ? `The history reaches back to ${formatMoment(page.horizon.at)}.`
            : 'The history reaches back no further.'
      }
    </p>`;
  }

  #list(known: KnownHistory, context: WordsContext): TemplateResult {
    const { page } = known;
    if (!page) {
      return this.problem
        ? html`<empty-state
            symbol="history"
            heading="No history on this device"
            text=${this.problem}
            .actions=${html`<button class="button" @click=${() => this.#read(null)}>
              Try again
            </button>`}
          ></empty-state>`
        : html`<skeleton-rows></skeleton-rows>`;
    }
    const changes = [...page.changes, ...this.older];
    const [newest] = changes;
    return html`<section class="section" aria-labelledby="changes">
      <h2 id="changes">Changes</h2>
      <virtual-list
        label="Changes"
        .items=${changes.map((one) => ({ id: `${one.seq}.${one.ord}` }))}
        .heightOf=${() => CHANGE_REM}
        .row=${(i: number) => {
          const one = changes[i];
          return one && newest ? this.#change(one, newest, context) : html``;
        }}
      ></virtual-list>
      ${this.#end(page)}
    </section>`;
  }

  #actions(): TemplateResult | typeof nothing {
    const table = this.#table;
    if (table !== 'shows' && table !== 'tours') return nothing;
    return html`<a class="button" href=${`/history/${table}/${this.#id}/as-of`}
        >${icon('clock')}As it was</a
      >
      ${
        table === 'tours'
          ? html`<a class="button" href=${`/deleted?tour=${this.#id}`}
              >${icon('trash')}Recently deleted</a
            >`
          : nothing
      }`;
  }

  protected override render(): TemplateResult {
    const row = this.#record.value;
    const path = rowPath(this.#table, this.#id);
    const noun = nounOf(this.#table);
    return html`<app-bar
        heading="History"
        .under=${row?.title ?? `This ${noun} is not on this device any more`}
        .back=${(row?.title && path) || '/tours'}
        .backLabel=${row?.title ?? 'Tours'}
        .actions=${this.#actions()}
      ></app-bar>
      ${liveView(
        this.#known.state,
        (known) =>
          html`<div class="stack-large history">
            ${this.#source(known)} ${this.#pending(known, this.#context(row))}
            ${this.#list(known, this.#context(row))}
          </div>`,
      )}`;
  }
}
