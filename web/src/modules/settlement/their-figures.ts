// <their-figures>: each figure of a settlement beside what the other side says it is, of a run night by
// night.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Claim, Figure } from '../../data/settlement-claims';
import { claimed, figuresOf, isSameFigure } from '../../data/settlement-claims';
import { moneyText, readMoney } from '../../lib/core';
import { formatMoney } from '../../ui/format';
import { icon } from '../../ui/icon';
import { LightElement } from '../../ui/light-element';
import { goesOnIn } from '../../ui/next-box';
import '../../styles/fields.css';
import { sideOf, type Readable } from './line-words';
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
  @property({ attribute: false }) readable: Readable | undefined;
  @property({ attribute: false }) claims: readonly Claim[] = [];
  @property() ours = 'Ours';
  @property() theirs = 'Theirs';
  @state() private problems: Readonly<Record<string, string>> = {};

  readonly #goOn = goesOnIn(this);

  #shown(figure: Figure, value: number | boolean): string {
    if (typeof value === 'boolean') return value ? 'yes' : 'no';
    return figure.kind === 'money' ? formatMoney(value, figure.currency) : String(value);
  }

  #claimOf(figure: Figure): Claim | undefined {
    return this.claims.find((claim) => isSameFigure(claim, figure));
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
      const read = readMoney(text, figure.currency);
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
    return figure.kind === 'money' ? moneyText(claim.value, figure.currency) : String(claim.value);
  }

  #row(figure: Figure): TemplateResult {
    const words = figure.record === 'run_show' ? '' : (FIELD_WORDS[figure.field] ?? figure.field);
    const night = this.readable?.shows?.[figure.show]?.name ?? '';
    const label = [figure.name, words].filter(Boolean).join(', ');
    const named = [label, night, this.theirs].filter(Boolean).join(', ');
    const claim = this.#claimOf(figure);
    const key = `${figure.show}.${figure.record}.${figure.item}.${figure.field}`;
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
              /><span class="visually-hidden">${named}</span></label
            >`
          : html`<div class="field">
              <input
                class="figures"
                inputmode=${figure.kind === 'money' ? 'decimal' : 'numeric'}
                enterkeyhint="next"
                autocomplete="off"
                placeholder="same"
                aria-label=${named}
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

  #grid(figures: readonly Figure[]): TemplateResult {
    return html`<ul class="claim-grid">
      <li class="faint" aria-hidden="true">
        <span></span><span>${this.ours}</span><span>${this.theirs}</span>
      </li>
      ${figures.map((figure) => this.#row(figure))}
    </ul>`;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { readable } = this;
    if (!readable) return nothing;
    const figures = figuresOf(sideOf(readable));
    const nights = readable.shows ?? [];
    if (nights.length === 0) return this.#grid(figures);
    return html`${nights.map(
      ({ name }, i) =>
        html`<details class="fold" ?open=${this.claims.some(({ show }) => show === i)}>
          <summary>${icon('forward')}${name}</summary>
          ${this.#grid(figures.filter(({ show }) => show === i))}
        </details>`,
    )}`;
  }
}
