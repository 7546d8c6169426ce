// <radius-note>: broken radius clauses, each in a sentence that names both shows and both limits.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { formatDate } from './format';
import { icon } from './icon';
import { LightElement } from './light-element';
import './problem-list.css';
import { apartWords, kmWords } from './way-words';

const METRES_A_KM = 1000;

interface ShowFacts {
  readonly date: string;
  readonly title: string;
  readonly city: string | null;
}

/** A show that is too near to another one whose clause keeps it away. */
export interface BreachFacts {
  readonly held: {
    readonly clause: {
      readonly distance_km: number;
      readonly days_before: number;
      readonly days_after: number;
      readonly exceptions: string | null;
    };
    readonly show: ShowFacts;
  };
  readonly broken: { readonly show: ShowFacts };
  readonly metres: number;
  readonly days: number;
}

const named = ({ city, title, date }: ShowFacts): string =>
  `${city ?? title} (${formatDate(date, 'short')})`;

/** "Zurich (1 Dec) is 205 km from Milan (30 Nov), 1 day after. Its clause keeps 250 km, …" */
export function breachWords({ held, broken, metres, days }: BreachFacts): string {
  const { distance_km, days_before, days_after, exceptions } = held.clause;
  // rounded down, so that what is within 100 km never reads as more
  const km = kmWords(Math.floor(metres / METRES_A_KM) * METRES_A_KM);
  return (
    `${named(broken.show)} is ${km} from ${named(held.show)}, ${apartWords(days)}. ` +
    `Its clause keeps ${distance_km} km, ${days_before} days before to ${days_after} after.` +
    (exceptions ? ` Exceptions: ${exceptions}.` : '')
  );
}

@customElement('radius-note')
export class RadiusNote extends LightElement {
  @property({ attribute: false }) breaches: readonly BreachFacts[] = [];

  protected override render(): TemplateResult | typeof nothing {
    if (this.breaches.length === 0) return nothing;
    return html`<ul class="problems" aria-label="Broken radius clauses">
      ${this.breaches.map((one) => html`<li>${icon('alert')}<span>${breachWords(one)}</span></li>`)}
    </ul>`;
  }
}
