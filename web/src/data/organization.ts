// The organization itself: its name, kind, currency, zone, day boundary, and what invoices say of it.

import type { Live } from '../lib/live';
import type { Outcome } from '../lib/outcome';
import { write } from '../lib/records';
import { change, observe, observeKept, rows, type Local, type Values } from './tables';
import type { Rows } from './rows.gen';

export type Organization = Local<Rows['organizations']>;
export type BillingDetails = Local<Rows['billing_details']>;

/** The organization and what its invoices say of tax and bank, which only some may read. */
export interface OrganizationView {
  readonly organization: Organization;
  readonly billing: BillingDetails | undefined;
}

/** Undefined until the first snapshot arrived. */
export const observeOrganization: () => Live<Organization | undefined> = observeKept((store) =>
  rows(store, 'organizations').get(store.organizationId),
);

export const observeOrganizationView = (): Live<OrganizationView | undefined> =>
  observe(async (store) => {
    const [organization, billing] = await Promise.all([
      rows(store, 'organizations').get(store.organizationId),
      rows(store, 'billing_details').get(store.organizationId),
    ]);
    return organization && { organization, billing };
  });

/** Both are one change to whoever makes it. */
export const updateOrganization = (
  id: string,
  values: Values<'organizations'>,
  billing: Values<'billing_details'>,
): Promise<Outcome<void>> =>
  write('Organization changed', () =>
    Promise.resolve([
      ...(Object.keys(values).length > 0 ? [change('organizations', id, values)] : []),
      ...(Object.keys(billing).length > 0 ? [change('billing_details', id, billing)] : []),
    ]),
  );
