// <toast-region>: short messages that a person can answer (Undo) and need not. On a phone they
// stand above the tabs, and at the top of a form or over a sheet, whose buttons are below.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { icon } from './icon';
import { LightElement } from './light-element';

export interface Toast {
  readonly message: string;
  readonly action?: { readonly label: string; readonly run: () => unknown };
}

const eventName = 'ota-toast';
const visibleMs = 8_000;
const toastsMax = 3;

/** Shows a toast, from anywhere. */
export function toast(message: string, action?: Toast['action']): void {
  const detail: Toast = action ? { message, action } : { message };
  window.dispatchEvent(new CustomEvent<Toast>(eventName, { detail }));
}

@customElement('toast-region')
export class ToastRegion extends LightElement {
  @state() private shown: readonly { readonly id: number; readonly toast: Toast }[] = [];
  #nextId = 1;
  #timers = new Map<number, ReturnType<typeof setTimeout>>();

  readonly #receive = (event: Event): void => {
    if (!(event instanceof CustomEvent)) return;
    const id = this.#nextId++;
    this.shown = [...this.shown, { id, toast: event.detail }].slice(-toastsMax);
    this.#wait(id);
    this.#raise();
  };

  override connectedCallback(): void {
    super.connectedCallback();
    this.popover = 'manual';
    this.showPopover();
    window.addEventListener(eventName, this.#receive);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener(eventName, this.#receive);
    for (const timer of this.#timers.values()) clearTimeout(timer);
  }

  /** What comes last lies on top: a sheet that was opened meanwhile would hide the toast. */
  #raise(): void {
    if (!isSheetOpen()) return;
    this.hidePopover();
    this.showPopover();
  }

  #wait(id: number): void {
    clearTimeout(this.#timers.get(id));
    this.#timers.set(
      id,
      setTimeout(() => this.#pass(id), visibleMs),
    );
  }

  /** Nothing beside an open sheet can be tapped, so a toast stays until it can be answered. */
  #pass(id: number): void {
    if (isSheetOpen()) this.#wait(id);
    else this.#drop(id);
  }

  #hold(id: number): void {
    clearTimeout(this.#timers.get(id));
  }

  #drop(id: number): void {
    clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
    this.shown = this.shown.filter((entry) => entry.id !== id);
  }

  #run(id: number, toastShown: Toast): void {
    this.#drop(id);
    toastShown.action?.run();
  }

  protected override render(): TemplateResult {
    return html`<div class="toasts" role="status" aria-live="polite">
      ${this.shown.map(
        ({ id, toast: shown }) =>
          html`<div
            class="toast"
            @pointerenter=${() => this.#hold(id)}
            @pointerleave=${() => this.#wait(id)}
            @focusin=${() => this.#hold(id)}
            @focusout=${() => this.#wait(id)}
          >
            <p>${shown.message}</p>
            ${
              shown.action
                ? html`<button @click=${() => this.#run(id, shown)}>${shown.action.label}</button>`
                : nothing
            }
            <button aria-label="Dismiss" @click=${() => this.#drop(id)}>${icon('close')}</button>
          </div>`,
      )}
    </div>`;
  }
}

const isSheetOpen = (): boolean => document.querySelector('sheet-dialog[open]') !== null;
