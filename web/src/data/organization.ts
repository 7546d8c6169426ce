// The organization itself: its name, kind, currency, zone, day boundary, and what invoices say of it.

import type { Live } from '../lib/live';
import type { Outcome } from '../lib/outcome';
import { writeRow } from '../lib/records';
import { change, observe, rows, type Local, type Values } from './tables';
import type { Rows } from './rows.gen';

export type Organization = Local<Rows['organizations']>;

/** Undefined until the first snapshot arrived. */
export const observeOrganization = (): Live<Organization | undefined> =>
  observe((store) => rows(store, 'organizations').get(store.organizationId));

export const updateOrganization = (
  id: string,
  values: Values<'organizations'>,
): Promise<Outcome<string>> =>
  writeRow('Organization changed', change('organizations', id, values));
