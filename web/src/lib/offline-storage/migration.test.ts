// What a device of an older release left: its database is opened by the app of now, nothing is lost.

import Dexie from 'dexie';
import { beforeEach, describe, expect, test } from 'vitest';
import { golden } from '../../../../tests/golden/golden.mjs';
import { TABLES } from '../../data/rows.gen';
import { newId, validate } from '../core';
import { SCHEMA, SCHEMA_CHANGES } from '../core-layout.gen';
import { OrganizationStore, type OutboxExport } from '../offline-storage';
import { device } from '../testing/devices';
import { directTransport, FakeServer } from '../testing/fake-server';
import { MAPPINGS } from './migration';
import { databaseName } from './shape';

const RELEASED = Array.from({ length: SCHEMA - 1 }, (_, i) => i + 1);

interface Described {
  readonly kind: string;
  readonly presence: string;
  readonly min: number;
  readonly max: number;
  readonly values?: readonly string[];
}

interface GoldenSchema {
  readonly tables: Readonly<Record<string, Readonly<Record<string, Described>>>>;
}

/** The database as release 1 made it. */
const FIRST_STORES = {
  organizations: 'id',
  memberships: 'id,user_id',
  invitations: 'id',
  people: 'id,name',
  tours: 'id,starts_on,updated_at',
  venues: 'id,name',
  shows: 'id,date,tour_id,venue_id,updated_at',
  days: 'id,date,tour_id,updated_at',
  show_financials: 'id,show_id',
  schedule_items: 'id,show_id,day_id,starts_at,updated_at',
  expenses: 'id,spent_on,show_id,tour_id,owner_id',
  travel: 'id,departs_at,show_id,tour_id,updated_at',
  conflicts: 'id,row_id',
  base: '[table+id]',
  outbox: 'n,[table+id],state',
  refusals: 'n',
  history: 'n',
  meta: 'key',
};

let userId = newId();
let organizationId = newId();

beforeEach(() => {
  userId = newId();
  organizationId = newId();
});

/** Writes what release 1 had stored, and lets go of it. */
async function leave(stores: Readonly<Record<string, readonly unknown[]>>): Promise<void> {
  const old = new Dexie(databaseName(userId, organizationId));
  old.version(1).stores(FIRST_STORES);
  for (const [name, rows] of Object.entries(stores)) await old.table(name).bulkAdd([...rows]);
  old.close();
}

/** Writes what schema 2 had stored, in the stores that are needed. */
async function leaveSecond(stores: Readonly<Record<string, readonly unknown[]>>): Promise<void> {
  const old = new Dexie(databaseName(userId, organizationId));
  old.version(2).stores(FIRST_STORES);
  for (const [name, rows] of Object.entries(stores)) await old.table(name).bulkAdd([...rows]);
  old.close();
}

const open = (): OrganizationStore =>
  new OrganizationStore({ userId, organizationId, shapes: TABLES, newId });

const outbox = (): OutboxExport =>
  golden('outbox-1.json', {
    organization: organizationId,
    user: userId,
    client: newId(),
  }) as OutboxExport;

describe('what an older app left', () => {
  test('every mutation waits under its number, in words that are valid now', async () => {
    const { waiting } = outbox();
    await leave({ outbox: waiting });
    const store = open();
    const brought = await store.waiting(1000);
    expect(brought.map(({ n, table, op, id }) => ({ n, table, op, id }))).toEqual(
      waiting.map(({ n, table, op, id }) => ({ n, table, op, id })),
    );
    for (const { n, table, op, values } of brought) {
      const faults =
        op === 'delete' ? {} : validate(store.shapes[table]?.index ?? -1, op === 'insert', values);
      expect([n, faults]).toEqual([n, {}]);
    }
    store.close();
  });

  test('all of it is sent in the schema of now, and each has its effect once', async () => {
    const { waiting } = outbox();
    await leave({ outbox: waiting, meta: [{ key: 'last_n', value: waiting.length }] });
    const phone = device(userId, organizationId);
    const server = new FakeServer();
    const sent: number[] = [];
    const direct = directTransport(server);
    const ending = await phone.sync({
      ...direct,
      exchange: (body, ...rest) => {
        sent.push(body.schema);
        return direct.exchange(body, ...rest);
      },
    });
    expect(ending.kind).toBe('in_step');
    expect(new Set(sent)).toEqual(new Set([SCHEMA]));
    expect(await phone.store.waitingCount()).toBe(0);
    expect([...server.effects.values()].every((times) => times === 1)).toBe(true);
    phone.store.close();
  });

  test('rows are shown with the fields of now until all of them are fetched anew', async () => {
    const [person, leg] = [newId(), newId()];
    const stamped = { seq: 3, updated_at: null, updated_by: null, local: 'synced' };
    await leave({
      people: [{ id: person, name: 'Juno Ferrer', user_id: userId, ...stamped }],
      travel: [{ id: leg, mode: 'bus', owner_id: userId, ...stamped }],
      meta: [
        { key: 'cursor', value: '1.3' },
        { key: 'synced_at', value: 1 },
      ],
    });
    const store = open();
    const row = await store.table('travel').get(leg);
    expect(row).toMatchObject({ visibility: 'assigned', person_ids: [person], teams: [] });
    expect(row).not.toHaveProperty('owner_id');
    expect((await store.table('people').get(person))?.['team']).toBeNull();
    expect([await store.get('cursor'), await store.isUsable()]).toEqual([null, true]);
    store.close();
  });

  test('what was written into a field that moved waits for the table that it is in now', async () => {
    const at = { table: 'organizations', id: organizationId, op: 'update', base_seq: 3, at: 1 };
    const waits = { label: 'Organization changed', state: 'waiting', seq: null };
    await leaveSecond({
      organizations: [{ id: organizationId, name: 'Lanterns', bank: 'Bank A', seq: 3 }],
      outbox: [
        { n: 1, ...at, ...waits, values: { bank: 'Bank B' } },
        { n: 2, ...at, ...waits, values: { name: 'The Lanterns', tax_id: 'DE 1' } },
      ],
      meta: [{ key: 'last_n', value: 2 }],
    });
    const store = open();
    const brought = await store.waiting(10);
    expect(brought.map(({ n, table, id, values }) => ({ n, table, id, values }))).toEqual([
      { n: 1, table: 'billing_details', id: organizationId, values: { bank: 'Bank B' } },
      { n: 2, table: 'organizations', id: organizationId, values: { name: 'The Lanterns' } },
      { n: 3, table: 'billing_details', id: organizationId, values: { tax_id: 'DE 1' } },
    ]);
    expect(await store.get('last_n')).toBe(3);
    expect(await store.table('organizations').get(organizationId)).not.toHaveProperty('bank');
    store.close();
  });

  test('a journey of an account that no person stands for is seen by the management alone', async () => {
    const own = { n: 1, table: 'travel', op: 'insert', base_seq: 0, at: 1, label: 'Travel added' };
    const values = { mode: 'bus', owner_id: newId() };
    await leave({ outbox: [{ ...own, id: newId(), values, state: 'waiting', seq: null }] });
    const store = open();
    const [entry] = await store.waiting(1);
    expect(entry?.values).toEqual({
      mode: 'bus',
      visibility: 'management',
      person_ids: [],
      teams: [],
    });
    store.close();
  });
});

