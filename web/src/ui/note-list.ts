// <note-list>: notes on something, each with who wrote it and when.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Outcome, Problem } from '../lib/outcome';
import type { Candidate, Picked } from './audience-picker';
import type { Choice } from './choice-chips';
import { ago } from './format';
import type { FieldSpec } from './form-field';
import { icon } from './icon';
import { LightElement } from './light-element';
import type { SavedForm } from './record-form';
import './sync-mark';
import type { RowSync } from './sync-mark';
import './task-list.css';

export interface NoteFacts {
  readonly id: string;
  readonly body: string;
  readonly visibility: string;
  readonly person_ids: readonly string[];
  readonly teams: readonly string[];
  readonly updated_at: string | null;
  readonly updated_by: string | null;
  readonly local: RowSync;
}

export interface NoteDraft extends Picked {
  readonly body: string;
}

/** What a list asks of whoever holds the rows. */
export interface NoteActions {
  readonly add: (draft: NoteDraft) => Promise<Outcome<unknown>>;
  readonly change: (id: string, draft: NoteDraft) => Promise<Outcome<unknown>>;
  readonly remove: (id: string) => Promise<Outcome<unknown>>;
}

const fields: readonly FieldSpec[] = [
  { name: 'body', label: 'Note', kind: 'textarea', required: true, maxlength: 20_000 },
];
const everyone: Picked = { visibility: 'everyone', person_ids: [], teams: [] };
const limited: Readonly<Record<string, string>> = {
  management: 'Management only',
  assigned: 'Only some see it',
};

@customElement('note-list')
export class NoteList extends LightElement {
  @property({ attribute: false }) notes: readonly NoteFacts[] = [];
  @property({ attribute: false }) people: readonly Candidate[] = [];
  @property({ attribute: false }) teams: readonly Choice[] = [];
  @property({ attribute: false }) nameOf: (userId: string | null) => string = () => '';
  /** undefined: it is only read */
  @property({ attribute: false }) actions: NoteActions | undefined;
  @property({ attribute: 'add-label' }) addLabel = 'Add note';
  @state() private edited = '';
  @state() private problem: Problem | undefined;
  @state() private picked: Picked | undefined;

  async #open(id: string): Promise<void> {
    if (id !== '') {
      await Promise.all([
        import('./record-form'),
        import('./audience-picker'),
        import('./sheet-dialog'),
      ]);
    }
    this.problem = undefined;
    this.picked = undefined;
    this.edited = id;
  }

  async #done(outcome: Promise<Outcome<unknown>> | undefined): Promise<void> {
    const found = await outcome;
    if (found && !found.ok) this.problem = found.problem;
    else await this.#open('');
  }

  #note(note: NoteFacts): TemplateResult {
    const at = note.updated_at ? ago(Date.parse(note.updated_at), Date.now()) : '';
    const by = [this.nameOf(note.updated_by), at, limited[note.visibility]];
    return html`<li>
      <p class="prose">${note.body}</p>
      <div class="by">
        <span>${by.filter(Boolean).join(' · ')} <sync-mark .state=${note.local}></sync-mark></span>
        ${
          this.actions
            ? html`<button class="button plain" @click=${() => this.#open(note.id)}>
                Edit<span class="visually-hidden"> note</span>
              </button>`
            : nothing
        }
      </div>
    </li>`;
  }

  #save({ values }: SavedForm, note: NoteFacts | undefined): Promise<void> {
    const { visibility, person_ids, teams } = this.picked ?? note ?? everyone;
    const draft = { visibility, person_ids, teams, body: values['body']?.trim() ?? '' };
    return this.#done(note ? this.actions?.change(note.id, draft) : this.actions?.add(draft));
  }

  #form(): TemplateResult {
    const note = this.notes.find(({ id }) => id === this.edited);
    return html`<record-form
      .record=${this.edited}
      .fields=${fields}
      .values=${{ body: note?.body ?? '' }}
      .problem=${this.problem}
      .extra=${html`<audience-picker
        .picked=${this.picked ?? note ?? everyone}
        .people=${this.people}
        .teams=${this.teams}
        @pick=${(event: CustomEvent<Picked>) => (this.picked = event.detail)}
      ></audience-picker>`}
      .saveLabel=${note ? 'Save' : 'Add note'}
      .removeLabel=${note ? 'Delete' : ''}
      @save=${(event: CustomEvent<SavedForm>) => this.#save(event.detail, note)}
      @remove=${() => note && this.#done(this.actions?.remove(note.id))}
      @cancel=${() => this.#open('')}
    ></record-form>`;
  }

  protected override render(): TemplateResult {
    return html`<ul class="notes">
        ${this.notes.map((note) => this.#note(note))}
      </ul>
      ${
        this.actions
          ? html`<button class="button plain" @click=${() => this.#open('new')}>
                ${icon('plus')}${this.addLabel}
              </button>
              <sheet-dialog
                .heading=${this.edited === 'new' ? 'New note' : 'Note'}
                .open=${this.edited !== ''}
                @closed=${() => this.#open('')}
              >
                ${this.edited === '' ? nothing : this.#form()}
              </sheet-dialog>`
          : nothing
      }`;
  }
}
