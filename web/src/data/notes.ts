// Notes: a few words on anything, and who may read them.

import { resource } from './resource';
import type { Rows } from './rows.gen';
import type { Local } from './tables';

export type Note = Local<Rows['notes']>;

/** Newest first: ids grow with time. */
export const notes = resource<'notes', 'subject' | 'subject_id' | 'body'>('notes', 'Note', (a, b) =>
  b.id.localeCompare(a.id),
);
