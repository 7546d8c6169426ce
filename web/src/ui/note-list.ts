// <note-list>: notes on something, each with who wrote it and when.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Picked } from './audience-picker';
import { EntryList, type Entry, type EntryActions } from './entry-list';
import { ago } from './format';
import type { FieldSpec } from './form-field';
import './sync-mark';
import type { RowSync } from './sync-mark';

interface NoteWords {
  readonly body: string;
}

export interface NoteFacts extends Entry, NoteWords {
  readonly updated_at: string | null;
  readonly updated_by: string | null;
  readonly local: RowSync;
}

export type NoteActions = EntryActions<NoteWords & Picked>;

const limited: Readonly<Record<string, string>> = {
  management: 'Management only',
  assigned: 'Only some see it',
};

@customElement('note-list')
export class NoteList extends EntryList<NoteFacts, NoteWords> {
  @property({ attribute: false }) notes: readonly NoteFacts[] = [];
  @property({ attribute: false }) nameOf: (userId: string | null) => string = () => '';
  /** undefined: it is only read */
  @property({ attribute: false }) actions: NoteActions | undefined;
  @property({ attribute: 'add-label' }) addLabel = 'Add note';
  protected readonly noun = 'note';
  protected readonly fields: readonly FieldSpec[] = [
    { name: 'body', label: 'Note', kind: 'textarea', required: true, maxlength: 20_000 },
  ];

  protected wordsOf(note: NoteFacts | undefined): { readonly body: string } {
    return { body: note?.body ?? '' };
  }

  protected draftOf(words: Readonly<Record<string, string>>): NoteWords {
    return { body: words['body']?.trim() ?? '' };
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
            ? html`<button class="button plain" @click=${() => this.open(note.id)}>
                Edit<span class="visually-hidden"> note</span>
              </button>`
            : nothing
        }
      </div>
    </li>`;
  }

  protected override render(): TemplateResult {
    return html`<ul class="notes">
        ${this.notes.map((note) => this.#note(note))}
      </ul>
      ${this.writer(this.notes, this.actions, this.addLabel)}`;
  }
}
