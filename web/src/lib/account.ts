// Signing in and out, and the organizations of the account: what the sign-in and settings screens
// call.
//
//   requestCode(email) → a mail with a link and a 6-digit code
//   verifyCode(email, code) | verifyLink(tokenHash) → session() becomes signed-in
//   createOrganization, acceptInvitation → the new one is opened; switchOrganization opens another
//   signOut → everything of this account leaves the device

import { Auth, OFFLINE, SIGN_IN_AGAIN } from './auth';
import { loadCore, newId, roleOf } from './core';
import { dropPushSubscription } from './device';
import { noteDeleted, noteFound, noteHeld } from './held';
import { member, refusalOf, request, textMember, type RequestOptions } from './http';
import { done, failure, problemOf, success, type Outcome } from './outcome';
import { databaseName, observeQuery, OrganizationStore, type Shapes } from './offline-storage';
import {
  deleteDatabase,
  deleteEverything,
  organizationDatabases,
  SharedStore,
  type Account,
  type StoredBelonging,
} from './offline-storage/shared';
import { forgetPrefs } from './prefs';
import { session, setSession, setStore, type Belonging, type SessionState } from './session';
import { PROTOCOL, SCHEMA } from './sync/protocol';
import { observeSyncStatus } from './sync/status';
import type { EngineOptions } from './sync/engine';
import { clearUndo } from './undo';

const REFRESH_AGAIN_AFTER_MS = 60_000;

interface App {
  readonly shared: SharedStore;
  readonly auth: Auth;
  readonly shapes: Shapes;
}

let app: App | undefined;
let stopSyncing: (() => void) | undefined;
let stopWatching: (() => void) | undefined;
let open: OrganizationStore | undefined;
/** the user whose organizations were asked for since this page was opened */
let askedFor: string | undefined;

/** Loads core, finds who is signed in, opens their organization; before the first screen. */
export async function startSession(options: {
  readonly shapes: Shapes;
  readonly core: Response | Promise<Response>;
}): Promise<void> {
  await loadCore(options.core);
  const shared = new SharedStore();
  app = { shared, auth: new Auth(shared), shapes: options.shapes };
  await noticeLoss(shared);
  refreshOnReturn();
  // sign-in, sign-out and switching in one tab are seen by all
  observeQuery(() => readShared(shared)).subscribe({
    next: ({ account, belongings, current }) => void follow(account, belongings, current),
    failed: () => setSession({ kind: 'signed-out' }),
  });
}

/** Databases that this device had and that nobody deleted here were cleared by the browser. */
async function noticeLoss(shared: SharedStore): Promise<void> {
  const present = await organizationDatabases();
  const { account, belongings } = await readShared(shared);
  // without an account the browser cleared that, too: signing out leaves no trace of databases
  const isWanted = (name: string): boolean =>
    !account ||
    belongings.some(({ organizationId }) => name === databaseName(account.userId, organizationId));
  noteFound(present, isWanted);
}

interface SharedView {
  readonly account: Account | undefined;
  readonly belongings: readonly Belonging[];
  readonly current: string | undefined;
}

async function readShared(shared: SharedStore): Promise<SharedView> {
  const [account, belongings, current] = await Promise.all([
    shared.get('account'),
    shared.get('belongings'),
    shared.get('current_organization'),
  ]);
  return { account, belongings: (belongings ?? []).map(decodeBelonging), current };
}

function decodeBelonging({ role, ...rest }: StoredBelonging): Belonging {
  return { ...rest, role: roleOf(role) ?? 'crew' };
}

async function follow(
  account: Account | undefined,
  belongings: readonly Belonging[],
  wanted: string | undefined,
): Promise<void> {
  if (!account) {
    closeStore();
    askedFor = undefined;
    setSession({ kind: 'signed-out' });
    return;
  }
  const current =
    belongings.find(({ organizationId }) => organizationId === wanted) ?? belongings[0];
  const { userId, email, name } = account;
  const next: SessionState = {
    kind: 'signed-in',
    user: { id: userId, email, name },
    belongings,
    current,
    isExpired: account.isExpired,
  };
  if (!sameSession(session(), next)) setSession(next);
  openStore(userId, current?.organizationId);
  // once a start: an invitation may have been accepted, or a role changed, on another device
  if (askedFor === userId) return;
  askedFor = userId;
  await refreshBelongings();
}

