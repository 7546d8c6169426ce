// Deals: what was offered for a show, version by version, and how far each got.

import type { Outcome } from '../lib/outcome';
import { success } from '../lib/outcome';
import { write, writeForGood } from '../lib/records';
import { resource } from './resource';
import type { RowBase, Rows } from './rows.gen';
import { change, insertion, type Fresh, type Local, type Values } from './tables';

export type Deal = Local<Rows['deals']>;
export type DealStatus = Deal['status'];

/** Newest version first. */
export const deals = resource<'deals', 'show_id' | 'currency' | 'type'>(
  'deals',
  'Offer',
  (a, b) => b.version - a.version || b.id.localeCompare(a.id),
);

/** Where an offer goes from where it is, as the database lets it (ota.judge_deal). */
const next: Readonly<Record<DealStatus, readonly DealStatus[]>> = {
  draft: ['sent', 'accepted', 'withdrawn'],
  sent: ['accepted', 'countered', 'declined', 'expired', 'withdrawn'],
  countered: ['sent', 'accepted', 'declined', 'expired', 'withdrawn'],
  accepted: ['withdrawn'],
  declined: [],
  expired: [],
  withdrawn: [],
};

export const dealSteps = (status: DealStatus): readonly DealStatus[] => next[status];

/** Its terms can still be changed; otherwise a new version is made. */
export const isOpen = ({ status }: Pick<Deal, 'status'>): boolean =>
  status === 'draft' || status === 'sent' || status === 'countered';

const labels: Readonly<Record<DealStatus, string>> = {
  draft: 'Draft',
  sent: 'Offer marked as sent',
  countered: 'Counter-offer noted',
  accepted: 'Offer accepted',
  declined: 'Offer declined',
  expired: 'Offer marked as expired',
  withdrawn: 'Offer withdrawn',
};

/** A step is taken for good: the database lets none go back the way it came. */
export function setDealStatus(deal: Deal, status: DealStatus, now: Date): Promise<Outcome<void>> {
  const sent = status === 'sent' ? { sent_at: now.toISOString() } : {};
  return writeForGood(labels[status], () =>
    Promise.resolve([change('deals', deal.id, { status, ...sent })]),
  );
}

const OWN: ReadonlySet<string> = new Set<
  keyof RowBase | 'local' | 'version' | 'status' | 'sent_at'
>([
  'organization_id',
  'id',
  'created_at',
  'created_by',
  'updated_at',
  'updated_by',
  'seq',
  'local',
  'version',
  'status',
  'sent_at',
]);

/** The terms of a version, without what is its own. */
export const termsOf = (deal: Deal): Values<'deals'> =>
  Object.fromEntries(Object.entries(deal).filter(([field]) => !OWN.has(field)));

export const nextVersion = (all: readonly Pick<Deal, 'version'>[]): number =>
  all.reduce((most, { version }) => Math.max(most, version), 0) + 1;

/** A new draft behind the versions that there are; answers its id. */
export async function offer(
  values: Fresh<'deals', 'show_id' | 'currency' | 'type'>,
  all: readonly Deal[],
): Promise<Outcome<string>> {
  const draft = insertion('deals', { ...values, version: nextVersion(all), status: 'draft' });
  const outcome = await write('Offer added', () => Promise.resolve([draft]));
  return outcome.ok ? success(draft.id) : outcome;
}

/** The fields in which two versions differ. */
export function changedTerms(before: Deal, after: Deal): readonly (keyof Rows['deals'])[] {
  const old: Readonly<Record<string, unknown>> = { ...before };
  const same = (a: unknown, b: unknown): boolean => textOf(a) === textOf(b);
  return Object.entries(termsOf(after))
    .filter(([field, value]) => !same(old[field], value))
    .map(([field]) => field as keyof Rows['deals']);
}

/** A value as text that is the same for the same value: an object's members in order. */
function textOf(value: unknown): string {
  return JSON.stringify(value ?? null, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
