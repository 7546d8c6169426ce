// What is to be done about one thing and what was noted on it, for any screen: a controller with the
// rows of <task-list> and <note-list> and the ways to change them.
//
//   readonly #about = new SubjectMatter(this, () => ({ subject: 'shows', id: this.#id }));
//   html`${taskSection(this.#about)} ${noteSection(this.#about)}` // ui/matter-sections

import type { ReactiveControllerHost } from 'lit';
import { LiveController } from '../lib/live';
import type { Outcome } from '../lib/outcome';
import { can } from '../lib/session';
import { audienceChanges, audienceOf, type Audience } from './audience';
import { todayOf } from './evening';
import { notes, type Note } from './notes';
import { observeOrganization, type Organization } from './organization';
import { observePeople, type Person } from './people';
import { TEAM_VALUES, VISIBILITY_VALUES, type Subject } from './rows.gen';
import { finishTask, observeTasksOfShow, reopenTask, tasks, type Task } from './tasks';
import { observeMembers, type Membership } from './team';

export interface About {
  readonly subject: Subject;
  readonly id: string;
  readonly tourId?: string | null;
  /** the show that it belongs to, on whose page its tasks are, too */
  readonly showId?: string | null;
}

/** An audience in a form's words. */
interface Picked {
  readonly visibility: string;
  readonly person_ids: readonly string[];
  readonly teams: readonly string[];
}

interface TaskWords extends Picked {
  readonly title: string;
  readonly notes: string | null;
  readonly due_on: string | null;
}

interface NoteWords extends Picked {
  readonly body: string;
}

const audienceIn = ({ visibility, person_ids, teams }: Picked): Audience => ({
  visibility: VISIBILITY_VALUES.find((value) => value === visibility) ?? 'everyone',
  person_ids,
  teams: TEAM_VALUES.filter((value) => teams.includes(value)),
});

/** Of these is written by those who see all of it, and for them, unless they say otherwise. */
const isForFew: ReadonlySet<Subject> = new Set<Subject>([
  'people',
  'deals',
  'settlements',
  'expenses',
  'per_diems',
  'holds',
  'invoices',
  'settlement_runs',
]);

export class SubjectMatter {
  readonly teamNames = TEAM_VALUES;
  readonly #about: () => About;
  readonly #tasks: LiveController<readonly Task[]>;
  readonly #notes: LiveController<readonly Note[]>;
  readonly #people: LiveController<readonly Person[]>;
  readonly #members: LiveController<readonly Membership[]>;
  readonly #organization: LiveController<Organization | undefined>;

  constructor(host: ReactiveControllerHost, about: () => About) {
    this.#about = about;
    const key = (): readonly unknown[] => [about().subject, about().id];
    this.#tasks = new LiveController(
      host,
      () => {
        const { subject, id } = about();
        return subject === 'shows' ? observeTasksOfShow(id) : tasks.where('subject_id', id);
      },
      key,
    );
    this.#notes = new LiveController(host, () => notes.where('subject_id', about().id), key);
    this.#people = new LiveController(host, observePeople);
    this.#members = new LiveController(host, observeMembers);
    this.#organization = new LiveController(host, observeOrganization);
  }

  get key(): string {
    return this.#about().id;
  }

  get tasks(): readonly Task[] {
    return this.#tasks.value ?? [];
  }

  get notes(): readonly Note[] {
    return this.#notes.value ?? [];
  }

  get people(): readonly Person[] {
    return this.#people.value ?? [];
  }

  get today(): string {
    return todayOf(this.#organization.value, Date.now());
  }

  /** Who sees what is written here, unless it says otherwise. */
  get usual(): Audience['visibility'] {
    return isForFew.has(this.#about().subject) ? 'management' : 'everyone';
  }

  get mayWrite(): boolean {
    return isForFew.has(this.#about().subject) ? can('tasks', 'write', '') : can('tasks', 'write');
  }

  readonly nameOf = (userId: string | null): string => {
    const member = this.#members.value?.find((one) => one.user_id === userId);
    return member?.name ?? member?.email ?? '';
  };

  /** undefined for who may only read. */
  get taskActions():
    | {
        readonly finish: (id: string) => Promise<Outcome<string>>;
        readonly reopen: (id: string) => Promise<Outcome<string>>;
        readonly writing: {
          readonly add: (draft: TaskWords) => Promise<Outcome<string>>;
          readonly change: (id: string, draft: TaskWords) => Promise<Outcome<string>>;
          readonly remove: (id: string) => Promise<Outcome<string>>;
        };
      }
    | undefined {
    if (!this.mayWrite) return undefined;
    const writing = {
      add: ({ title, notes: words, due_on, ...picked }: TaskWords) =>
        tasks.create({ title, notes: words, due_on, ...this.#place(), ...audienceIn(picked) }),
      change: (id: string, { title, notes: words, due_on, ...picked }: TaskWords) =>
        tasks.update(id, {
          ...{ title, notes: words, due_on },
          ...audienceChanges(
            audienceOf(this.tasks.find((task) => task.id === id)),
            audienceIn(picked),
          ),
        }),
      remove: tasks.remove,
    };
    return { finish: finishTask, reopen: reopenTask, writing };
  }

  /** undefined for who may only read. */
  get noteActions():
    | {
        readonly add: (draft: NoteWords) => Promise<Outcome<string>>;
        readonly change: (id: string, draft: NoteWords) => Promise<Outcome<string>>;
        readonly remove: (id: string) => Promise<Outcome<string>>;
      }
    | undefined {
    if (!this.mayWrite) return undefined;
    const { subject, id: subject_id } = this.#about();
    return {
      add: ({ body, ...picked }) =>
        notes.create({ subject, subject_id, body, ...audienceIn(picked) }),
      change: (id, { body, ...picked }) =>
        notes.update(id, {
          body,
          ...audienceChanges(
            audienceOf(this.notes.find((note) => note.id === id)),
            audienceIn(picked),
          ),
        }),
      remove: notes.remove,
    };
  }

  /** A task on a show is counted with it and with its tour. */
  #place(): Pick<Task, 'subject' | 'subject_id' | 'show_id' | 'tour_id'> {
    const { subject, id, tourId, showId } = this.#about();
    return {
      subject,
      subject_id: id,
      show_id: subject === 'shows' ? id : (showId ?? null),
      tour_id: subject === 'tours' ? id : (tourId ?? null),
    };
  }
}
