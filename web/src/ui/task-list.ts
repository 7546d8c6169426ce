// <task-list>: what is to be done, ticked off with one tap; a new one is a line and Enter.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Outcome } from '../lib/outcome';
import type { Picked } from './audience-picker';
import { EntryList, type Entry, type EntryActions } from './entry-list';
import { formatDate } from './format';
import type { FieldSpec } from './form-field';
import './sync-mark';
import type { RowSync } from './sync-mark';

/** A task as it is to be. */
interface TaskWords {
  readonly title: string;
  readonly notes: string | null;
  readonly due_on: string | null;
}

export interface TaskFacts extends Entry, TaskWords {
  readonly status: string;
  readonly local: RowSync;
}

/** What a list asks of whoever holds the rows. */
export interface TaskActions {
  readonly finish: (id: string) => Promise<Outcome<unknown>>;
  readonly reopen: (id: string) => Promise<Outcome<unknown>>;
  /** undefined: tasks are ticked off here, and written elsewhere */
  readonly writing?: EntryActions<TaskWords & Picked>;
}

@customElement('task-list')
export class TaskList extends EntryList<TaskFacts, TaskWords> {
  @property({ attribute: false }) tasks: readonly TaskFacts[] = [];
  /** undefined: it is only read */
  @property({ attribute: false }) actions: TaskActions | undefined;
  /** what is due before it is late */
  @property() today = '';
  protected readonly noun = 'task';
  protected readonly fields: readonly FieldSpec[] = [
    { name: 'title', label: 'What is to be done', required: true, maxlength: 160 },
    { name: 'due_on', label: 'Until', kind: 'date' },
    { name: 'notes', label: 'Notes', kind: 'textarea' },
  ];

  protected wordsOf(task: TaskFacts | undefined): Readonly<Record<string, string>> {
    return { title: task?.title ?? '', due_on: task?.due_on ?? '', notes: task?.notes ?? '' };
  }

  protected draftOf(words: Readonly<Record<string, string>>): TaskWords {
    return {
      title: words['title']?.trim() ?? '',
      notes: words['notes']?.trim() || null,
      due_on: words['due_on'] || null,
    };
  }

  #names({ person_ids, teams, visibility }: TaskFacts): string {
    if (visibility === 'management') return 'Management only';
    const people = this.people.filter(({ id }) => person_ids.includes(id)).map(({ name }) => name);
    const groups = this.teams
      .filter(({ value }) => teams.includes(value))
      .map(({ label }) => label);
    return [...people, ...groups].join(', ');
  }

  #tick(task: TaskFacts): void {
    const isDone = task.status === 'done';
    void (isDone ? this.actions?.reopen(task.id) : this.actions?.finish(task.id));
  }

  #task(task: TaskFacts): TemplateResult {
    const isDone = task.status === 'done';
    const isLate = !isDone && task.due_on !== null && task.due_on < this.today;
    const due = task.due_on ? formatDate(task.due_on) : '';
    const what = html`<span class="title">${task.title}</span>
      <span class="sub"
        >${due ? html`<span class=${isLate ? 'is-late' : ''}>${due}</span>` : nothing}
        ${this.#names(task)}</span
      >`;
    return html`<li class=${isDone ? 'is-done' : ''}>
      <label class="tick"
        ><input
          type="checkbox"
          aria-label=${`Done: ${task.title}`}
          .checked=${isDone}
          ?disabled=${!this.actions}
          @change=${() => this.#tick(task)}
      /></label>
      ${
        this.actions?.writing
          ? html`<button class="what" @click=${() => this.open(task.id)}>${what}</button>`
          : html`<div class="what">${what}</div>`
      }
      <sync-mark .state=${task.local}></sync-mark>
    </li>`;
  }

  protected override render(): TemplateResult {
    return html`<ul class="tasks">
        ${this.tasks.map((task) => this.#task(task))}
      </ul>
      ${this.writer(this.tasks, this.actions?.writing)}`;
  }
}
