// Doors: one device at each, and what becomes of the places and the guests of a device that is lost.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { start, uuid7 } from './lib.mjs';
import { show, SyncClient } from './sync_client.mjs';

let ota, anna, organization;

before(async () => {
  ota = await start();
  anna = await ota.person('anna');
  organization = (await ota.organization(anna)).id;
});
after(() => ota?.stop());

const device = () => new SyncClient(ota, anna, organization);

/** A show with two doors and a party of `heads`, and two devices that have heard of all of it. */
async function evening(heads) {
  const [tablet, phone] = [device(), device()];
  const shown = (await tablet.insert('shows', show())).id;
  const add = async (table, values) => {
    const { id, result } = await tablet.insert(table, values);
    assert.equal(result.status, 'applied', JSON.stringify(result));
    return id;
  };
  const list = await add('guest_lists', { show_id: shown, name: 'Artist', allotment: 20 });
  const party = { guest_list_id: list, name: 'Party', plus: heads - 1, status: 'approved' };
  const guest = await add('guests', party);
  const front = await add('doors', { show_id: shown, name: 'Front' });
  const yard = await add('doors', { show_id: shown, name: 'Yard' });
  const held = await add('door_shares', {
    guest_id: guest,
    door_id: front,
    heads: 0,
    wanted: heads,
  });
  await Promise.all([tablet.snapshot(), phone.snapshot()]);
  return { tablet, phone, guest, front, yard, held };
}

const comes = (client, door, to = client.clientId) =>
  client.update('doors', door, { device_id: to });

const admits = (client, { guest }, door, heads) =>
  client.mutation('insert', 'admissions', uuid7(), {
    guest_id: guest,
    door_id: door,
    heads,
    admitted_at: '2027-05-01T20:00:00Z',
  });

/** What the server holds: [places, in] of each door. */
async function truth({ guest, front, yard }) {
  const sum = async (table, door) => {
    const { data } = await anna.client
      .from(table)
      .select()
      .eq('guest_id', guest)
      .eq('door_id', door);
    return data.reduce((all, { heads }) => all + heads, 0);
  };
  const at = async (door) => [await sum('door_shares', door), await sum('admissions', door)];
  return { front: await at(front), yard: await at(yard) };
}

test('of two devices that come to one door at once the first has it, the other looks again', async () => {
  const { tablet, phone, front } = await evening(2);
  assert.equal((await comes(tablet, front)).status, 'applied');
  const late = await comes(phone, front);
  assert.deepEqual([late.status, late.code], ['rejected', 'conflict']);
  await phone.pull();
  const seen = phone.rows.get(`doors/${front}`);
  assert.equal(seen.device_id, tablet.clientId);
  assert.equal(seen.device_user_id, anna.user.id);
  const pushed = await comes(phone, front);
  assert.deepEqual([pushed.status, pushed.code], ['rejected', 'refused']);
  assert.match(pushed.message, /another device checks in at this door/);
});

test('a door is taken over by taking the other device off it first', async () => {
  const { tablet, phone, front } = await evening(2);
  await comes(tablet, front);
  await phone.pull();
  const [off, on] = await phone.push(
    phone.mutation('update', 'doors', front, { device_id: null }),
    phone.mutation('update', 'doors', front, { device_id: phone.clientId }),
  );
  assert.deepEqual([off.status, on.status], ['applied', 'applied']);
  await tablet.pull();
  assert.equal(tablet.rows.get(`doors/${front}`).device_id, phone.clientId);
});

test('places of a lost device go to the door that asks, and what it tells late lets in nobody twice', async () => {
  const there = await evening(4);
  const { tablet, phone, front, yard, held, guest } = there;
  await tablet.push(admits(tablet, there, front, 1));
  const unsent = admits(tablet, there, front, 2); // let in without a signal, told too late
  await phone.pull();
  await phone.insert('door_shares', { guest_id: guest, door_id: yard, heads: 0, wanted: 3 });
  await phone.pull();
  assert.deepEqual(await truth(there), { front: [4, 1], yard: [0, 0] });
  const taken = await phone.update('door_shares', held, { heads: 1, wanted: null });
  assert.notEqual(taken.status, 'rejected', JSON.stringify(taken));
  assert.deepEqual(await truth(there), { front: [1, 1], yard: [3, 0] });
  const [entered] = await phone.push(admits(phone, there, yard, 3));
  assert.equal(entered.status, 'applied');
  const [late] = await tablet.push(unsent);
  assert.deepEqual([late.status, late.code], ['rejected', 'refused']);
  assert.match(late.message, /this door has 0 places left for this guest/);
  assert.deepEqual(await truth(there), { front: [1, 1], yard: [3, 3] });
});

test('no more is taken back than the server knows to be outside', async () => {
  const there = await evening(4);
  const { tablet, phone, front, held } = there;
  await phone.pull();
  await tablet.push(admits(tablet, there, front, 3));
  const taken = await phone.update('door_shares', held, { heads: 0, wanted: null });
  assert.deepEqual([taken.status, taken.code], ['rejected', 'refused']);
  assert.match(taken.message, /this door has let in 3 already/);
  assert.deepEqual(await truth(there), { front: [4, 3], yard: [0, 0] });
});