/** Coming back to the app, or to the network: organizations may have come and gone meanwhile. */
function refreshOnReturn(): void {
  if (typeof document === 'undefined') return;
  let refreshedAt = Date.now();
  const refresh = (): void => {
    if (document.visibilityState === 'hidden' || session().kind !== 'signed-in') return;
    if (Math.abs(Date.now() - refreshedAt) < REFRESH_AGAIN_AFTER_MS) return;
    refreshedAt = Date.now();
    void refreshBelongings();
  };
  globalThis.addEventListener('online', refresh);
  document.addEventListener('visibilitychange', refresh);
}

/** What was just stored is the session before the caller goes on to a screen that needs it. */
async function followNow(): Promise<void> {
  const { account, belongings, current } = await readShared(running().shared);
  await follow(account, belongings, current);
}

const sameSession = (a: SessionState, b: SessionState): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

function openStore(userId: string, organizationId: string | undefined): void {
  if (open?.userId === userId && open.organizationId === organizationId) return;
  closeStore();
  if (!app || organizationId === undefined) return;
  const { auth, shapes } = app;
  const store = new OrganizationStore({ userId, organizationId, shapes, newId });
  open = store;
  setStore(store);
  stopSyncing = keepInStep({
    store,
    accessToken: (refused) => auth.accessToken(refused),
    onPurge: () => void purge(organizationId),
    onRoleChanged: () => void refreshBelongings(),
    onDrift: (tables) => void reportDrift(store, tables),
  });
  const stopRole = observeQuery(() => ownRole(store)).subscribe({
    next: (role) => void noteRole(organizationId, role),
    failed: () => undefined,
  });
  const stopHeld = observeSyncStatus().subscribe({
    next: ({ syncedAt, waiting }) => {
      const isFilled = syncedAt !== undefined || waiting > 0;
      if (isFilled) noteHeld(databaseName(userId, organizationId), waiting);
    },
    failed: () => undefined,
  });
  stopWatching = () => (stopRole(), stopHeld());
}

/** The first screen does not wait for what talks to the server: it comes from what is here. */
function keepInStep(options: Omit<EngineOptions, 'transport'>): () => void {
  const stop = new AbortController();
  void import('./sync/follow').then(({ followServer }) => {
    if (!stop.signal.aborted) followServer(options, stop.signal);
  });
  return () => stop.abort();
}

/** Rows differed and are fetched anew: the person can read it, and whoever runs the server hears. */
async function reportDrift(store: OrganizationStore, tables: readonly string[]): Promise<void> {
  await store.set('drifted', { at: Date.now(), tables });
  await ask('/api/sync/drift', {
    method: 'POST',
    body: { organization_id: store.organizationId, tables },
  });
}

function closeStore(): void {
  stopSyncing?.();
  stopSyncing = undefined;
  stopWatching?.();
  stopWatching = undefined;
  clearUndo();
  setStore(undefined);
  open?.close();
  open = undefined;
}

async function ownRole(store: OrganizationStore): Promise<string | undefined> {
  const own = await store.table('memberships').where('user_id').equals(store.userId).first();
  return own?.local === 'synced' && typeof own['role'] === 'string' ? own['role'] : undefined;
}

/** A role that sync brought is known at once, without asking for the list again. */
async function noteRole(organizationId: string, role: string | undefined): Promise<void> {
  if (!app || role === undefined) return;
  const known = (await app.shared.get('belongings')) ?? [];
  if (!known.some((one) => one.organizationId === organizationId && one.role !== role)) return;
  await app.shared.set(
    'belongings',
    known.map((one) => (one.organizationId === organizationId ? { ...one, role } : one)),
  );
}

