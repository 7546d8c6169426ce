// <terms-list>: the entries of one list of an agreement's terms: bonuses, steps, withholdings, rates.

import { html, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import './form-field';
import { icon } from './icon';
import { LightElement } from './light-element';
import '../styles/fields.css';
import { isAsked, specOf, type TermList, type Texts } from './term-fields';
import './terms-list.css';

/** Fires `edit` with the entries. */
@customElement('terms-list')
export class TermsList extends LightElement {
  @property({ attribute: false }) list: TermList | undefined;
  @property({ attribute: false }) entries: readonly Texts[] = [];
  /** "bonuses.0.amount" → sentence */
  @property({ attribute: false }) errors: Readonly<Record<string, string>> = {};

  #change(entries: readonly Texts[]): void {
    this.dispatchEvent(new CustomEvent<readonly Texts[]>('edit', { detail: entries }));
  }

  #entry(list: TermList, texts: Texts, i: number): TemplateResult {
    const asked = list.terms.filter((term) => isAsked(term, texts));
    return html`<li>
      <div class="pair">
        ${repeat(
          asked,
          (term) => `${term.name} ${term.label}`,
          (term) => {
            const name = `${list.name}.${i}.${term.name}`;
            return html`<form-field
              .spec=${specOf(term, name)}
              .value=${texts[term.name] ?? ''}
              .error=${this.errors[name] ?? ''}
              @edit=${(event: CustomEvent<string>) => {
                event.stopPropagation();
                this.#change(
                  this.entries.map((one, at) =>
                    at === i ? { ...one, [term.name]: event.detail } : one,
                  ),
                );
              }}
            ></form-field>`;
          },
        )}
      </div>
      <button
        type="button"
        class="button icon-only"
        aria-label=${`Remove ${list.one} ${i + 1}`}
        @click=${() => this.#change(this.entries.filter((_, at) => at !== i))}
      >
        ${icon('trash')}
      </button>
    </li>`;
  }

  protected override render(): TemplateResult {
    const { list } = this;
    if (!list) return html``;
    return html`<fieldset class="terms-list">
      <legend>${list.title}</legend>
      <ul>
        ${this.entries.map((texts, i) => this.#entry(list, texts, i))}
      </ul>
      <button
        type="button"
        class="button plain flush"
        @click=${() => this.#change([...this.entries, {}])}
      >
        ${icon('plus')}Add ${list.one}
      </button>
    </fieldset>`;
  }
}
