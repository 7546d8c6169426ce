// <record-form>: a form for one row, from a list of field specifications.

import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Problem } from '../lib/outcome';
import type { FieldSpec } from './form-field';
import './form-field';
import { icon } from './icon';
import { LightElement } from './light-element';
import { onEnterGoOn } from './next-box';
import '../styles/fields.css';

export type FormValues = Readonly<Record<string, string>>;

export interface SavedForm {
  readonly values: FormValues;
  /** only what the user changed, so that others' edits of other fields stand */
  readonly changed: FormValues;
}

const isBox = ({ kind }: FieldSpec): boolean => kind !== 'select' && kind !== 'check';

/** Fires `save` with a SavedForm and `remove`. An edit elsewhere never overwrites what is typed. */
@customElement('record-form')
export class RecordForm extends LightElement {
  @property({ attribute: false }) fields: readonly FieldSpec[] = [];
  /** values at the start; later changes of them are ignored for the same `record` */
  @property({ attribute: false }) values: FormValues = {};
  /** what follows from what was typed elsewhere in the form; a field's own text goes before it */
  @property({ attribute: false }) filled: FormValues = {};
  @property() record = 'new';
  @property({ attribute: 'save-label' }) saveLabel = 'Save';
  /** a path; empty fires `cancel` instead */
  @property() cancel = '';
  @property({ attribute: 'cancel-label' }) cancelLabel = 'Cancel';
  @property({ attribute: 'remove-label' }) removeLabel = '';
  @property({ attribute: false }) problem: Problem | undefined;
  @property({ attribute: false }) extra: TemplateResult | typeof nothing = nothing;
  @property({ type: Boolean }) busy = false;
  @state() private typed: FormValues = {};
  #initial: FormValues = {};

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('record') || !this.hasUpdated) {
      this.#initial = this.values;
      this.typed = {};
    }
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('problem') && this.problem) {
      const wrong = this.querySelector<HTMLElement>('[aria-invalid="true"], .form-error');
      wrong?.focus();
    }
  }

  #submit(event: SubmitEvent): void {
    event.preventDefault();
    const told = { ...this.filled, ...this.typed };
    const values = { ...this.#initial, ...told };
    const changed = Object.fromEntries(
      Object.entries(told).filter(([name, text]) => text !== (this.#initial[name] ?? '')),
    );
    this.dispatchEvent(new CustomEvent<SavedForm>('save', { detail: { values, changed } }));
  }

  #edit(name: string, text: string): void {
    this.typed = { ...this.typed, [name]: text };
    this.dispatchEvent(new CustomEvent('edited', { detail: { name, text } }));
  }

  #text(name: string): string {
    return this.typed[name] ?? this.filled[name] ?? this.#initial[name] ?? '';
  }

  #field(spec: FieldSpec): TemplateResult {
    return html`<form-field
      .spec=${spec}
      .value=${this.#text(spec.name)}
      .min=${spec.notBefore ? this.#text(spec.notBefore) : ''}
      .error=${this.problem?.fields?.[spec.name] ?? ''}
      enter-key=${spec === this.fields.findLast(isBox) ? 'done' : 'next'}
      @edit=${(event: CustomEvent<string>) => this.#edit(spec.name, event.detail)}
    ></form-field>`;
  }

  /** Neighbouring half-width fields share a line. */
  #lines(): readonly (readonly FieldSpec[])[] {
    const lines: FieldSpec[][] = [];
    for (const spec of this.fields) {
      const last = lines.at(-1);
      if (spec.half && last?.[0]?.half) last.push(spec);
      else lines.push([spec]);
    }
    return lines;
  }

  #generalError(): TemplateResult | typeof nothing {
    if (!this.problem) return nothing;
    const known = Object.keys(this.problem.fields ?? {});
    if (known.length > 0 && known.every((name) => this.fields.some((f) => f.name === name))) {
      return nothing;
    }
    return html`<p class="form-error" role="alert" tabindex="-1">${this.problem.message}</p>`;
  }

  protected override render(): TemplateResult {
    return html`<form class="form" @submit=${this.#submit} @keydown=${onEnterGoOn}>
      ${repeat(
        this.#lines(),
        (line) => line.map(({ name }) => name).join(' '),
        (line) =>
          line.length > 1
            ? html`<div class="pair">${line.map((spec) => this.#field(spec))}</div>`
            : line.map((spec) => this.#field(spec)),
      )}
      ${this.extra} ${this.#generalError()}
      <div class="form-actions">
        <button class="button primary" ?disabled=${this.busy}>${this.saveLabel}</button>
        ${
          this.cancel
            ? html`<a class="button plain" href=${this.cancel}>${this.cancelLabel}</a>`
            : html`<button
                type="button"
                class="button plain"
                @click=${() => this.dispatchEvent(new CustomEvent('cancel'))}
              >
                ${this.cancelLabel}
              </button>`
        }
        ${
          this.removeLabel
            ? html`<button
                type="button"
                class="button danger"
                @click=${() => this.dispatchEvent(new CustomEvent('remove'))}
              >
                ${icon('trash')}${this.removeLabel}
              </button>`
            : nothing
        }
      </div>
    </form>`;
  }
}
