// Who is signed in, which organizations they belong to, and which one is open on this device.
// Known from IndexedDB before the network answers; the same in every tab.

import { can as roleCan, type Action, type Resource, type Role } from './core';
import { LiveValue, type Live } from './live';
import type { OrganizationStore } from './offline-storage';

export interface User {
  readonly id: string;
  readonly email: string;
  readonly name: string | null;
}

export type { Role };

/** An organization that the user belongs to. */
export interface Belonging {
  readonly organizationId: string;
  readonly name: string;
  readonly type: string;
  readonly role: Role;
}

export type SessionState =
  | { readonly kind: 'starting' }
  | { readonly kind: 'signed-out' }
  | {
      readonly kind: 'signed-in';
      readonly user: User;
      readonly belongings: readonly Belonging[];
      /** undefined: create or join one first */
      readonly current: Belonging | undefined;
      /**
       * the server no longer takes this session: everything local works, syncing asks to sign
       * in
       */
      readonly isExpired: boolean;
    };

const state = new LiveValue<SessionState>({ kind: 'starting' });
const store = new LiveValue<OrganizationStore | undefined>(undefined);

export const observeSession = (): Live<SessionState> => state;

export const session = (): SessionState => state.value;

/** The open organization's local database; undefined while none is open. */
export const observeStore = (): Live<OrganizationStore | undefined> => store;

export const currentStore = (): OrganizationStore | undefined => store.value;

export const currentUserId = (): string | undefined =>
  state.value.kind === 'signed-in' ? state.value.user.id : undefined;

export const currentRole = (): Role | undefined =>
  state.value.kind === 'signed-in' ? state.value.current?.role : undefined;

/** Whether the user may do this here; `ownerId` is the row's owner where the table has one. */
export function can(resource: Resource, action: Action, ownerId?: string | null): boolean {
  const role = currentRole();
  if (role === undefined) return false;
  const scope = roleCan(role, resource, action);
  if (scope === 'none') return false;
  return (
    scope !== 'own' || ownerId === null || ownerId === undefined || ownerId === currentUserId()
  );
}

/** For lib/account.ts alone: the session changed. */
export const setSession = (next: SessionState): void => state.set(next);

/** For lib/account.ts alone: another organization's database is open. */
export const setStore = (next: OrganizationStore | undefined): void => store.set(next);
