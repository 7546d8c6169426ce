// The sync protocol's messages, and the functions that turn unknown bytes into them.
// Anything that does not fit is garbage: it is refused whole, changes nothing and purges nothing.

import { member, textMember } from '../http';
import type { MutationResult, OutboxEntry, ServerChange, ServerRow } from '../offline-storage';

export interface ExchangeRequest {
  readonly protocol: number;
  readonly schema: number;
  readonly organization_id: string;
  readonly client_id: string;
  readonly cursor: string | null;
  readonly mutations: readonly WireMutation[];
  readonly max_bytes: number;
  readonly checksums?: true;
}

export interface WireMutation {
  readonly n: number;
  readonly table: string;
  readonly op: 'insert' | 'update' | 'delete';
  readonly id: string;
  readonly base_seq: number;
  readonly values?: Readonly<Record<string, unknown>>;
}

export interface TableChecksum {
  readonly count: number;
  readonly sum: string;
}

export interface ExchangeAnswer {
  readonly results: readonly MutationResult[];
  readonly changes: readonly ServerChange[];
  readonly cursor: string | null;
  readonly head: string | null;
  readonly more: boolean;
  /** the user's, under which the changes were read */
  readonly role: string | undefined;
  readonly checksums: Readonly<Record<string, TableChecksum>> | undefined;
}

/** One line of a snapshot. */
export type SnapshotLine =
  | {
      readonly kind: 'head';
      readonly head: string;
      readonly tables: readonly string[];
      /** as what the user was sent these rows */
      readonly role: string | undefined;
      /** how many rows there are */
      readonly rows: number | undefined;
    }
  /** rows of a table follow that the first screen shows; or, without one, the rest does */
  | { readonly kind: 'first'; readonly table: string }
  | { readonly kind: 'rest' }
  | { readonly kind: 'table'; readonly table: string; readonly count: number }
  | { readonly kind: 'row'; readonly row: ServerRow }
  | { readonly kind: 'end' };

export function mutationOf(entry: OutboxEntry): WireMutation {
  const { n, table, op, id, base_seq, values } = entry;
  return op === 'delete' ? { n, table, op, id, base_seq } : { n, table, op, id, base_seq, values };
}

export class Garbage extends Error {
  override readonly name = 'Garbage';
}

function expect<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Garbage(`the server's answer has no valid ${what}`);
  return value;
}

const numberMember = (body: unknown, name: string): number | undefined => {
  const value = member(body, name);
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
};

function listMember(body: unknown, name: string): readonly unknown[] {
  const value = member(body, name);
  return expect(Array.isArray(value) ? value : undefined, name);
}

const CURSOR = /^\d+\.\d+$/;

function cursorMember(body: unknown, name: string): string | null {
  const value = member(body, name);
  if (value === null || value === undefined) return null;
  return expect(typeof value === 'string' && CURSOR.test(value) ? value : undefined, name);
}

export function decodeRow(value: unknown): ServerRow {
  const id = expect(textMember(value, 'id'), 'row id');
  const seq = expect(numberMember(value, 'seq'), 'row seq');
  return {
    ...(value as Record<string, unknown>),
    id,
    seq,
    updated_at: textMember(value, 'updated_at') ?? null,
    updated_by: textMember(value, 'updated_by') ?? null,
  };
}

function decodeResult(value: unknown): MutationResult {
  const status = textMember(value, 'status');
  const known = (['applied', 'merged', 'conflict', 'rejected'] as const).find(
    (one) => one === status,
  );
  const code = textMember(value, 'code');
  const message = textMember(value, 'message');
  const hint = textMember(value, 'hint');
  return {
    n: expect(numberMember(value, 'n'), 'result n'),
    status: expect(known, 'result status'),
    seq: numberMember(value, 'seq') ?? null,
    ...(code === undefined ? {} : { code }),
    ...(message === undefined ? {} : { message }),
    ...(hint === undefined ? {} : { hint }),
  };
}

function decodeChange(value: unknown): ServerChange {
  const table = expect(textMember(value, 'table'), 'change table');
  const op = textMember(value, 'op');
  if (op === 'put') return { op, table, row: decodeRow(member(value, 'row')) };
  if (op === 'delete' || op === 'revoke') {
    return { op, table, id: expect(textMember(value, 'id'), 'change id') };
  }
  throw new Garbage('the server sent a change of an unknown kind');
}

function decodeChecksums(value: unknown): Record<string, TableChecksum> | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.fromEntries(
    Object.entries(value).map(([table, one]) => [
      table,
      {
        count: expect(numberMember(one, 'count'), 'checksum'),
        sum: expect(textMember(one, 'sum'), 'checksum').toLowerCase().padStart(16, '0'),
      },
    ]),
  );
}

export function decodeAnswer(body: unknown): ExchangeAnswer {
  return {
    results: listMember(body, 'results').map(decodeResult),
    changes: listMember(body, 'changes').map(decodeChange),
    cursor: cursorMember(body, 'cursor'),
    head: cursorMember(body, 'head'),
    more: member(body, 'more') === true,
    role: textMember(body, 'role'),
    checksums: decodeChecksums(member(body, 'checksums')),
  };
}

export function decodeLine(line: string): SnapshotLine {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new Garbage('a line of the snapshot is not JSON');
  }
  if (member(value, 'end') === true) return { kind: 'end' };
  if (member(value, 'snapshot') !== undefined) {
    const tables = listMember(value, 'tables').filter((one) => typeof one === 'string');
    const head = expect(cursorMember(value, 'head') ?? undefined, 'snapshot head');
    const rows = numberMember(value, 'rows');
    return { kind: 'head', head, tables, role: textMember(value, 'role'), rows };
  }
  const table = textMember(value, 'table');
  const count = numberMember(value, 'count');
  const part = textMember(value, 'id') === undefined ? textMember(value, 'part') : undefined;
  if (part === 'rest') return { kind: 'rest' };
  if (part === 'first') return { kind: 'first', table: expect(table, 'table') };
  if (table !== undefined && count !== undefined && textMember(value, 'id') === undefined) {
    return { kind: 'table', table, count };
  }
  return { kind: 'row', row: decodeRow(value) };
}
