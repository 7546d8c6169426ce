// What each role's device receives, table by table: by snapshot, by pull and by REST it is the same, and
// it is what the role may read. The demo has something of nearly everything; the rest is added first.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { start, uuid7 } from './lib.mjs';
import { SyncClient } from './sync_client.mjs';

const ORGANIZATION = '019a0000-0000-7000-8002-000000000001';
const SHOW = '019a0000-0000-7000-8007-000000000007';
const PEOPLE = { owner: 'owner', admin: 'admin', manager: 'tm', booking: 'booking', crew: 'crew' };

const lists = {
  // everybody in the organization reads every row
  open: `organizations memberships people contacts artists tours venues stages shows days labour_calls
    schedule_templates advances advance_answers advance_templates guest_lists doors door_shares
    admissions`,
  money: `show_financials deals ticket_tiers show_costs adjustments merch_counts radius_clauses
    settlements settlement_signatures disputes settlement_runs budget_lines commissions invoices payments`,
  billing: 'billing_details',
  booking: 'holds partner_dates partner_artists partnerships partner_shares',
  travel: 'travel travel_passengers stays rooms room_guests',
  schedule: 'schedule_items',
  payroll: 'per_diems',
  rules: 'per_diem_rules',
  guests: 'guests',
  shares: 'share_links',
  personal: 'expenses tasks notes person_profiles',
  seen: 'acknowledgements',
};
const above = Object.fromEntries(Object.keys(lists).map((list) => [list, 'all']));
const EXPECTED = {
  owner: above,
  admin: above,
  manager: above,
  booking: { ...above, payroll: 'none', rules: 'none', personal: 'own', seen: 'own' },
  crew: {
    open: 'all',
    money: 'none',
    billing: 'none',
    booking: 'none',
    travel: 'own',
    schedule: 'own',
    payroll: 'own',
    rules: 'all',
    guests: 'own',
    shares: 'own',
    personal: 'own',
    seen: 'own',
  },
};
const tablesOf = (list) => lists[list].split(/\s+/);

let ota;
const members = {};

/** Inserts as a member; the id. */
async function add(role, table, values) {
  const { id, result } = await members[role].device.insert(table, values);
  assert.equal(result.status, 'applied', `${table}: ${JSON.stringify(result)}`);
  return id;
}

const ids = (rows) => rows.map(({ id }) => id).sort();

/** Does the row say that it is this user's, or everybody's? */
const isMine = (row, me) =>
  (row.owner_id ?? me) === me &&
  (row.reader_ids === undefined || row.reader_ids === null || row.reader_ids.includes(me));

