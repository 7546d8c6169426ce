// <sync-mark>: says of one row that it waits to be sent or granted, or that two people changed it.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { icon } from './icon';
import { LightElement } from './light-element';

export type RowSync = 'synced' | 'pending' | 'asked' | 'conflict';

@customElement('sync-mark')
export class SyncMark extends LightElement {
  @property() state: RowSync = 'synced';

  protected override render(): TemplateResult | typeof nothing {
    switch (this.state) {
      case 'synced':
        return nothing;
      case 'pending':
        return html`<span class="pending" title="Saved here, waiting to be sent"
          >${icon('pending')}<span class="visually-hidden">Waiting to be sent</span></span
        >`;
      case 'asked':
        return html`<span class="tag" title="Waiting for the server's answer"
          >${icon('pending')}Asked for</span
        >`;
      case 'conflict':
        return html`<span class="tag warn">${icon('conflict')}Conflict</span>`;
    }
  }
}
