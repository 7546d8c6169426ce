// <conflict-compare>: both values of one field side by side, and which of them to use.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { LightElement } from './light-element';
import '../styles/compare.css';

/** Fires `choose` with 'mine', 'theirs' or 'both'. Until then the server's value stands. */
@customElement('conflict-compare')
export class ConflictCompare extends LightElement {
  @property() field = '';
  @property() mine = '';
  @property() theirs = '';
  @property() their = 'Someone else';
  @property() when = '';
  /** whose the other value is, and since when */
  @property() me = 'You';
  /** the two can be put together */
  @property({ type: Boolean }) joins = false;

  #choose(side: 'mine' | 'theirs' | 'both'): void {
    this.dispatchEvent(new CustomEvent('choose', { detail: side, bubbles: true }));
  }

  protected override render(): TemplateResult {
    return html`<div class="compare" role="group" aria-label=${this.field}>
      <p class="name">${this.field}</p>
      <div class="sides">
        <div class="side stands">
          <p class="who">${this.their}${this.when ? `, ${this.when}` : ''} · stands now</p>
          <p class="value">${this.theirs}</p>
          <button class="button" @click=${() => this.#choose('theirs')}>
            Keep theirs<span class="visually-hidden"> for ${this.field}</span>
          </button>
        </div>
        <div class="side">
          <p class="who">${this.me}</p>
          <p class="value">${this.mine}</p>
          <button class="button" @click=${() => this.#choose('mine')}>
            Use mine<span class="visually-hidden"> for ${this.field}</span>
          </button>
        </div>
      </div>
      ${
        this.joins
          ? html`<button class="button" @click=${() => this.#choose('both')}>
              Use both<span class="visually-hidden"> for ${this.field}</span>
            </button>`
          : nothing
      }
    </div>`;
  }
}
