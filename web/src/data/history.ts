// Who changed what, things as they were, and bringing them back: the server's history of a row,
// with the last page of each kept on this device and own changes that still wait on top.

import { ask } from '../lib/account';
import { member, textMember } from '../lib/http';
import type { Live } from '../lib/live';
import { done, failure, success, type Outcome } from '../lib/outcome';
import type { KeptPage, OutboxEntry } from '../lib/offline-storage';
import { write } from '../lib/records';
import { currentStore } from '../lib/session';
import { askForSync } from '../lib/sync/request';
import { pushUndo } from '../lib/undo';
import { TABLE_NAMES, type TableName } from './rows.gen';
import { observe, removal } from './tables';

export interface FieldChange {
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** revoke: the row went to another owner. */
export type ChangeOp = 'insert' | 'update' | 'delete' | 'revoke';

export interface Change {
  readonly seq: number;
  readonly ord: number;
  readonly at: string;
  readonly op: ChangeOp;
  readonly actor: { readonly id: string; readonly name: string | null } | null;
  readonly fields: readonly FieldChange[];
}

export interface HistoryPage {
  /** newest first */
  readonly changes: readonly Change[];
  /** where the next page begins; null: this is the last */
  readonly next: string | null;
  readonly isWhole: boolean;
  /** the history begins after this change, at this time */
  readonly horizon: { readonly seq: number; readonly at: string | null };
}

/** What this device knows of a row's history without asking. */
export interface KnownHistory {
  readonly page: HistoryPage | undefined;
  /** when the page was read */
  readonly readAt: number | undefined;
  readonly pending: readonly OutboxEntry[];
}

export type RowValues = Readonly<Record<string, unknown>>;

/** A show or a tour as it was. */
export interface AsItWas {
  readonly at: string | null;
  readonly root: RowValues;
  readonly shows: readonly RowValues[];
  readonly days: readonly RowValues[];
  readonly items: readonly RowValues[];
  readonly horizonAt: string | null;
}

export interface Deleted {
  readonly seq: number;
  readonly at: string;
  readonly table: TableName;
  readonly id: string;
  readonly row: RowValues;
  readonly by: string | null;
}

export interface Restored {
  readonly seq: number | null;
  readonly leftOut: readonly string[];
  readonly parts: number;
}

const BAD_ANSWER = failure('bad_answer', 'The server answered something unexpected.');
const OPS: readonly ChangeOp[] = ['insert', 'update', 'delete', 'revoke'];

const isValues = (value: unknown): value is RowValues =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const rowsOf = (value: unknown): readonly RowValues[] => listOf(value).filter(isValues);

export const isTable = (name: string): name is TableName =>
  TABLE_NAMES.some((known) => known === name);

function changeOf(one: unknown): readonly Change[] {
  const [seq, ord] = [member(one, 'seq'), member(one, 'ord')];
  const op = OPS.find((known) => known === member(one, 'op'));
  const at = textMember(one, 'at');
  if (typeof seq !== 'number' || typeof ord !== 'number' || !op || at === undefined) return [];
  const actor = member(one, 'actor');
  const actorId = textMember(actor, 'id');
  const fields = listOf(member(one, 'fields')).flatMap((field) => {
    const name = textMember(field, 'field');
    return name === undefined
      ? []
      : [{ field: name, before: member(field, 'before'), after: member(field, 'after') }];
  });
  const by =
    actorId === undefined ? null : { id: actorId, name: textMember(actor, 'name') ?? null };
  return [{ seq, ord, at, op, actor: by, fields }];
}

/** An answer of the server, or a kept one; undefined when it is neither. */
export function pageOf(body: unknown): HistoryPage | undefined {
  const changes = member(body, 'changes');
  const horizon = member(body, 'horizon');
  const seq = member(horizon, 'seq');
  if (!Array.isArray(changes) || typeof seq !== 'number') return undefined;
  return {
    changes: changes.flatMap(changeOf),
    next: textMember(body, 'next') ?? null,
    isWhole: member(body, 'is_whole') === true,
    horizon: { seq, at: textMember(horizon, 'at') ?? null },
  };
}

/** What the device knows: the page read last, and own changes that the server has not answered. */
export const observeKnownHistory = (table: string, id: string): Live<KnownHistory> =>
  observe(async (store) => {
    const [kept, pending]: [KeptPage | undefined, readonly OutboxEntry[]] = await Promise.all([
      store.keptPage(table, id),
      store.pendingOf(table, id),
    ]);
    return {
      page: kept && pageOf(kept.body),
      readAt: kept?.at,
      pending: pending.filter(({ state }) => state === 'waiting').reverse(),
    };
  });

function address(path: string, query: Readonly<Record<string, string | null>> = {}): string {
  const given = Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== null);
  const organization = currentStore()?.organizationId ?? '';
  const words = new URLSearchParams([['organization_id', organization], ...given]);
  return `/api/history/${path}?${words.toString()}`;
}