describe("each role's device receives what the role may read", () => {
  before(async () => {
    ota = await start();
    for (const [role, name] of Object.entries(PEOPLE)) {
      const person = await ota.signIn(`${name}@demo.ota.test`);
      members[role] = { person, device: new SyncClient(ota, person, ORGANIZATION) };
    }
    for (const [n, role] of ['manager', 'crew'].entries()) {
      await add(role, 'acknowledgements', { subject: 'shows', subject_id: SHOW, subject_seq: 1 });
      await add(role, 'share_links', { kind: 'calendar', token: String(n).repeat(43) });
    }
    await add('manager', 'travel', {
      mode: 'car',
      title: 'Secret detour',
      visibility: 'management',
    });
    const hash = 'ab'.repeat(32);
    const settlement_id = await add('manager', 'settlements', {
      show_id: SHOW,
      currency: 'CZK',
      input: {},
      status: 'agreed',
      result_hash: hash,
      balance_minor: 1234567,
    });
    const run_id = await add('manager', 'settlement_runs', {
      name: 'Secret nights',
      currency: 'CZK',
      show_ids: [SHOW],
    });
    const of_run = await add('manager', 'settlements', {
      run_id,
      currency: 'CZK',
      input: { shows: [{ show_id: SHOW, name: 'Secret night', date: '2027-03-01' }] },
      input_text: 'run 1\ncurrency CZK\n',
      status: 'agreed',
      result_hash: hash,
      balance_minor: 7654321,
    });
    await add('manager', 'settlement_signatures', {
      settlement_id: of_run,
      party: 'promoter',
      name: 'Petra Example',
      result_hash: hash,
      signed_at: '2027-03-02T01:00:00Z',
    });
    await add('manager', 'disputes', {
      settlement_id,
      line: 'expenses',
      ours_minor: 1,
      theirs_minor: 2,
    });
    await add('manager', 'settlement_signatures', {
      settlement_id,
      party: 'artist',
      name: 'Sila Example',
      result_hash: hash,
      signed_at: '2027-03-02T01:00:00Z',
    });
  });
  after(() => ota?.stop());

  for (const [role, expected] of Object.entries(EXPECTED)) {
    describe(`what ${role} receives`, () => {
      let snapshot, pulled, sent;
      before(async () => {
        const { person } = members[role];
        snapshot = new SyncClient(ota, person, ORGANIZATION);
        sent = await snapshot.snapshot();
        pulled = new SyncClient(ota, person, ORGANIZATION);
        pulled.cursor = '1.0';
        await pulled.pull();
        members[role].rows = snapshot;
      });

      for (const [list, scope] of Object.entries(expected))
        for (const table of tablesOf(list))
          test(`of ${table}: ${scope}`, async () => {
            const { person } = members[role];
            const rows = snapshot.table(table);
            assert.deepEqual(ids(pulled.table(table)), ids(rows), 'pulled as in the snapshot');
            const { data, error } = await person.client.from(table).select('*').limit(1000);
            assert.equal(error, null);
            const here = data.filter((row) => (row.organization_id ?? row.id) === ORGANIZATION);
            assert.deepEqual(ids(here), ids(rows), 'by REST as in the snapshot');

            const whole = members.owner.rows.table(table);
            assert.ok(whole.length > 0, 'there is something to receive');
            if (scope === 'all') assert.deepEqual(ids(rows), ids(whole));
            if (scope === 'none') {
              assert.ok(!sent[0].tables.includes(table), 'the table is not theirs');
              assert.equal(rows.length, 0);
            }
            if (scope === 'own') {
              assert.ok(rows.length < whole.length, 'something is not theirs');
              const mine = whole.filter((row) => isMine(row, person.user.id));
              assert.deepEqual(ids(rows), ids(mine));
            }
          });

      test('and of no table that is not named here', () => {
        const named = new Set(Object.keys(lists).flatMap(tablesOf));
        const other = sent[0].tables.filter((table) => !named.has(table));
        assert.deepEqual(other.sort(), ['conflicts', 'invitations']);
      });
    });
  }

  test('no word of the money reaches a device of the crew', async () => {
    const text = JSON.stringify([...members.crew.rows.rows.values()]);
    for (const field of [
      'guarantee_minor',
      'balance_minor',
      'planned_minor',
      'total_minor',
      'sold',
      'rank',
      'bank',
      'tax_id',
    ])
      assert.ok(!text.includes(`"${field}"`), field);
    assert.ok(!text.includes('IBAN'), 'nor where money is sent');
    assert.ok(!text.includes('Ms M. Compass'), 'nor the name of a guest in a hidden room');
  });

  describe("the server's word to a device", () => {
    test('a guest who does not fit is applied and comes back on the waiting list', async () => {
      const { device } = members.manager;
      device.cursor = (
        await new SyncClient(ota, members.manager.person, ORGANIZATION).snapshotLines()
      )[0].head;
      const guest_list_id = await add('manager', 'guest_lists', {
        show_id: SHOW,
        name: 'Small',
        allotment: 1,
      });
      const id = await add('manager', 'guests', {
        guest_list_id,
        name: 'Gus Example',
        plus: 1,
        status: 'approved',
      });
      await device.pull();
      assert.equal(device.rows.get(`guests/${id}`).status, 'waitlisted');
    });

    test('a rule that says no is a refusal in words', async () => {
      const { device } = members.manager;
      const id = uuid7();
      const refused = await device.insert(
        'invoices',
        {
          to_name: 'Promoter',
          currency: 'EUR',
          lines: [],
          net_minor: 1,
          total_minor: 1,
          status: 'paid',
        },
        id,
      );
      assert.deepEqual(
        {
          status: refused.result.status,
          code: refused.result.code,
          message: refused.result.message,
        },
        { status: 'rejected', code: 'refused', message: refused.result.message },
      );
      assert.match(refused.result.message, /an invoice is issued before it is paid/);
      const { error } = await members.manager.person.client.from('invoices').insert({
        organization_id: ORGANIZATION,
        id,
        to_name: 'Promoter',
        currency: 'EUR',
        lines: [],
        net_minor: 1,
        total_minor: 1,
        status: 'paid',
      });
      assert.equal(error.message, 'an invoice is issued before it is paid');
      assert.equal(error.hint, 'Issue it first.');
    });
  });
});
