// <way-tiles>: the ways from a page to the others about the same thing, as tiles for a thumb.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { icon, type IconName } from './icon';
import { LightElement } from './light-element';
import './way-tiles.css';

export interface WayTile {
  readonly path: string;
  readonly label: string;
  /** a word on how far it is; may be empty */
  readonly detail: string;
  readonly icon: IconName;
}

/** `label` is what the navigation is called by screen readers. */
@customElement('way-tiles')
export class WayTiles extends LightElement {
  @property() label = '';
  @property({ attribute: false }) ways: readonly WayTile[] = [];

  protected override render(): TemplateResult | typeof nothing {
    if (this.ways.length === 0) return nothing;
    return html`<nav class="ways" aria-label=${this.label}>
      ${this.ways.map(
        ({ path, label, detail, icon: name }) =>
          html`<a href=${path}
            >${icon(name)}<span
              >${label}${detail ? html`<small>${detail}</small>` : nothing}</span
            ></a
          >`,
      )}
    </nav>`;
  }
}
