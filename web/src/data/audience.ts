// Audiences: who sees a line of the schedule or a journey.

import { changing, type SetOperation } from '../lib/operations';
import type { Rows } from './rows.gen';

type Visibility = Rows['travel']['visibility'];
type Team = Rows['travel']['teams'][number];

export interface Audience {
  readonly visibility: Visibility;
  readonly person_ids: readonly string[];
  readonly teams: readonly Team[];
}

export interface AudienceChanges {
  readonly visibility?: Visibility;
  readonly person_ids?: SetOperation;
  readonly teams?: SetOperation;
}

export const everybody: Audience = { visibility: 'everyone', person_ids: [], teams: [] };

/** Rows kept by an older app name nobody. */
export const audienceOf = (row: Partial<Audience> | undefined): Audience => ({
  visibility: row?.visibility ?? 'everyone',
  person_ids: row?.person_ids ?? [],
  teams: row?.teams ?? [],
});

/** Said beside what is not for everybody. */
export function audienceWords(row: Partial<Audience>): string {
  const { visibility } = audienceOf(row);
  if (visibility === 'everyone') return '';
  return visibility === 'assigned' ? 'Only some see it' : 'Management only';
}

/** Only what is another, and of people and teams only who came and went, so that others' edits stand. */
export function audienceChanges(before: Audience, after: Audience): AudienceChanges {
  const people = changing(before.person_ids, after.person_ids);
  const teams = changing(before.teams, after.teams);
  return {
    ...(before.visibility === after.visibility ? {} : { visibility: after.visibility }),
    ...(people ? { person_ids: people } : {}),
    ...(teams ? { teams } : {}),
  };
}
