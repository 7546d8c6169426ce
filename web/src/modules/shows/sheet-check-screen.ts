// <sheet-check-screen>: opened by the code on a printed day sheet: says whether that paper is still
// right, or what changed since.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { FieldChange } from '../../data/history';
import {
  codeOf,
  observePaper,
  readPaperChanges,
  type PaperChange,
  type PaperCode,
  type PaperState,
} from '../../data/sheet-check';
import { observeMembers } from '../../data/team';
import { LiveController } from '../../lib/live';
import '../../ui/app-bar';
import '../../ui/empty-state';
import { fieldName, fieldValue } from '../../ui/field-words';
import { ago, formatDate, formatTime } from '../../ui/format';
import '../../ui/gone-state';
import { icon } from '../../ui/icon';
import { screenView } from '../../ui/live-view';
import '../../ui/skeleton-rows';
import { Screen } from '../../ui/screen';
import '../../ui/notable.css';
import './day-sheet-screen.css';

/** What the server said about the paper; none yet, or none to be had. */
type Answer =
  | { readonly kind: 'asking' }
  | { readonly kind: 'told'; readonly changes: readonly PaperChange[] }
  | { readonly kind: 'unheard'; readonly why: string };

@customElement('sheet-check-screen')
export class SheetCheckScreen extends Screen {
  @state() private answer: Answer = { kind: 'asking' };
  #asked = '';
  readonly #paper = new LiveController(
    this,
    () => (this.#code ? observePaper(this.#code) : undefined),
    () => [this.place?.url.hash],
  );
  readonly #members = new LiveController(this, observeMembers);

  get #code(): PaperCode | undefined {
    return codeOf(this.place?.url.hash ?? '');
  }

  /** The server is asked once for each state that this device comes to know. */
  protected override updated(): void {
    const [code, paper] = [this.#code, this.#paper.value];
    if (!code || !paper) return;
    const key = paper.newer.map(({ id, seq }) => `${id}@${seq}`).join();
    if (this.#asked === `asked ${key}`) return;
    this.#asked = `asked ${key}`;
    void this.#ask(code, paper);
  }

  async #ask(code: PaperCode, paper: PaperState): Promise<void> {
    const found = await readPaperChanges(code, paper);
    this.answer = found.ok
      ? { kind: 'told', changes: found.value }
      : { kind: 'unheard', why: found.problem.message };
  }

  #nameOf(userId: string | null): string {
    const member = this.#members.value?.find((one) => one.user_id === userId);
    return member?.name ?? member?.email ?? 'Someone';
  }

  #field({ field, before, after }: FieldChange, zone: string): TemplateResult {
    const told = (value: unknown): string =>
      field.endsWith('_at') && typeof value === 'string'
        ? formatTime(value, zone)
        : fieldValue(field, value);
    return html`<span class="figures"
      >${fieldName(field)}: <del>${told(before)}</del> <strong>${told(after)}</strong></span
    >`;
  }

  #change(change: PaperChange): TemplateResult {
    const when = change.at ? ago(Date.parse(change.at), Date.now()) : '';
    const what = { added: 'is new', changed: '', removed: 'was taken off' }[change.kind];
    return html`<li>
      <span>${change.title} ${what}</span>
      ${change.fields.map((field) => this.#field(field, change.zone))}
      <small>${[change.by, when].filter(Boolean).join(', ')}</small>
    </li>`;
  }

  #told(changes: readonly PaperChange[]): TemplateResult {
    if (changes.length === 0) {
      return html`<section class="notable good">
        <p class="verdict">${icon('check')}This paper is right</p>
        <p>Nothing on it has changed since it was printed.</p>
      </section>`;
    }
    return html`<section class="notable warn">
      <p class="verdict">${icon('alert')}This paper is outdated</p>
      <p>${changes.length === 1 ? 'One thing' : `${changes.length} things`} changed since.</p>
      <ul>
        ${changes.map((change) => this.#change(change))}
      </ul>
    </section>`;
  }

  /** Without the server: what this device has seen change, by whom, not from what. */
  #unheard(paper: PaperState, why: string): TemplateResult {
    const isClean = paper.newer.length === 0;
    return html`<section class=${isClean ? 'notable' : 'notable warn'}>
      <p class="verdict">
        ${icon(isClean ? 'offline' : 'alert')}${
          isClean ? 'Right, as far as this device knows' : 'This paper is outdated'
        }
      </p>
      <p>${why} What others did since this device last synced is not known here.</p>
      ${
        isClean
          ? nothing
          : html`<ul>
              ${paper.newer.map(
                ({ title, by, at }) =>
                  html`<li>
                    <span>${title}</span
                    ><small
                      >${[this.#nameOf(by), at ? ago(Date.parse(at), Date.now()) : '']
                        .filter(Boolean)
                        .join(', ')}</small
                    >
                  </li>`,
              )}
            </ul>`
      }
    </section>`;
  }

  #verdict(paper: PaperState): TemplateResult {
    const { answer } = this;
    switch (answer.kind) {
      case 'asking':
        return html`<skeleton-rows></skeleton-rows>`;
      case 'told':
        return this.#told(answer.changes);
      case 'unheard':
        return this.#unheard(paper, answer.why);
    }
  }

  protected override render(): TemplateResult | typeof nothing {
    const code = this.#code;
    if (!code) {
      return html`<app-bar heading="Check a day sheet"></app-bar>
        <empty-state
          symbol="empty"
          heading="There is no code in this address"
          text="Scan the code on a printed day sheet with the phone’s camera. It leads here."
        ></empty-state>`;
    }
    const path = code.showId ? `/shows/${code.showId}/sheet` : `/days/${code.dayId}/sheet`;
    return screenView(this.#paper.state, (paper) =>
      paper
        ? html`<app-bar
              .heading=${paper.title}
              .kicker=${`Printed day sheet · ${formatDate(paper.date, 'full')}`}
              .actions=${html`<a class="button primary" href=${path}>Newest version</a>`}
            ></app-bar>
            ${this.#verdict(paper)}`
        : html`<gone-state what="day" back="/today"></gone-state>`,
    );
  }
}
