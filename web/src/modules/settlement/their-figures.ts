// <their-figures>: each figure of a settlement beside what the other side says it is.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Claim, Figure } from '../../data/settlement-claims';
import { claimed } from '../../data/settlement-claims';
import { moneyText, readMoney } from '../../lib/core';
import { formatMoney } from '../../ui/format';
import { LightElement } from '../../ui/light-element';
import { goesOnIn } from '../../ui/next-box';
import '../../styles/fields.css';
import './settlement.css';

const FIELD_WORDS: Readonly<Record<string, string>> = {
  paid: 'paid',
  comps: 'comps',
  price: 'price',
  amount: '',
  gross: 'sold',
  is_approved: 'counts',
};

/** Fires `claim` with the claims as they are after an edit. */
@customElement('their-figures')
export class TheirFigures extends LightElement {
  @property({ attribute: false }) figures: readonly Figure[] = [];
  @property({ attribute: false }) claims: readonly Claim[] = [];
  /** the settlement's own, then those that it has rates for */
  @property({ attribute: false }) currencies: readonly string[] = ['EUR'];
  @property() ours = 'Ours';
  @property() theirs = 'Theirs';
  @state() private problems: Readonly<Record<string, string>> = {};

  readonly #goOn = goesOnIn(this);

  #currencyOf(figure: Figure): string {
    return this.currencies[figure.currency] ?? 'EUR';
  }

  #shown(figure: Figure, value: number | boolean): string {
    if (typeof value === 'boolean') return value ? 'yes' : 'no';
    return figure.kind === 'money' ? formatMoney(value, this.#currencyOf(figure)) : String(value);
  }

  #claimOf(figure: Figure): Claim | undefined {
    return this.claims.find(
      ({ record, field, name }) =>
        record === figure.record && field === figure.field && name === figure.name,
    );
  }

  #tell(figure: Figure, value: number | boolean | undefined): void {
    const detail = claimed(this.claims, figure, value);
    this.dispatchEvent(new CustomEvent<readonly Claim[]>('claim', { detail }));
  }

  #type(key: string, figure: Figure, text: string): void {
    const { [key]: _, ...others } = this.problems;
    this.problems = others;
    if (text.trim() === '') return this.#tell(figure, undefined);
    if (figure.kind === 'money') {
      const read = readMoney(text, this.#currencyOf(figure));
      if (read.ok) return this.#tell(figure, read.value);
      this.problems = { ...others, [key]: read.problem.message };
      return;
    }
    const count = Number(text.trim());
    if (Number.isSafeInteger(count) && count >= 0) return this.#tell(figure, count);
    this.problems = { ...others, [key]: 'That is no number of tickets.' };
  }

  #text(figure: Figure, claim: Claim | undefined): string {
    if (claim === undefined || typeof claim.value === 'boolean') return '';
    return figure.kind === 'money'
      ? moneyText(claim.value, this.#currencyOf(figure))
      : String(claim.value);
  }

  #row(figure: Figure): TemplateResult {
    const words = FIELD_WORDS[figure.field] ?? figure.field;
    const label = [figure.name, words].filter(Boolean).join(', ');
    const claim = this.#claimOf(figure);
    const key = `${figure.record}.${figure.item}.${figure.field}`;
    return html`<li class=${claim ? 'differs' : ''}>
      <span>${label}</span>
      <span class="figures">${this.#shown(figure, figure.value)}</span>
      ${
        figure.kind === 'flag'
          ? html`<label class="check"
              ><input
                type="checkbox"
                .checked=${claim === undefined ? figure.value === true : claim.value === true}
                @change=${(event: Event) => {
                  const box = event.currentTarget;
                  if (box instanceof HTMLInputElement) this.#tell(figure, box.checked);
                }}
              /><span class="visually-hidden">${`${label}, ${this.theirs}`}</span></label
            >`
          : html`<div class="field">
              <input
                class="figures"
                inputmode=${figure.kind === 'money' ? 'decimal' : 'numeric'}
                enterkeyhint="next"
                autocomplete="off"
                placeholder="same"
                aria-label=${`${label}, ${this.theirs}`}
                aria-invalid=${this.problems[key] ? 'true' : 'false'}
                .value=${this.#text(figure, claim)}
                @keydown=${this.#goOn}
                @change=${(event: Event) => {
                  const box = event.currentTarget;
                  if (box instanceof HTMLInputElement) this.#type(key, figure, box.value);
                }}
              />
              ${
                this.problems[key]
                  ? html`<p class="error" role="alert">${this.problems[key]}</p>`
                  : nothing
              }
            </div>`
      }
    </li>`;
  }

  protected override render(): TemplateResult {
    return html`<ul class="claim-grid">
      <li class="faint" aria-hidden="true">
        <span></span><span>${this.ours}</span><span>${this.theirs}</span>
      </li>
      ${this.figures.map((figure) => this.#row(figure))}
    </ul>`;
  }
}
