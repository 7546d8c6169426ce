// <seen-list>: what is critical and waits for "I have seen it", one tap each.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { formatTime } from './format';
import { icon } from './icon';
import { LightElement } from './light-element';
import './notable.css';

export interface CriticalFacts {
  readonly id: string;
  readonly title: string;
  readonly starts_at: string;
  readonly zone: string;
  readonly place: string | null;
}

/** Fires `seen` with the id of an item; draws nothing while there is none. */
@customElement('seen-list')
export class SeenList extends LightElement {
  @property({ attribute: false }) items: readonly CriticalFacts[] = [];

  #item(item: CriticalFacts): TemplateResult {
    const seen = (): boolean =>
      this.dispatchEvent(new CustomEvent<string>('seen', { detail: item.id }));
    return html`<li>
      <span
        ><strong class="figures">${formatTime(item.starts_at, item.zone)}</strong>
        ${item.title}${item.place ? `, ${item.place}` : ''}</span
      >
      <button class="button" aria-label=${`I have seen ${item.title}`} @click=${seen}>
        ${icon('check')}Seen
      </button>
    </li>`;
  }

  protected override render(): TemplateResult | typeof nothing {
    if (this.items.length === 0) return nothing;
    return html`<section class="notable signal" aria-label="To be confirmed by you">
      <h2>Say that you have seen this</h2>
      <ul>
        ${this.items.map((item) => this.#item(item))}
      </ul>
    </section>`;
  }
}
