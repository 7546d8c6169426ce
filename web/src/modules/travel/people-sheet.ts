// <people-sheet>: picks some of the people, all of them with one tap.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { LightElement } from '../../ui/light-element';
import '../../ui/sheet-dialog';
import '../../styles/fields.css';

interface Named {
  readonly id: string;
  readonly name: string;
}

/** Fires `picked` with their ids, and `closed`. */
@customElement('people-sheet')
export class PeopleSheet extends LightElement {
  @property() heading = 'Who?';
  /** the verb of the button */
  @property() done = 'Add';
  @property({ attribute: false }) people: readonly Named[] = [];
  @state() private picked: ReadonlySet<string> = new Set();

  #toggle(id: string): void {
    const next = new Set(this.picked);
    if (!next.delete(id)) next.add(id);
    this.picked = next;
  }

  protected override render(): TemplateResult {
    const { people, picked } = this;
    const isAll = people.length > 0 && people.every(({ id }) => picked.has(id));
    return html`<sheet-dialog
      heading=${this.heading}
      open
      @closed=${() => this.dispatchEvent(new CustomEvent('closed'))}
    >
      ${
        people.length === 0
          ? html`<p class="soft">Everybody is there already.</p>`
          : html`<div class="stack">
              <div class="chips">
                ${people.map(
                  ({ id, name }) =>
                    html`<label
                      ><input
                        type="checkbox"
                        .checked=${picked.has(id)}
                        @change=${() => this.#toggle(id)}
                      />${name}</label
                    >`,
                )}
              </div>
              <div class="button-row">
                <button
                  class="button primary"
                  ?disabled=${picked.size === 0}
                  @click=${() =>
                    this.dispatchEvent(new CustomEvent('picked', { detail: [...picked] }))}
                >
                  ${this.done}${picked.size > 0 ? html` ${picked.size}` : nothing}
                </button>
                ${
                  isAll
                    ? nothing
                    : html`<button
                        class="button plain"
                        @click=${() => (this.picked = new Set(people.map(({ id }) => id)))}
                      >
                        Everybody
                      </button>`
                }
              </div>
            </div>`
      }
    </sheet-dialog>`;
  }
}
