// What <task-list> and <note-list> share: entries that are written in a sheet, each with who sees it.

import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Outcome, Problem } from '../lib/outcome';
import type { Candidate, Picked } from './audience-picker';
import type { Choice } from './choice-chips';
import type { FieldSpec } from './form-field';
import { icon } from './icon';
import { LightElement } from './light-element';
import type { SavedForm } from './record-form';
import './task-list.css';

export interface Entry extends Picked {
  readonly id: string;
}

/** What a list asks of whoever holds the rows. */
export interface EntryActions<Draft> {
  readonly add: (draft: Draft) => Promise<Outcome<unknown>>;
  readonly change: (id: string, draft: Draft) => Promise<Outcome<unknown>>;
  readonly remove: (id: string) => Promise<Outcome<unknown>>;
}

/** What an entry says, as the form has it. */
type Words = Readonly<Record<string, string>>;

export abstract class EntryList<E extends Entry, D extends object> extends LightElement {
  @property({ attribute: false }) people: readonly Candidate[] = [];
  @property({ attribute: false }) teams: readonly Choice[] = [];
  /** who sees a new one, until somebody else is picked */
  @property() usual = 'everyone';
  /** '' for none, 'new', or the id of an entry */
  @property() edited = '';
  @state() private problem: Problem | undefined;
  @state() private picked: Picked | undefined;

  /** "task": what one entry is called */
  protected abstract readonly noun: string;
  protected abstract readonly fields: readonly FieldSpec[];
  protected abstract wordsOf(entry: E | undefined): Words;
  protected abstract draftOf(words: Words): D;

  protected async open(id: string): Promise<void> {
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

  get #nobody(): Picked {
    return { visibility: this.usual, person_ids: [], teams: [] };
  }

  async #done(outcome: Promise<Outcome<unknown>>): Promise<void> {
    const found = await outcome;
    if (found.ok) await this.open('');
    else this.problem = found.problem;
  }

  #save({ values }: SavedForm, entry: E | undefined, actions: EntryActions<D & Picked>): void {
    const { visibility, person_ids, teams } = this.picked ?? entry ?? this.#nobody;
    const draft = { ...this.draftOf(values), visibility, person_ids, teams };
    void this.#done(entry ? actions.change(entry.id, draft) : actions.add(draft));
  }

  #form(entry: E | undefined, actions: EntryActions<D & Picked>): TemplateResult {
    return html`<record-form
      .record=${this.edited}
      .fields=${this.fields}
      .values=${this.wordsOf(entry)}
      .problem=${this.problem}
      .extra=${html`<audience-picker
        .picked=${this.picked ?? entry ?? this.#nobody}
        .people=${this.people}
        .teams=${this.teams}
        @pick=${(event: CustomEvent<Picked>) => (this.picked = event.detail)}
      ></audience-picker>`}
      .saveLabel=${entry ? 'Save' : `Add ${this.noun}`}
      .removeLabel=${entry ? 'Delete' : ''}
      @save=${(event: CustomEvent<SavedForm>) => this.#save(event.detail, entry, actions)}
      @remove=${() => entry && this.#done(actions.remove(entry.id))}
      @cancel=${() => this.open('')}
    ></record-form>`;
  }

  /** The button that adds one, and the sheet; nothing for who may only read. */
  protected writer(
    entries: readonly E[],
    actions: EntryActions<D & Picked> | undefined,
    addLabel = `Add ${this.noun}`,
  ): TemplateResult | typeof nothing {
    if (!actions) return nothing;
    const noun = `${this.noun.charAt(0).toUpperCase()}${this.noun.slice(1)}`;
    return html`<button class="button plain flush" @click=${() => this.open('new')}>
        ${icon('plus')}${addLabel}
      </button>
      <sheet-dialog
        .heading=${this.edited === 'new' ? `New ${this.noun}` : noun}
        .open=${this.edited !== ''}
        @closed=${() => this.open('')}
      >
        ${
          this.edited === ''
            ? nothing
            : this.#form(
                entries.find(({ id }) => id === this.edited),
                actions,
              )
        }
      </sheet-dialog>`;
  }
}
