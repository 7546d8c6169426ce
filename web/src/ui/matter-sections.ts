// The two sections that the page of anything ends with: what is to be done about it, and its notes.

import { html, nothing, type TemplateResult } from 'lit';
import type { Candidate } from './audience-picker';
import { choicesOf } from './choices';
import './note-list';
import type { NoteActions, NoteFacts } from './note-list';
import './task-list';
import type { TaskActions, TaskFacts } from './task-list';

/** Whoever holds the rows: data's SubjectMatter. */
export interface Matter {
  /** tells the sections of a sheet from those of the page below it */
  readonly key: string;
  readonly tasks: readonly TaskFacts[];
  readonly notes: readonly NoteFacts[];
  readonly people: readonly Candidate[];
  readonly teamNames: readonly string[];
  readonly today: string;
  readonly mayWrite: boolean;
  /** who sees what is written, unless it says otherwise */
  readonly usual: string;
  readonly nameOf: (userId: string | null) => string;
  /** undefined for who may only read */
  readonly taskActions: TaskActions | undefined;
  readonly noteActions: NoteActions | undefined;
}

export function taskSection(matter: Matter): TemplateResult | typeof nothing {
  if (matter.tasks.length === 0 && !matter.mayWrite) return nothing;
  return html`<section class="section" aria-labelledby=${`tasks-${matter.key}`}>
    <header><h2 id=${`tasks-${matter.key}`}>Tasks</h2></header>
    <task-list
      .tasks=${matter.tasks}
      .people=${matter.people}
      .teams=${choicesOf(matter.teamNames)}
      .today=${matter.today}
      usual=${matter.usual}
      .actions=${matter.taskActions}
    ></task-list>
  </section>`;
}

/** `own`: the notes that the thing has as a field of its own. */
export function noteSection(
  matter: Matter,
  own: string | null = null,
): TemplateResult | typeof nothing {
  if (!own && matter.notes.length === 0 && !matter.mayWrite) return nothing;
  return html`<section class="section" aria-labelledby=${`notes-${matter.key}`}>
    <header><h2 id=${`notes-${matter.key}`}>Notes</h2></header>
    ${own ? html`<p class="prose">${own}</p>` : nothing} ${noteList(matter)}
  </section>`;
}

export const noteList = (matter: Matter, addLabel = 'Add note'): TemplateResult =>
  html`<note-list
    .notes=${matter.notes}
    .people=${matter.people}
    .teams=${choicesOf(matter.teamNames)}
    .nameOf=${matter.nameOf}
    usual=${matter.usual}
    .actions=${matter.noteActions}
    add-label=${addLabel}
  ></note-list>`;
