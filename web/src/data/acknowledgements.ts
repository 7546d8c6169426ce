// Acknowledgements: what a person has seen in which version, and who of those it concerns.

import type { Live } from '../lib/live';
import type { Outcome } from '../lib/outcome';
import { writeRow, type Draft } from '../lib/records';
import { currentUserId } from '../lib/session';
import { audienceOf, type Audience } from './audience';
import type { Person } from './people';
import type { Rows, Subject } from './rows.gen';
import { change, insertion, observe, rowsWith, type Local } from './tables';

export type Acknowledgement = Local<Rows['acknowledgements']>;

/** Those of some rows, whoever gave them. */
export const observeAcknowledgements = (ids: readonly string[]): Live<readonly Acknowledgement[]> =>
  observe((store) => rowsWith(store, 'acknowledgements', 'subject_id', ids));

interface Seen {
  readonly id: string;
  readonly seq: number;
}

/** The version that this account has said to have seen; undefined when it has not. */
export const seenBy = (
  userId: string | null | undefined,
  row: Seen,
  given: readonly Acknowledgement[],
): number | undefined =>
  given.find((one) => one.subject_id === row.id && one.owner_id === userId)?.subject_seq;

/** Whether the account has seen the row as it is now. */
export const hasSeen = (
  userId: string | null | undefined,
  row: Seen,
  given: readonly Acknowledgement[],
): boolean => (seenBy(userId, row, given) ?? -1) >= row.seq;

/** "I have seen this", as it is written: once more for a row that changed since. */
export function acknowledgement(
  subject: Subject,
  row: Seen,
  given: readonly Acknowledgement[],
): Draft {
  const owner_id = currentUserId();
  const mine = given.find((one) => one.subject_id === row.id && one.owner_id === owner_id);
  if (mine) return change('acknowledgements', mine.id, { subject_seq: row.seq });
  const said = { subject, subject_id: row.id, subject_seq: row.seq };
  // whose it is, is known here before the server has said so
  return insertion('acknowledgements', owner_id === undefined ? said : { ...said, owner_id });
}

export const acknowledge = (
  subject: Subject,
  row: Seen,
  given: readonly Acknowledgement[],
): Promise<Outcome<string>> => writeRow('Acknowledged', acknowledgement(subject, row, given));

type Who = Pick<Person, 'id' | 'team'>;

/** Whether a line of the day is for this person: everybody's, theirs by name or by team. */
export function concerns(row: Partial<Audience>, person: Who | undefined): boolean {
  const { visibility, person_ids, teams } = audienceOf(row);
  if (visibility === 'everyone') return true;
  if (!person) return false;
  if (visibility === 'management') return person.team === 'management';
  return person_ids.includes(person.id) || (person.team !== null && teams.includes(person.team));
}