/** The server said that the membership is gone: nothing of the organization stays here. */
async function purge(organizationId: string): Promise<void> {
  const { shared } = running();
  const account = await shared.get('account');
  const known = (await shared.get('belongings')) ?? [];
  // first of all: other tabs hear of it, and let go of the database
  await shared.set(
    'belongings',
    known.filter((one) => one.organizationId !== organizationId),
  );
  if (open?.organizationId === organizationId) closeStore();
  if (account) await clearAway(databaseName(account.userId, organizationId));
}

/** Everything of one organization leaves the device. */
async function clearAway(name: string): Promise<void> {
  await deleteDatabase(name);
  noteDeleted(name);
  await Promise.all([clearCaches(), dropPushSubscription()]);
}

/** Whatever was cached beside the app itself. */
async function clearCaches(): Promise<void> {
  const names = (await globalThis.caches?.keys()) ?? [];
  await Promise.all(
    names.filter((name) => !name.includes('precache')).map((name) => caches.delete(name)),
  );
}

function running(): App {
  if (!app) throw new Error('startSession has not been called');
  return app;
}

/** A request as the signed-in user; refreshes the token once. */
export async function ask(path: string, options: RequestOptions = {}): Promise<Outcome<unknown>> {
  const { auth } = running();
  let token = await auth.accessToken();
  for (let attempt = 0; token.ok && attempt < 2; attempt += 1) {
    const reply = await request(path, { ...options, token: token.value });
    if (reply.kind === 'unreachable') return OFFLINE;
    if (reply.status < 300) return success(reply.body);
    if (reply.status !== 401) {
      const { code, message } = refusalOf(reply.body);
      return failure(code, message);
    }
    token = await auth.accessToken(token.value);
  }
  return token.ok ? SIGN_IN_AGAIN : token;
}

/** Sends the sign-in mail; answers the same whether the address is known or not. */
export const requestCode = (email: string): Promise<Outcome<void>> =>
  running().auth.requestCode(email);

export const verifyCode = (email: string, code: string): Promise<Outcome<void>> =>
  signIn(() => running().auth.verify({ kind: 'code', email, code }));

/** The link of the mail carries the token hash in its fragment. */
export const verifyLink = (tokenHash: string): Promise<Outcome<void>> =>
  signIn(() => running().auth.verify({ kind: 'link', tokenHash }));

async function signIn(verify: () => Promise<Outcome<Account>>): Promise<Outcome<void>> {
  const before = await running().shared.get('account');
  const outcome = await verify();
  if (!outcome.ok) return outcome;
  if (before && before.userId !== outcome.value.userId) await running().shared.remove('belongings');
  const refreshed = await refreshBelongings();
  await followNow();
  return refreshed;
}

/** Asks the server which organizations the user belongs to. */
export async function refreshBelongings(): Promise<Outcome<void>> {
  const { shared } = running();
  const account = await shared.get('account');
  if (!account) return done;
  const memberships = await ask(
    `/rest/v1/memberships?select=organization_id,role&user_id=eq.${account.userId}`,
  );
  if (!memberships.ok) return memberships;
  const organizations = await ask('/rest/v1/organizations?select=id,name,type&order=name');
  if (!organizations.ok) return organizations;
  const belongings = joined(memberships.value, organizations.value);
  if (!belongings) return failure('bad_answer', 'The server answered something unexpected.');
  await shared.set('belongings', belongings);
  await clearAwayLeft(account.userId, belongings);
  return done;
}

/**
 * Organizations that were left elsewhere, or that removed the user while another was open: what is
 * here of them goes. That they are missing in a list is no word; the server is asked about each.
 */
async function clearAwayLeft(userId: string, mine: readonly StoredBelonging[]): Promise<void> {
  const prefix = databaseName(userId, '');
  for (const name of await organizationDatabases()) {
    const organizationId = name.startsWith(prefix) ? name.slice(prefix.length) : undefined;
    if (organizationId === undefined) continue;
    if (mine.some((one) => one.organizationId === organizationId)) continue;
    if (await isMembershipGone(organizationId)) await clearAway(name);
  }
}

