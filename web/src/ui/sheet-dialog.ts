// <sheet-dialog>: a native modal dialog; a sheet from below on phones, a card on wide screens.

import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { icon } from './icon';

/** Fires `closed` when it goes away, by whatever way. The dialog returns focus by itself. */
@customElement('sheet-dialog')
export class SheetDialog extends LitElement {
  static override styles = css`
    dialog {
      box-sizing: border-box;
      width: 100%;
      max-width: 34rem;
      max-height: min(88dvh, 46rem);
      margin: auto auto 0;
      padding: 0;
      border: 0;
      border-radius: var(--radius-l) var(--radius-l) 0 0;
      background: var(--surface);
      color: var(--ink);
      box-shadow: var(--lift);
      overscroll-behavior: contain;
    }
    dialog[open] {
      animation: rise var(--calm) var(--ease);
    }
    dialog::backdrop {
      background: var(--veil);
    }
    .head {
      position: sticky;
      z-index: 1;
      inset-block-start: 0;
      display: flex;
      align-items: center;
      gap: var(--s3);
      padding: var(--s3) var(--s3) var(--s2) var(--s5);
      background: var(--surface);
    }
    h2 {
      flex: 1;
      margin: 0;
      font-size: var(--text-l);
      font-weight: var(--bold);
      letter-spacing: var(--tracking-tight);
    }
    button {
      display: grid;
      place-items: center;
      width: var(--target);
      height: var(--target);
      border: 0;
      border-radius: var(--radius-full);
      background: none;
      color: var(--ink-soft);
      cursor: pointer;
    }
    button:hover {
      background: var(--hover);
    }
    button:focus-visible {
      outline: var(--rule) solid var(--signal);
    }
    svg {
      width: var(--icon);
      height: var(--icon);
    }
    .body {
      padding: var(--s1) var(--s5) calc(var(--s5) + env(safe-area-inset-bottom));
    }
    @keyframes rise {
      from {
        opacity: 0;
        transform: translateY(var(--s6));
      }
    }
    @media (min-width: 56rem) {
      dialog {
        margin: 12dvh auto auto;
        border-radius: var(--radius-l);
      }
    }
  `;

  @property() heading = '';
  @property({ type: Boolean, reflect: true }) open = false;
  @query('dialog') private readonly dialog: HTMLDialogElement | undefined | null;

  protected override updated(): void {
    if (this.open && !this.dialog?.open) this.dialog?.showModal();
    if (!this.open && this.dialog?.open) this.dialog.close();
  }

  #closed(): void {
    this.open = false;
    this.dispatchEvent(new CustomEvent('closed'));
  }

  protected override render(): TemplateResult {
    return html`<dialog
      aria-labelledby="heading"
      @close=${this.#closed}
      @click=${(event: Event) => event.target === this.dialog && this.dialog?.close()}
    >
      <div class="head">
        <h2 id="heading">${this.heading}</h2>
        <button type="button" aria-label="Close" @click=${() => this.dialog?.close()}>
          ${icon('close')}
        </button>
      </div>
      <div class="body"><slot></slot></div>
    </dialog>`;
  }
}
