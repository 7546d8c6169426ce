// Tasks: what is to be done, about anything, by whom and until when.

import type { Live } from '../lib/live';
import type { Outcome } from '../lib/outcome';
import { writeRow } from '../lib/records';
import { currentUserId } from '../lib/session';
import { resource } from './resource';
import type { Rows } from './rows.gen';
import { change, observe, rows, type Local } from './tables';

export type Task = Local<Rows['tasks']>;

/** Open ones first, by their day; those without a day last. */
export const byUrgency = (a: Task, b: Task): number =>
  a.status.localeCompare(b.status) * -1 ||
  (a.due_on ?? '9999').localeCompare(b.due_on ?? '9999') ||
  a.id.localeCompare(b.id);

export const tasks = resource<'tasks', 'title'>('tasks', 'Task', byUrgency);

export const finishTask = (id: string): Promise<Outcome<string>> =>
  writeRow('Task done', change('tasks', id, { status: 'done', done_at: new Date().toISOString() }));

export const reopenTask = (id: string): Promise<Outcome<string>> =>
  writeRow('Task open again', change('tasks', id, { status: 'open', done_at: null }));

/** Those of a show: on it, or for it on something else. */
export const observeTasksOfShow = (showId: string): Live<readonly Task[]> =>
  tasks.where('show_id', showId);

/** Open tasks that name this account's person or their team, soonest first. */
export const observeMyTasks = (): Live<readonly Task[]> =>
  observe(async (store) => {
    const me = currentUserId();
    const people = await rows(store, 'people').toArray();
    const person = people.find(({ user_id }) => user_id !== null && user_id === me);
    if (!person) return [];
    const all = await rows(store, 'tasks').toArray();
    return all
      .filter(({ status }) => status === 'open')
      .filter(
        ({ person_ids, teams }) =>
          person_ids.includes(person.id) || (person.team !== null && teams.includes(person.team)),
      )
      .sort(byUrgency);
  });