async function isMembershipGone(organizationId: string): Promise<boolean> {
  const answer = await ask('/api/sync', {
    method: 'POST',
    body: {
      protocol: PROTOCOL,
      schema: SCHEMA,
      organization_id: organizationId,
      client_id: newId(),
      cursor: null,
      mutations: [],
    },
  });
  return !answer.ok && answer.problem.code === 'no_membership';
}

function joined(memberships: unknown, organizations: unknown): StoredBelonging[] | undefined {
  if (!Array.isArray(memberships) || !Array.isArray(organizations)) return undefined;
  return organizations.flatMap((organization: unknown) => {
    const organizationId = textMember(organization, 'id');
    const own: unknown = memberships.find(
      (one) => textMember(one, 'organization_id') === organizationId,
    );
    const role = textMember(own, 'role');
    if (organizationId === undefined || role === undefined) return [];
    const name = textMember(organization, 'name') ?? '';
    return [{ organizationId, role, name, type: textMember(organization, 'type') ?? 'artist' }];
  });
}

/** Opens another organization of the account; works offline where it was open before. */
export async function switchOrganization(organizationId: string): Promise<void> {
  await running().shared.set('current_organization', organizationId);
}

export interface NewOrganization {
  readonly name: string;
  readonly type: string;
  readonly default_currency: string;
  readonly zone: string;
}

/** Needs a connection. The creator becomes its owner; it is opened. Answers its id. */
export async function createOrganization(values: NewOrganization): Promise<Outcome<string>> {
  const made = await ask('/rest/v1/rpc/create_organization', { method: 'POST', body: values });
  if (!made.ok) return made;
  return openNew(firstRow(made.value), 'id');
}

/** Needs a connection. `token` is the invitation link's; the organization is opened. */
export async function acceptInvitation(token: string): Promise<Outcome<string>> {
  const joinedRow = await ask('/rest/v1/rpc/accept_invitation', {
    method: 'POST',
    body: { token },
  });
  if (!joinedRow.ok) return joinedRow;
  return openNew(firstRow(joinedRow.value), 'organization_id');
}

async function openNew(row: unknown, key: string): Promise<Outcome<string>> {
  const organizationId = textMember(row, key);
  if (organizationId === undefined)
    return failure('bad_answer', 'The server answered something unexpected.');
  await running().shared.set('current_organization', organizationId);
  const refreshed = await refreshBelongings();
  await followNow();
  return refreshed.ok ? success(organizationId) : refreshed;
}

const firstRow = (value: unknown): unknown => {
  const rows: readonly unknown[] = Array.isArray(value) ? value : [value];
  return rows[0];
};

/** Needs a connection. Everything of the organization leaves this device. */
export async function leaveOrganization(organizationId: string): Promise<Outcome<void>> {
  const left = await ask('/rest/v1/rpc/leave_organization', {
    method: 'POST',
    body: { organization_id: organizationId },
  });
  if (!left.ok) return left;
  await purge(organizationId);
  return refreshBelongings();
}

/** Needs a connection. The name others see. */
export async function renameMe(name: string): Promise<Outcome<void>> {
  const { shared } = running();
  const answer = await ask('/auth/v1/user', { method: 'PUT', body: { data: { name } } });
  if (!answer.ok) return answer;
  const account = await shared.get('account');
  if (account)
    await shared.set('account', {
      ...account,
      name: textMember(member(answer.value, 'user_metadata'), 'name') ?? name,
    });
  return done;
}

/** How many changes would be lost by signing out now. */
export const waitingChanges = async (): Promise<number> => (open ? open.waitingCount() : 0);

/** Deletes everything of this account on this device: databases, caches, preferences, the session. */
export async function signOut(): Promise<Outcome<void>> {
  const { auth, shared } = running();
  try {
    await auth.endSession();
    await dropPushSubscription();
    closeStore();
    await deleteEverything(shared);
    await clearCaches();
    forgetPrefs();
    return done;
  } catch (error) {
    return { ok: false, problem: problemOf(error) };
  }
}