/** Asks the server. The first page is kept, and seen by whoever observes. */
export async function readHistory(
  table: string,
  id: string,
  before: string | null = null,
): Promise<Outcome<HistoryPage>> {
  const store = currentStore();
  const answer = await ask(address(`${table}/${id}`, { before }));
  if (!answer.ok) return answer;
  const page = pageOf(answer.value);
  if (!page) return BAD_ANSWER;
  if (before === null) await store?.keepPage(table, id, answer.value);
  return success(page);
}

/** Needs a connection. */
export async function readAsItWas(
  what: 'show' | 'tour',
  id: string,
  at: string,
): Promise<Outcome<AsItWas>> {
  const answer = await ask(address(`${what}/${id}/at`, { at }));
  if (!answer.ok) return answer;
  const body = answer.value;
  const root = member(body, what);
  if (!isValues(root)) return BAD_ANSWER;
  return success({
    at: textMember(body, 'at') ?? null,
    root,
    shows: rowsOf(member(body, 'shows')),
    days: rowsOf(member(body, 'days')),
    items: rowsOf(member(body, 'schedule_items')),
    horizonAt: textMember(member(body, 'horizon'), 'at') ?? null,
  });
}

/** Needs a connection. `tourId` null: of the whole organization. */
export async function readDeleted(tourId: string | null): Promise<Outcome<readonly Deleted[]>> {
  const answer = await ask(address('deleted', { tour_id: tourId }));
  if (!answer.ok) return answer;
  return success(
    listOf(member(answer.value, 'deleted')).flatMap((one) => {
      const [seq, row] = [member(one, 'seq'), member(one, 'row')];
      const [at, table, id] = ['at', 'table', 'id'].map((name) => textMember(one, name) ?? '');
      if (typeof seq !== 'number' || !isValues(row) || !at || !table || !id || !isTable(table))
        return [];
      return [{ seq, at, table, id, row, by: textMember(member(one, 'actor'), 'name') ?? null }];
    }),
  );
}

async function askToRestore(table: TableName, id: string, seq: number): Promise<Outcome<Restored>> {
  const answer = await ask(address(`${table}/${id}/restore`), { method: 'POST', body: { seq } });
  if (!answer.ok) return answer;
  askForSync();
  const made = member(answer.value, 'seq');
  return success({
    seq: typeof made === 'number' ? made : null,
    leftOut: listOf(member(answer.value, 'left_out')).flatMap(
      (one) => textMember(one, 'field') ?? [],
    ),
    parts: listOf(member(answer.value, 'parts')).length,
  });
}

/** Makes a row what it was after a change; undo makes it what it is now. Needs a connection. */
export async function restoreVersion(
  table: TableName,
  id: string,
  seq: number,
  newest: number,
): Promise<Outcome<Restored>> {
  const outcome = await askToRestore(table, id, seq);
  if (outcome.ok && outcome.value.seq !== null) {
    pushUndo('Earlier version restored', async () => {
      const back = await askToRestore(table, id, newest);
      return back.ok ? done : back;
    });
  }
  return outcome;
}

/** Brings a deleted row back with what went with it; undo deletes it again. Needs a connection. */
export async function restoreDeleted(
  table: TableName,
  id: string,
  seq: number,
): Promise<Outcome<Restored>> {
  const outcome = await askToRestore(table, id, seq);
  if (outcome.ok) {
    pushUndo('Brought back', () =>
      write('Deleted again', () => Promise.resolve([removal(table, id)])),
    );
  }
  return outcome;
}
