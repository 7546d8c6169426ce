// <form-field>: a label, a native control of the right kind, its hint and its error.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { ifDefined } from 'lit/directives/if-defined.js';
import { isZone } from '../lib/zone';
import type { Choice } from './choice-chips';
import { LightElement } from './light-element';
import '../styles/fields.css';

export type FieldKind =
  | 'text'
  | 'textarea'
  | 'email'
  | 'tel'
  | 'url'
  | 'number'
  | 'date'
  | 'time'
  | 'datetime-local'
  | 'select'
  | 'check'
  | 'suggest'
  | 'zone';

export interface FieldSpec {
  readonly name: string;
  readonly label: string;
  readonly kind?: FieldKind;
  readonly required?: boolean;
  readonly hint?: string;
  readonly placeholder?: string;
  readonly autocomplete?: AutoFill;
  readonly maxlength?: number;
  /** of a select, or what a `suggest` field offers while one types */
  readonly choices?: readonly Choice[];
  /** stands beside its neighbours where there is room */
  readonly half?: boolean;
  readonly inputmode?: 'decimal' | 'numeric';
  /** of a date: the other date of the form that it cannot be before */
  readonly notBefore?: string;
}

/** A year typed in short ("26") is none that anybody means. */
const limits: Readonly<Partial<Record<FieldKind, readonly [string, string]>>> = {
  date: ['1900-01-01', '2999-12-31'],
  'datetime-local': ['1900-01-01T00:00', '2999-12-31T23:59'],
};

const zones = (): readonly Choice[] =>
  Intl.supportedValuesOf('timeZone').map((value) => ({ value, label: '' }));

/** how many fields there have been */
let fields = 0;

/** Fires `edit` with the text at each change ('true' or '' for a check). */
@customElement('form-field')
export class FormField extends LightElement {
  @property({ attribute: false }) spec: FieldSpec = { name: '', label: '' };
  @property() value = '';
  @property() error = '';
  /** of a date: the first that can be meant */
  @property() min = '';
  /** what the key of a phone's keyboard says that goes on */
  @property({ attribute: 'enter-key' }) enterKey: 'next' | 'done' = 'next';
  readonly #number = (fields += 1);

  #edit(value: string): void {
    this.value = value;
    this.dispatchEvent(new CustomEvent('edit', { detail: value, bubbles: true }));
  }

  readonly #typed = (event: Event): void => {
    const control = event.currentTarget;
    if (control instanceof HTMLInputElement) {
      this.#edit(control.type === 'checkbox' ? (control.checked ? 'true' : '') : control.value);
    }
    if (control instanceof HTMLTextAreaElement || control instanceof HTMLSelectElement) {
      this.#edit(control.value);
    }
  };

  /** Two forms of one screen may both ask for a name, and each label is for its own. */
  get #id(): string {
    return `field-${this.#number}-${this.spec.name}`;
  }

  #describedBy(): string | undefined {
    const ids = [
      this.spec.hint ? `${this.#id}-hint` : '',
      this.error ? `${this.#id}-error` : '',
    ].filter(Boolean);
    return ids.length > 0 ? ids.join(' ') : undefined;
  }

  /** Times in a zone that no clock knows would be taken for the device's own. */
  protected override updated(): void {
    if (this.spec.kind !== 'zone') return;
    const zone = this.value.trim();
    const words = zone === '' || isZone(zone) ? '' : 'Choose a time zone such as Europe/Berlin.';
    this.querySelector('input')?.setCustomValidity(words);
  }

  #control(): TemplateResult {
    const { spec } = this;
    const invalid = this.error ? 'true' : undefined;
    if (spec.kind === 'textarea') {
      return html`<textarea
        id=${this.#id}
        name=${spec.name}
        rows="3"
        ?required=${spec.required}
        maxlength=${ifDefined(spec.maxlength)}
        placeholder=${ifDefined(spec.placeholder)}
        aria-invalid=${ifDefined(invalid)}
        aria-describedby=${ifDefined(this.#describedBy())}
        .value=${this.value}
        @input=${this.#typed}
      ></textarea>`;
    }
    if (spec.kind === 'select') {
      return html`<select
        id=${this.#id}
        name=${spec.name}
        ?required=${spec.required && !spec.choices?.some(({ value }) => value === '')}
        aria-invalid=${ifDefined(invalid)}
        aria-describedby=${ifDefined(this.#describedBy())}
        @change=${this.#typed}
      >
        ${(spec.choices ?? []).map(
          (choice) =>
            html`<option value=${choice.value} ?selected=${choice.value === this.value}>
              ${choice.label}
            </option>`,
        )}
      </select>`;
    }
    return this.#input(invalid);
  }

  #input(invalid: string | undefined): TemplateResult {
    const { spec } = this;
    const isZoneField = spec.kind === 'zone';
    const suggests = isZoneField || spec.kind === 'suggest';
    const [first, last] = limits[spec.kind ?? 'text'] ?? [];
    const choices = isZoneField ? zones() : (spec.choices ?? []);
    return html`<input
        id=${this.#id}
        name=${spec.name}
        type=${suggests ? 'text' : (spec.kind ?? 'text')}
        min=${ifDefined(this.min || first)}
        max=${ifDefined(last)}
        step=${ifDefined(spec.inputmode === 'decimal' ? 'any' : undefined)}
        ?required=${spec.required}
        maxlength=${ifDefined(spec.maxlength)}
        placeholder=${ifDefined(spec.placeholder)}
        autocomplete=${spec.autocomplete ?? 'off'}
        inputmode=${ifDefined(spec.inputmode)}
        enterkeyhint=${this.enterKey}
        list=${ifDefined(suggests ? `${this.#id}-list` : undefined)}
        aria-invalid=${ifDefined(invalid)}
        aria-describedby=${ifDefined(this.#describedBy())}
        .value=${this.value}
        @input=${this.#typed}
      />
      ${
        suggests
          ? html`<datalist id=${`${this.#id}-list`}>
              ${choices.map(
                (choice) => html`<option value=${choice.value}>${choice.label}</option>`,
              )}
            </datalist>`
          : nothing
      }`;
  }

  #notes(): TemplateResult {
    return html`${
      this.spec.hint
        ? html`<p class="hint" id=${`${this.#id}-hint`}>${this.spec.hint}</p>`
        : nothing
    }
    ${this.error ? html`<p class="error" id=${`${this.#id}-error`}>${this.error}</p>` : nothing}`;
  }

  protected override render(): TemplateResult {
    const { spec } = this;
    if (spec.kind === 'check') {
      return html`<div class="field">
        <label class="check" for=${this.#id}
          ><input
            id=${this.#id}
            name=${spec.name}
            type="checkbox"
            .checked=${this.value === 'true'}
            @change=${this.#typed}
          />${spec.label}</label
        >${this.#notes()}
      </div>`;
    }
    return html`<div class="field">
      <div class="label-line">
        <label for=${this.#id}>${spec.label}</label>
        ${spec.required ? nothing : html`<span class="optional">optional</span>`}
      </div>
      ${this.#control()}${this.#notes()}
    </div>`;
  }
}
