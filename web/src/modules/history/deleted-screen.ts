// <deleted-screen>: what was deleted lately, in a tour or in all, and one tap to bring it back.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { readDeleted, restoreDeleted, type Deleted } from '../../data/history';
import { titleOf } from '../../data/record';
import { TABLES } from '../../data/rows.gen';
import { observeTour } from '../../data/tours';
import { LiveController } from '../../lib/live';
import { can } from '../../lib/session';
import '../../ui/app-bar';
import { Clock } from '../../ui/clock';
import '../../ui/empty-state';
import { fieldName } from '../../ui/field-words';
import { ago, formatDate } from '../../ui/format';
import { icon } from '../../ui/icon';
import { Screen } from '../../ui/screen';
import '../../ui/skeleton-rows';
import { toast } from '../../ui/toast-region';
import { words } from '../../ui/words';
import { nounOf } from './change-words';

@customElement('deleted-screen')
export class DeletedScreen extends Screen {
  @state() private items: readonly Deleted[] | undefined;
  @state() private problem = '';
  readonly #clock = new Clock(this);
  #asked: string | undefined;
  readonly #tour = new LiveController(
    this,
    () => (this.#tourId === '' ? undefined : observeTour(this.#tourId)),
    () => [this.#tourId],
  );

  get #tourId(): string {
    return this.query('tour') ?? '';
  }

  protected override updated(): void {
    if (this.#asked === this.#tourId) return;
    this.#asked = this.#tourId;
    void this.#read();
  }

  async #read(): Promise<void> {
    const outcome = await readDeleted(this.#tourId || null);
    this.problem = outcome.ok ? '' : outcome.problem.message;
    if (outcome.ok) this.items = outcome.value;
  }

  async #bringBack(item: Deleted): Promise<void> {
    const outcome = await restoreDeleted(item.table, item.id, item.seq);
    if (!outcome.ok) toast(outcome.problem.message);
    else if (outcome.value.leftOut.length > 0)
      toast(`Back without ${outcome.value.leftOut.map(fieldName).join(', ')}: no longer fits.`);
    await this.#read();
  }

  #item(item: Deleted): TemplateResult {
    const date = item.row['date'] ?? item.row['spent_on'] ?? item.row['starts_on'];
    const who = item.by ?? 'Someone who has left';
    return html`<li class="row">
      <span class="main">
        <span class="title"
          ><a href=${`/history/${item.table}/${item.id}`}>${titleOf(item.row)}</a></span
        >
        <span class="sub"
          >${[
            words(nounOf(item.table)),
            typeof date === 'string' ? formatDate(date, 'full') : '',
            `${who} deleted it ${ago(Date.parse(item.at), this.#clock.now)}`,
          ]
            .filter(Boolean)
            .join(' · ')}</span
        >
      </span>
      ${
        can(TABLES[item.table].resource, 'write')
          ? html`<span class="end"
              ><button class="button" @click=${() => this.#bringBack(item)}>
                ${icon('undo')}Bring back<span class="visually-hidden"> ${titleOf(item.row)}</span>
              </button></span
            >`
          : nothing
      }
    </li>`;
  }

  #list(): TemplateResult {
    if (this.items === undefined) {
      return this.problem
        ? html`<empty-state
            symbol="offline"
            heading="This needs a connection"
            text=${this.problem}
            .actions=${html`<button class="button" @click=${() => this.#read()}>Try again</button>`}
          ></empty-state>`
        : html`<skeleton-rows></skeleton-rows>`;
    }
    if (this.items.length === 0) {
      return html`<empty-state
        symbol="check"
        heading="Nothing deleted"
        text="Whatever is deleted here can be brought back from this list."
      ></empty-state>`;
    }
    return html`<ul class="rows">
      ${this.items.map((item) => this.#item(item))}
    </ul>`;
  }

  protected override render(): TemplateResult {
    const tour = this.#tour.value;
    return html`<app-bar
        heading="Recently deleted"
        .under=${tour?.name ?? ''}
        .back=${this.#tourId ? `/tours/${this.#tourId}` : '/tours'}
        .backLabel=${tour?.name ?? 'Tours'}
      ></app-bar>
      ${this.#list()}`;
  }
}
