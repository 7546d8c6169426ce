// <welcome-frame>: the calm page around what happens before an organization is open.

import { html, LitElement, css, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';

@customElement('welcome-frame')
export class WelcomeFrame extends LitElement {
  static override styles = css`
    :host {
      display: grid;
      align-content: center;
      gap: var(--s6);
      min-height: calc(100dvh - var(--s8) * 2);
      max-width: 25rem;
      margin-inline: auto;
      padding-block: var(--s6);
    }
    .mark {
      display: flex;
      align-items: center;
      gap: var(--s3);
      font-weight: var(--bold);
      font-size: var(--text-l);
      letter-spacing: var(--tracking-tight);
    }
    img {
      width: 2.5rem;
      height: 2.5rem;
      border-radius: var(--radius-m);
    }
  `;

  protected override render(): TemplateResult {
    return html`<div class="mark"><img src="/icon.svg" alt="" />OTA</div>
      <slot></slot>`;
  }
}
