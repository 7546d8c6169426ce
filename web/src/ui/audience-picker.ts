// <audience-picker>: who sees a row: everyone, only those picked, or management alone.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import './choice-chips';
import type { Choice } from './choice-chips';
import { LightElement } from './light-element';
import '../styles/fields.css';

/** In the words of the row's fields. */
export interface Picked {
  readonly visibility: string;
  readonly person_ids: readonly string[];
  readonly teams: readonly string[];
}

export interface Candidate {
  readonly id: string;
  readonly name: string;
  readonly user_id: string | null;
}

const visibilities: readonly Choice[] = [
  { value: 'everyone', label: 'Everyone' },
  { value: 'assigned', label: 'Only those picked' },
  { value: 'management', label: 'Management' },
];

const NAMED_MAX = 3;

const toggled = (list: readonly string[], value: string): readonly string[] =>
  list.includes(value) ? list.filter((one) => one !== value) : [...list, value];

/** What one should know of this choice before saving; empty when there is nothing. */
export function audienceHint(picked: Picked, people: readonly Candidate[]): string {
  if (picked.visibility === 'management') return 'Crew never gets it on their devices.';
  if (picked.visibility !== 'assigned') return '';
  if (picked.person_ids.length + picked.teams.length === 0)
    return 'Nobody is picked yet, so only management sees it.';
  const waiting = people.filter(({ id, user_id }) => !user_id && picked.person_ids.includes(id));
  const [one] = waiting;
  if (!one) return 'They and management see it.';
  if (waiting.length === 1) return `${one.name} sees it once their account is linked.`;
  return waiting.length <= NAMED_MAX
    ? `${waiting.map(({ name }) => name).join(', ')} see it once their accounts are linked.`
    : `${waiting.length} of them see it once their accounts are linked.`;
}

/** Fires `pick` with what is picked now. */
@customElement('audience-picker')
export class AudiencePicker extends LightElement {
  @property({ attribute: false }) picked: Picked = {
    visibility: 'everyone',
    person_ids: [],
    teams: [],
  };
  @property({ attribute: false }) people: readonly Candidate[] = [];
  @property({ attribute: false }) teams: readonly Choice[] = [];

  #pick(part: Partial<Picked>): void {
    this.picked = { ...this.picked, ...part };
    this.dispatchEvent(new CustomEvent<Picked>('pick', { detail: this.picked, bubbles: true }));
  }

  #chips(
    field: 'person_ids' | 'teams',
    label: string,
    choices: readonly Choice[],
  ): TemplateResult | typeof nothing {
    if (choices.length === 0) return nothing;
    const list = this.picked[field];
    return html`<fieldset class="field">
      <legend>${label}</legend>
      <div class="chips">
        ${choices.map(
          ({ value, label: name }) =>
            html`<label
              ><input
                type="checkbox"
                name=${field}
                value=${value}
                .checked=${list.includes(value)}
                @change=${() => this.#pick({ [field]: toggled(list, value) })}
              />${name}</label
            >`,
        )}
      </div>
    </fieldset>`;
  }

  protected override render(): TemplateResult {
    const { picked, people } = this;
    const hint = audienceHint(picked, people);
    return html`<choice-chips
        label="Who sees it"
        name="visibility"
        .value=${picked.visibility}
        .choices=${visibilities}
        @choose=${(event: CustomEvent<string>) => this.#pick({ visibility: event.detail })}
      ></choice-chips>
      ${
        picked.visibility === 'assigned'
          ? html`${this.#chips('teams', 'Teams', this.teams)}
            ${this.#chips(
              'person_ids',
              'People',
              people.map(({ id, name }) => ({ value: id, label: name })),
            )}`
          : nothing
      }
      <p class="hint" role="status">${hint}</p>`;
  }
}
