// Conflicts that somebody else settles: they end for their owner's devices, and only they.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { start } from './lib.mjs';
import { show, SyncClient } from './sync_client.mjs';

describe('a conflict', () => {
  let ota;
  let anna;
  let ben;
  let organizationId;
  let mine;
  let tablet;

  before(async () => {
    ota = await start();
    anna = await ota.person('anna');
    ben = await ota.person('ben');
    organizationId = (await ota.organization(anna, 'Settled')).id;
    await ota.join(anna, organizationId, ben, 'manager');
    mine = new SyncClient(ota, anna, organizationId);
    tablet = new SyncClient(ota, anna, organizationId);
    await mine.snapshot();
    await tablet.snapshot();
  });
  after(() => ota.stop());

  /** Ben wrote `theirs` on a show, then Anna `values` on what was there before. */
  async function contested(theirs, values) {
    const { id, result } = await mine.insert('shows', show({ capacity: 400, city: 'Hamburg' }));
    const { error } = await ben.client.from('shows').update(theirs).eq('id', id);
    assert.equal(error, null);
    const lost = await mine.update('shows', id, values, result.seq);
    assert.equal(lost.status, 'conflict');
    return { id, base: result.seq, conflictId: lost.conflict_id };
  }

  const write = async (id, values) => {
    const { error } = await ben.client.from('shows').update(values).eq('id', id);
    assert.equal(error, null);
  };

  /** The conflict as another device of its owner has it after a pull. */
  async function onTablet(conflictId) {
    await tablet.pull();
    return tablet.rows.get(`conflicts/${conflictId}`);
  }

  test('ends on all devices of its owner when somebody writes the field again', async () => {
    const { id, conflictId } = await contested({ capacity: 450 }, { capacity: 500 });
    assert.equal((await onTablet(conflictId)).resolved_at, null);
    await write(id, { capacity: 520 });
    const { resolution, resolved_at, updated_by } = await onTablet(conflictId);
    assert.deepEqual([resolution, updated_by], ['theirs', ben.user.id]);
    assert.ok(Date.parse(resolved_at) > Date.now() - 60_000);
  });

  test('ends as mine when somebody writes what had lost', async () => {
    const { id, conflictId } = await contested({ capacity: 450 }, { capacity: 500 });
    await write(id, { capacity: 500 });
    assert.equal((await onTablet(conflictId)).resolution, 'mine');
  });

  test('stays open while one of its fields was not written again', async () => {
    const { id, conflictId } = await contested(
      { capacity: 450, city: 'Kiel' },
      { capacity: 500, city: 'Ulm' },
    );
    await write(id, { city: 'Bonn' });
    const { resolved_at, fields } = await onTablet(conflictId);
    assert.equal(resolved_at, null);
    assert.deepEqual(fields.map(({ field, settled }) => [field, settled ?? 'open']).sort(), [
      ['capacity', 'open'],
      ['city', 'theirs'],
    ]);
  });

  test('ends with its row', async () => {
    const { id, conflictId } = await contested({ capacity: 450 }, { capacity: 500 });
    const { error } = await ben.client.from('shows').delete().eq('id', id);
    assert.equal(error, null);
    assert.equal((await onTablet(conflictId)).resolution, 'dismissed');
  });

  test('becomes one of fields when the deleted row comes back', async () => {
    const { id, result } = await mine.insert('shows', show({ capacity: 400 }));
    const { error } = await ben.client.from('shows').delete().eq('id', id);
    assert.equal(error, null);
    const lost = await mine.update('shows', id, { capacity: 500 }, result.seq);
    assert.equal((await onTablet(lost.conflict_id)).kind, 'delete');
    const { body } = await ota.call(
      'GET',
      `/api/history/shows/${id}?organization_id=${organizationId}`,
      { token: ben.token },
    );
    const made = body.changes.find(({ op }) => op === 'insert');
    const restored = await ota.call(
      'POST',
      `/api/history/shows/${id}/restore?organization_id=${organizationId}`,
      { token: ben.token, body: { seq: made.seq } },
    );
    assert.equal(restored.status, 200, restored.text);
    const { kind, resolved_at, fields } = await onTablet(lost.conflict_id);
    assert.deepEqual([kind, resolved_at], ['edit', null]);
    assert.deepEqual(fields, [{ field: 'capacity', base: 400, mine: 500, theirs: 400 }]);
  });

  test('is decided by its owner even after somebody else has settled it', async () => {
    const { id, conflictId } = await contested({ capacity: 450 }, { capacity: 500 });
    await mine.pull();
    const seen = mine.rows.get(`conflicts/${conflictId}`).seq;
    await write(id, { capacity: 520 });
    const decided = await mine.update(
      'conflicts',
      conflictId,
      { resolution: 'dismissed', resolved_at: new Date().toISOString() },
      seen,
    );
    assert.equal(decided.status, 'applied', JSON.stringify(decided));
    assert.equal((await onTablet(conflictId)).resolution, 'dismissed');
  });

  test('that was decided by mistake opens again with the undo', async () => {
    const { id, conflictId } = await contested({ capacity: 450 }, { capacity: 500 });
    await mine.pull();
    const base = mine.rows.get(`shows/${id}`).seq;
    const seen = mine.rows.get(`conflicts/${conflictId}`).seq;
    const at = new Date().toISOString();
    await mine.push(
      mine.mutation('update', 'shows', id, { capacity: 500 }, base),
      mine.mutation(
        'update',
        'conflicts',
        conflictId,
        { resolution: 'mine', resolved_at: at },
        seen,
      ),
    );
    assert.equal((await onTablet(conflictId)).resolution, 'mine');
    const undone = await mine.push(
      mine.mutation(
        'update',
        'conflicts',
        conflictId,
        { resolution: null, resolved_at: null },
        seen,
      ),
      mine.mutation('update', 'shows', id, { capacity: 450 }, base),
    );
    assert.deepEqual(
      undone.map(({ status }) => status),
      ['applied', 'applied'],
    );
    const { resolved_at, fields } = await onTablet(conflictId);
    assert.equal(resolved_at, null);
    assert.deepEqual(fields, [{ field: 'capacity', base: 400, mine: 500, theirs: 450 }]);
  });

  test('is nobody else’s to see or to end by hand', async () => {
    const { conflictId } = await contested({ capacity: 450 }, { capacity: 500 });
    const { data } = await ben.client.from('conflicts').select('id').eq('id', conflictId);
    assert.deepEqual(data, []);
    await ben.client.from('conflicts').delete().eq('id', conflictId);
    assert.equal((await onTablet(conflictId)).resolved_at, null);
  });

  test('drift that a device found is counted, and nothing else is taken for it', async () => {
    const count = async () =>
      Number(/^ota_sync_drifts_total (\d+)$/m.exec((await ota.call('GET', '/metrics')).text)[1]);
    const tell = (body, token = anna.token) => ota.call('POST', '/api/sync/drift', { token, body });
    const was = await count();
    const told = await tell({ organization_id: organizationId, tables: ['shows', 'venues'] });
    assert.equal(told.status, 204);
    assert.equal(await count(), was + 1);
    for (const body of [
      { organization_id: organizationId, tables: [] },
      { organization_id: organizationId, tables: ['pg_class'] },
      { organization_id: organizationId, tables: 'shows' },
      { organization_id: 'x', tables: ['shows'] },
      [],
      'no JSON',
    ])
      assert.equal((await tell(body)).status, 400, JSON.stringify(body));
    assert.equal(
      (await tell({ organization_id: organizationId, tables: ['shows'] }, '')).status,
      401,
    );
    assert.equal(await count(), was + 1);
    assert.match(ota.logText(), /a device's rows differed.*shows venues/);
  });
});
