// <sync-screen>: what waits to be sent and why, what came of the rest, what this device holds.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { dismissRefusal, observeRefusals } from '../../data/conflicts';
import {
  discardWaiting,
  exportOutbox,
  observeHistory,
  observeWaiting,
  retryRefused,
  type HistoryEntry,
  type OutboxEntry,
  type Refusal,
} from '../../data/outbox';
import { askToPersist, storageState, type StorageState } from '../../lib/device';
import { LiveController } from '../../lib/live';
import type { Outcome } from '../../lib/outcome';
import { askForSync } from '../../lib/sync/request';
import { observeSyncStatus, type SyncStatus } from '../../lib/sync/status';
import '../../ui/app-bar';
import { Clock } from '../../ui/clock';
import { fieldName, fieldValue } from '../../ui/field-words';
import { ago, formatMoment, locale } from '../../ui/format';
import { icon } from '../../ui/icon';
import { liveView } from '../../ui/live-view';
import { saveFile } from '../../ui/save-file';
import { Screen } from '../../ui/screen';
import { toast } from '../../ui/toast-region';
import { words } from '../../ui/words';

const shownMax = 50;

function reason(status: SyncStatus): string {
  switch (status.kind) {
    case 'offline':
      return 'There is no connection. Everything you do is kept here and sent when it returns.';
    case 'error':
      return (
        status.problem?.message ?? 'The server could not be reached. It is tried again by itself.'
      );
    case 'syncing':
      return status.downloading
        ? `Loading ${words(status.downloading.table).toLowerCase()}, ` +
            `${status.downloading.received} rows so far.`
        : 'Talking to the server.';
    case 'idle':
      return status.waiting > 0 ? 'About to be sent.' : 'Everything here is on the server too.';
  }
}

const units = ['kilobyte', 'megabyte', 'gigabyte'] as const;

/** "3.2 MB": in the unit that keeps the number below a thousand. */
function bytes(count: number): string {
  const power = Math.min(units.length, Math.max(1, Math.floor(Math.log10(Math.max(count, 1)) / 3)));
  const value = count / 1000 ** power;
  return new Intl.NumberFormat(locale(), {
    style: 'unit',
    unit: units[power - 1] ?? 'kilobyte',
    maximumFractionDigits: value < 10 ? 1 : 0,
  }).format(value);
}

function waitingWords(count: number): string {
  if (count === 0) return 'Nothing waits';
  return count === 1 ? '1 change waits' : `${count} changes wait`;
}

