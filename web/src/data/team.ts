// The team: memberships and invitations. The server has the last word on both; offline they are
// "asked for" (the row's `local` is `pending`) until it answers.

import type { Live } from '../lib/live';
import type { Outcome } from '../lib/outcome';
import { writeRow } from '../lib/records';
import { change, insertion, observe, observeKept, removal, rows, type Local } from './tables';
import type { Rows } from './rows.gen';

export type Membership = Local<Rows['memberships']>;
export type Invitation = Local<Rows['invitations']>;
export type Role = Membership['role'];

/** Owners first, then by name. */
export const observeMembers: () => Live<readonly Membership[]> = observeKept(async (store) => {
  const order: Record<Role, number> = { owner: 0, admin: 1, manager: 2, booking: 3, crew: 4 };
  const members = await rows(store, 'memberships').toArray();
  const label = (m: Membership): string => m.name ?? m.email ?? '';
  return members.sort((a, b) => order[a.role] - order[b.role] || label(a).localeCompare(label(b)));
});

/** Invitations that are neither accepted nor revoked, newest first. */
export const observeInvitations = (): Live<readonly Invitation[]> =>
  observe(async (store) => {
    const all = await rows(store, 'invitations').toArray();
    return all
      .filter((row) => !row.accepted_at && !row.revoked_at)
      .sort((a, b) => b.id.localeCompare(a.id));
  });

export const inviteMember = (email: string, role: Role): Promise<Outcome<string>> =>
  writeRow(
    'Invitation asked for',
    insertion('invitations', { email: email.trim().toLowerCase(), role }),
  );

export const revokeInvitation = (id: string): Promise<Outcome<string>> =>
  writeRow('Invitation revoked', removal('invitations', id));

export const changeRole = (membershipId: string, role: Role): Promise<Outcome<string>> =>
  writeRow('Role change asked for', change('memberships', membershipId, { role }));

export const removeMember = (membershipId: string): Promise<Outcome<string>> =>
  writeRow('Removal asked for', removal('memberships', membershipId));
