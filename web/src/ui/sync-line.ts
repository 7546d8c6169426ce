// <sync-line>: one quiet line that says how this device and the server stand.

import { html, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { LightElement } from './light-element';

export type SyncTone = 'idle' | 'busy' | 'waiting' | 'offline' | 'trouble';

@customElement('sync-line')
export class SyncLine extends LightElement {
  @property() tone: SyncTone = 'idle';
  @property() text = '';
  @property() href = '/settings/sync';

  protected override render(): TemplateResult {
    return html`<a class="sync" data-tone=${this.tone} href=${this.href}
      ><span class="dot"></span><span>${this.text}</span></a
    >`;
  }
}