@customElement('sync-screen')
export class SyncScreen extends Screen {
  @state() private storage: StorageState | undefined;
  readonly #clock = new Clock(this);
  readonly #status = new LiveController(this, observeSyncStatus);
  readonly #waiting = new LiveController(this, () => observeWaiting(shownMax));
  readonly #history = new LiveController(this, () => observeHistory(shownMax));
  readonly #refusals = new LiveController(this, observeRefusals);

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#readStorage();
  }

  async #readStorage(): Promise<void> {
    this.storage = await storageState();
  }

  async #persist(): Promise<void> {
    await askToPersist();
    await this.#readStorage();
  }

  #now(status: SyncStatus): TemplateResult {
    const synced =
      status.syncedAt === undefined
        ? 'Not yet synced on this device.'
        : `Last up to date ${ago(status.syncedAt, this.#clock.now)}.`;
    const toLookAt = status.conflicts + status.refusals;
    return html`<section class="section" aria-labelledby="now">
      <h2 id="now">${waitingWords(status.waiting)}</h2>
      <p>${reason(status)}</p>
      <p class="faint">${synced}</p>
      <div class="button-row">
        <button class="button" @click=${askForSync}>${icon('refresh')}Sync now</button>
        ${
          toLookAt > 0
            ? html`<a class="button" href="/conflicts"
                >${icon('conflict')}${toLookAt} to look at</a
              >`
            : nothing
        }
        ${
          status.waiting + status.refusals > 0
            ? html`<button class="button" @click=${this.#save}>
                ${icon('download')}Save as a file
              </button>`
            : nothing
        }
        <a class="button plain" href="/help">${icon('help')}What does this mean?</a>
      </div>
    </section>`;
  }

  #tell(outcome: Outcome<unknown>): void {
    if (!outcome.ok) toast(outcome.problem.message);
  }

  async #save(): Promise<void> {
    const outcome = await exportOutbox();
    if (outcome.ok) saveFile(outcome.value.name, outcome.value.text, 'application/json');
    else this.#tell(outcome);
  }

  /** What a change holds, and where it goes. */
  #content({ table, op, values, n }: OutboxEntry | Refusal): TemplateResult {
    return html`<details class="fold">
      <summary>${icon('forward')}What it holds</summary>
      <dl class="facts">
        <dt>Change</dt>
        <dd>${words(op)} in ${words(table).toLowerCase()}, number ${n} of this device</dd>
        ${Object.entries(values).map(
          ([field, value]) =>
            html`<dt>${fieldName(field)}</dt>
              <dd class="prose">${fieldValue(field, value)}</dd>`,
        )}
      </dl>
    </details>`;
  }

  #unsent(entry: OutboxEntry, why: string): TemplateResult {
    return html`<li class="stack">
      <div class="row">
        <span class="main"
          ><span class="title">${entry.label}</span
          ><span class="sub"
            >Waits since ${formatMoment(new Date(entry.at).toISOString())}. ${why}</span
          ></span
        >
        <span class="end"
          ><button
            class="button plain"
            @click=${async () => this.#tell(await discardWaiting(entry))}
          >
            ${icon('trash')}Discard<span class="visually-hidden">: ${entry.label}</span>
          </button></span
        >
      </div>
      ${this.#content(entry)}
    </li>`;
  }

  #refused(refusal: Refusal): TemplateResult {
    return html`<li class="stack">
      <div class="row">
        <span class="main"
          ><span class="title">${refusal.label}</span
          ><span class="sub">${refusal.message}</span></span
        >
        <span class="end">
          <button class="button" @click=${async () => this.#tell(await retryRefused(refusal))}>
            ${icon('refresh')}Try again<span class="visually-hidden">: ${refusal.label}</span>
          </button>
          <button
            class="button plain"
            @click=${async () => this.#tell(await dismissRefusal(refusal.n))}
          >
            Seen<span class="visually-hidden">: ${refusal.label}</span>
          </button>
        </span>
      </div>
      ${this.#content(refusal)}
    </li>`;
  }

  #answered({ label, at, status }: HistoryEntry): TemplateResult {
    return html`<li>
      <div class="row">
        <span class="main"
          ><span class="title">${label}</span
          ><span class="sub">${formatMoment(new Date(at).toISOString())}</span></span
        >
        <span class="end"
          ><span class=${status === 'rejected' || status === 'conflict' ? 'tag warn' : 'tag'}
            >${words(status)}</span
          ></span
        >
      </div>
    </li>`;
  }

  #list(
    id: string,
    title: string,
    entries: readonly TemplateResult[],
  ): TemplateResult | typeof nothing {
    if (entries.length === 0) return nothing;
    return html`<section class="section" aria-labelledby=${id}>
      <h2 id=${id}>${title}</h2>
      <ul class="rows">
        ${entries}
      </ul>
    </section>`;
  }

  #room(): TemplateResult | typeof nothing {
    const { storage } = this;
    if (!storage) return nothing;
    return html`<section class="section" aria-labelledby="room">
      <h2 id="room">Storage</h2>
      <dl class="facts">
        <dt>Used</dt>
        <dd>${bytes(storage.usedBytes)} of ${bytes(storage.quotaBytes)}</dd>
        <dt>Kept</dt>
        <dd>
          ${
            storage.isPersistent
              ? 'The browser promised to keep it.'
              : 'The browser may clear it when the device runs full.'
          }
        </dd>
      </dl>
      ${
        storage.isPersistent
          ? nothing
          : html`<div><button class="button" @click=${this.#persist}>Ask to keep it</button></div>`
      }
    </section>`;
  }

  #full(status: SyncStatus): TemplateResult {
    const waiting = this.#waiting.value ?? [];
    const history = this.#history.value ?? [];
    const refusals = this.#refusals.value ?? [];
    const why = reason(status);
    return html`<div class="columns">
      <div>
        ${this.#now(status)}
        ${this.#list(
          'refused',
          'Refused by the server',
          refusals.map((one) => this.#refused(one)),
        )}
        ${this.#list(
          'waiting',
          'Waiting',
          waiting.map((entry) => this.#unsent(entry, why)),
        )}
        ${this.#list(
          'history',
          'Last results',
          history.map((entry) => this.#answered(entry)),
        )}
      </div>
      <div>${this.#room()}</div>
    </div>`;
  }

  protected override render(): TemplateResult {
    return html`<app-bar
        heading="Sync and storage"
        back="/settings"
        back-label="Settings"
      ></app-bar>
      ${liveView(this.#status.state, (status) => this.#full(status))}`;
  }
}