describe('what changed since a release is said in core/schema_change.def', () => {
  const since = (schema: number): typeof SCHEMA_CHANGES =>
    SCHEMA_CHANGES.filter((one) => one.schema > schema);
  const isTold = (schema: number, table: string, field: string, added: boolean): boolean =>
    since(schema).some(
      (one) =>
        (one.kind === 'table_added' && one.table === table) ||
        ('field' in one &&
          one.table === table &&
          one.field === field &&
          (one.kind === 'field_added') === added),
    );

  test.each(RELEASED)('schema %i: every field that came or went', (schema) => {
    const { tables: was } = golden(`schema-${schema}.json`) as GoldenSchema;
    const untold: string[] = [];
    for (const { name: table, fields } of Object.values(TABLES))
      for (const { name, presence } of fields) {
        if (was[table]?.[name]) continue;
        if (!isTold(schema, table, name, true)) untold.push(`${table}.${name} came`);
        if (was[table] && presence === 'required') untold.push(`${table}.${name} is required`);
      }
    for (const [table, fields] of Object.entries(was))
      for (const name of Object.keys(fields)) {
        const spec = Object.values(TABLES).find((one) => one.name === table);
        const isHere = spec?.fields.some((one) => one.name === name);
        if (!isHere && !isTold(schema, table, name, false)) untold.push(`${table}.${name} went`);
      }
    expect(untold).toEqual([]);
  });

  test.each(RELEASED)(
    'schema %i: no kind changed, no limit is narrower, no value is lost',
    (schema) => {
      const { tables: was } = golden(`schema-${schema}.json`) as GoldenSchema;
      const { tables: is } = golden('schema.gen.json') as GoldenSchema;
      const broken: string[] = [];
      for (const [table, fields] of Object.entries(is))
        for (const [name, now] of Object.entries(fields)) {
          const then = was[table]?.[name];
          if (!then) continue;
          const where = `${table}.${name}`;
          if (then.kind !== now.kind) broken.push(`${where} is another kind`);
          if (now.presence === 'required' && then.presence !== 'required')
            broken.push(`${where} is required now`);
          if (now.max < then.max || now.min > then.min) broken.push(`${where} is narrower`);
          const values: readonly string[] = now.values ?? [];
          for (const value of then.values ?? [])
            if (!values.includes(value)) broken.push(`${where} lost ${value}`);
          for (const value of values) {
            const told = since(schema).find(
              (one) => one.kind === 'choice_added' && one.value === value,
            );
            const isKnown = then.values?.includes(value) ?? false;
            if (isKnown) continue;
            if (told?.kind !== 'choice_added') broken.push(`${where} got ${value}`);
            else if (!then.values?.includes(told.shown))
              broken.push(`${where}: ${told.shown} is new, too`);
          }
        }
      expect(broken).toEqual([]);
    },
  );

  test('every field that others took the place of is mapped on the device, too', () => {
    const mapped = SCHEMA_CHANGES.flatMap((one) =>
      one.kind === 'field_mapped' ? [`${one.table}.${one.field}`] : [],
    );
    expect(Object.keys(MAPPINGS)).toEqual(mapped);
  });
});
