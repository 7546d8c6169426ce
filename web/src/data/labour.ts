// Labour calls: local hands who are called for a show, paid by the hour with a minimum.

import { resource } from './resource';
import type { Rows } from './rows.gen';
import type { Local } from './tables';

export type LabourCall = Local<Rows['labour_calls']>;

export const labourCalls = resource<'labour_calls', 'show_id' | 'job' | 'starts_at'>(
  'labour_calls',
  'Call',
  (a, b) => a.starts_at.localeCompare(b.starts_at),
);
