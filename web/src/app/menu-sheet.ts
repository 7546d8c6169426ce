// <menu-sheet>: on phones, everything that has no place in the bottom bar.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { can } from '../lib/session';
import { icon } from '../ui/icon';
import { LightElement } from '../ui/light-element';
import '../ui/sheet-dialog';
import { destinations } from './destinations';

const inBar: ReadonlySet<string> = new Set(['/today', '/tours', '/people']);

/** Fires `closed`, `organizations` and `search`. */
@customElement('menu-sheet')
export class MenuSheet extends LightElement {
  @property({ type: Number }) attention = 0;

  #fire(name: string): void {
    this.dispatchEvent(new CustomEvent(name));
  }

  protected override render(): TemplateResult {
    const shown = destinations.filter(
      ({ path, needs }) => !inBar.has(path) && (!needs || can(needs[0], needs[1])),
    );
    return html`<sheet-dialog heading="More" open @closed=${() => this.#fire('closed')}>
      <ul class="menu">
        <li>
          <button class="row" @click=${() => this.#fire('search')}>${icon('search')}Search</button>
        </li>
        ${shown.map(
          ({ path, label, icon: name }) =>
            html`<li>
              <a class="row" href=${path}
                >${icon(name)}${label}${
                  path === '/conflicts' && this.attention > 0
                    ? html`<span class="badge-count">${this.attention}</span>`
                    : nothing
                }</a
              >
            </li>`,
        )}
        <li>
          <button class="row" @click=${() => this.#fire('organizations')}>
            ${icon('building')}Switch organization
          </button>
        </li>
      </ul>
    </sheet-dialog>`;
  }
}
