// <task-list>: what is to be done, ticked off with one tap; a new one is a line and Enter.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Outcome, Problem } from '../lib/outcome';
import type { Candidate, Picked } from './audience-picker';
import type { Choice } from './choice-chips';
import { formatDate } from './format';
import type { FieldSpec } from './form-field';
import { icon } from './icon';
import { LightElement } from './light-element';
import type { SavedForm } from './record-form';
import './sync-mark';
import type { RowSync } from './sync-mark';
import './task-list.css';

export interface TaskFacts {
  readonly id: string;
  readonly title: string;
  readonly notes: string | null;
  readonly due_on: string | null;
  readonly status: string;
  readonly visibility: string;
  readonly person_ids: readonly string[];
  readonly teams: readonly string[];
  readonly local: RowSync;
}

/** A task as it is to be; undefined fields stay. */
export interface TaskDraft extends Picked {
  readonly title: string;
  readonly notes: string | null;
  readonly due_on: string | null;
}

/** What a list asks of whoever holds the rows. */
export interface TaskActions {
  readonly finish: (id: string) => Promise<Outcome<unknown>>;
  readonly reopen: (id: string) => Promise<Outcome<unknown>>;
  /** undefined: tasks are ticked off here, and written elsewhere */
  readonly writing?: {
    readonly add: (draft: TaskDraft) => Promise<Outcome<unknown>>;
    readonly change: (id: string, draft: TaskDraft) => Promise<Outcome<unknown>>;
    readonly remove: (id: string) => Promise<Outcome<unknown>>;
  };
}

const fields: readonly FieldSpec[] = [
  { name: 'title', label: 'What is to be done', required: true, maxlength: 160 },
  { name: 'due_on', label: 'Until', kind: 'date' },
  { name: 'notes', label: 'Notes', kind: 'textarea' },
];
const nobody: Picked = { visibility: 'everyone', person_ids: [], teams: [] };

@customElement('task-list')
export class TaskList extends LightElement {
  @property({ attribute: false }) tasks: readonly TaskFacts[] = [];
  @property({ attribute: false }) people: readonly Candidate[] = [];
  @property({ attribute: false }) teams: readonly Choice[] = [];
  /** undefined: it is only read */
  @property({ attribute: false }) actions: TaskActions | undefined;
  /** what is due before it is late */
  @property() today = '';
  /** '' for none, 'new', or the id of a task */
  @property() edited = '';
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

  #names({ person_ids, teams, visibility }: TaskFacts): string {
    if (visibility === 'management') return 'Management only';
    const people = this.people.filter(({ id }) => person_ids.includes(id)).map(({ name }) => name);
    const groups = this.teams
      .filter(({ value }) => teams.includes(value))
      .map(({ label }) => label);
    return [...people, ...groups].join(', ');
  }

  async #done(outcome: Promise<Outcome<unknown>> | undefined): Promise<void> {
    const found = await outcome;
    if (found && !found.ok) this.problem = found.problem;
    else await this.#open('');
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
          ? html`<button class="what" @click=${() => this.#open(task.id)}>${what}</button>`
          : html`<div class="what">${what}</div>`
      }
      <sync-mark .state=${task.local}></sync-mark>
    </li>`;
  }

  #save({ values }: SavedForm, task: TaskFacts | undefined): Promise<void> {
    const draft: TaskDraft = {
      ...(this.picked ?? task ?? nobody),
      title: values['title']?.trim() ?? '',
      notes: values['notes']?.trim() || null,
      due_on: values['due_on'] || null,
    };
    const { visibility, person_ids, teams, title, notes, due_on } = draft;
    const fresh = { visibility, person_ids, teams, title, notes, due_on };
    const writing = this.actions?.writing;
    return this.#done(task ? writing?.change(task.id, fresh) : writing?.add(fresh));
  }

  #form(): TemplateResult {
    const task = this.tasks.find(({ id }) => id === this.edited);
    return html`<record-form
      .record=${this.edited}
      .fields=${fields}
      .values=${{
        title: task?.title ?? '',
        due_on: task?.due_on ?? '',
        notes: task?.notes ?? '',
      }}
      .problem=${this.problem}
      .extra=${html`<audience-picker
        .picked=${this.picked ?? task ?? nobody}
        .people=${this.people}
        .teams=${this.teams}
        @pick=${(event: CustomEvent<Picked>) => (this.picked = event.detail)}
      ></audience-picker>`}
      .saveLabel=${task ? 'Save' : 'Add task'}
      .removeLabel=${task ? 'Delete' : ''}
      @save=${(event: CustomEvent<SavedForm>) => this.#save(event.detail, task)}
      @remove=${() => task && this.#done(this.actions?.writing?.remove(task.id))}
      @cancel=${() => this.#open('')}
    ></record-form>`;
  }

  protected override render(): TemplateResult {
    return html`<ul class="tasks">
        ${this.tasks.map((task) => this.#task(task))}
      </ul>
      ${
        this.actions?.writing
          ? html`<button class="button plain" @click=${() => this.#open('new')}>
                ${icon('plus')}Add task
              </button>
              <sheet-dialog
                .heading=${this.edited === 'new' ? 'New task' : 'Task'}
                .open=${this.edited !== ''}
                @closed=${() => this.#open('')}
              >
                ${this.edited === '' ? nothing : this.#form()}
              </sheet-dialog>`
          : nothing
      }`;
  }
}
