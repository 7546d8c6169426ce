// <sync-screen>: what waits to be sent and why, what came of the rest, what this device holds.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { dismissRefusal, observeRefusals, type ToldRefusal } from '../../data/conflicts';
import {
  discardWaiting,
  exportOutbox,
  observeDrift,
  observeHistory,
  observeWaiting,
  retryRefused,
  type HistoryEntry,
  type WaitingChange,
} from '../../data/outbox';
import {
  askToPersist,
  observeStorageFull,
  storageState,
  type StorageState,
} from '../../lib/device';
import { LiveController } from '../../lib/live';
import type { Outcome } from '../../lib/outcome';
import { askForSync } from '../../lib/sync/request';
import type { Progress } from '../../lib/sync/snapshot';
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
const historyShownMax = 10;
const SCARCE_SHARE = 0.8;

function loading({ table, received, total }: Progress): string {
  const count = (rows: number): string => rows.toLocaleString(locale());
  const share = total === undefined ? 'rows so far' : `of ${count(total)} rows`;
  return `Loading ${words(table).toLowerCase()}, ${count(received)} ${share}.`;
}

function reason(status: SyncStatus): string {
  switch (status.kind) {
    case 'offline':
      return 'There is no connection. Everything you do is kept here and sent when it returns.';
    case 'error':
      return (
        status.problem?.message ?? 'The server could not be reached. It is tried again by itself.'
      );
    case 'syncing':
      return status.downloading ? loading(status.downloading) : 'Talking to the server.';
    case 'idle':
      return status.waiting > 0 ? 'About to be sent.' : 'Everything here is on the server too.';
  }
}

/** The same beside one change. */
function shortReason(status: SyncStatus): string {
  switch (status.kind) {
    case 'offline':
      return 'There is no connection.';
    case 'error':
      return status.problem?.message ?? 'The server could not be reached.';
    case 'syncing':
      return 'Being sent.';
    case 'idle':
      return 'About to be sent.';
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
  readonly #history = new LiveController(this, () => observeHistory(historyShownMax));
  readonly #refusals = new LiveController(this, observeRefusals);
  readonly #drift = new LiveController(this, observeDrift);
  readonly #isFull = new LiveController(this, observeStorageFull);

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#readStorage();
  }

  async #readStorage(): Promise<void> {
    this.storage = await storageState();
  }

  async #persist(): Promise<void> {
    const isKept = await askToPersist();
    toast(isKept ? 'The browser promised to keep it' : 'The browser did not promise to keep it');
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
      </div>
      <p><a class="button plain flush" href="/help">${icon('help')}What does this mean?</a></p>
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
  #content({ table, op, values, n, currency }: WaitingChange | ToldRefusal): TemplateResult {
    return html`<details class="fold">
      <summary>${icon('forward')}What it holds</summary>
      <dl class="facts">
        <dt>Change</dt>
        <dd>${words(op)} in ${words(table).toLowerCase()}, number ${n} of this device</dd>
        ${Object.entries(values).map(
          ([field, value]) =>
            html`<dt>${fieldName(field)}</dt>
              <dd class="prose">${fieldValue(field, value, undefined, currency)}</dd>`,
        )}
      </dl>
    </details>`;
  }

  #unsent(entry: WaitingChange, why: string): TemplateResult {
    return html`<li class="stack">
      <div class="row">
        <span class="main"
          ><span class="title">${[entry.label, entry.about].filter(Boolean).join(': ')}</span
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

  #refused(refusal: ToldRefusal): TemplateResult {
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

  /** What to do when nothing more fits. */
  #full(): TemplateResult {
    return html`<div class="panel stack" role="alert">
      <p><strong>There is no room left for OTA on this device.</strong></p>
      <p>
        What was saved before is safe. New changes cannot be stored, so a form tells you and keeps
        what you typed until there is room:
      </p>
      <ol class="steps">
        <li>Delete photos, videos or apps that you do not need, or other websites’ data.</li>
        <li>Connect, and let what waits be sent. “Save as a file” keeps a copy of it.</li>
        <li>Save the form again.</li>
      </ol>
    </div>`;
  }

  /** Nearly full is told while there is still time. */
  #roomWords({ usedBytes, quotaBytes }: StorageState): string {
    const used = `${bytes(usedBytes)} of ${bytes(quotaBytes)}`;
    const isScarce = quotaBytes > 0 && usedBytes / quotaBytes > SCARCE_SHARE;
    return isScarce ? `${used}. That is nearly all: free some space soon.` : used;
  }

  #keptWords({ isPersistent, wasRefused }: StorageState): string {
    if (isPersistent) return 'The browser promised to keep it.';
    const risk = 'It may be cleared when the device runs full.';
    return wasRefused
      ? `The browser was asked and has not promised. ${risk} Installing OTA on the home screen helps.`
      : risk;
  }

  #driftLine(): TemplateResult | typeof nothing {
    const drift = this.#drift.value;
    if (!drift) return nothing;
    const tables = drift.tables.map((table) => words(table).toLowerCase()).join(', ');
    return html`<dt>Checked</dt>
      <dd>
        On ${formatMoment(new Date(drift.at).toISOString())} some ${tables} here differed from the
        server’s. They were fetched again, and the server was told.
      </dd>`;
  }

  #room(): TemplateResult | typeof nothing {
    const { storage } = this;
    if (!storage) return nothing;
    return html`<section class="section" aria-labelledby="room">
      <h2 id="room">Storage</h2>
      <dl class="facts">
        <dt>Used</dt>
        <dd>${this.#roomWords(storage)}</dd>
        <dt>Kept</dt>
        <dd>${this.#keptWords(storage)}</dd>
        ${this.#driftLine()}
      </dl>
      ${
        storage.isPersistent
          ? nothing
          : html`<div><button class="button" @click=${this.#persist}>Ask to keep it</button></div>`
      }
    </section>`;
  }

  #screen(status: SyncStatus): TemplateResult {
    const waiting = this.#waiting.value ?? [];
    const history = this.#history.value ?? [];
    const refusals = this.#refusals.value ?? [];
    const why = shortReason(status);
    const isFull = this.#isFull.value || status.problem?.code === 'storage_full';
    return html`<div class="columns">
      <div>
        ${isFull ? this.#full() : nothing} ${this.#now(status)}
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
      ${liveView(this.#status.state, (status) => this.#screen(status))}`;
  }
}
