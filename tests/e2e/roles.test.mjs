// Each role signs in and goes wherever its menus and screens lead: nothing that is offered is closed,
// gone or broken, and what each may not see is not offered.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { end, openDevice, startServer } from './lib.mjs';

const ROLES = {
  owner: 'owner@demo.ota.test',
  admin: 'admin@demo.ota.test',
  manager: 'tm@demo.ota.test',
  booking: 'booking@demo.ota.test',
  crew: 'crew@demo.ota.test',
};
/** What a role's screens must not lead to, as the routes have it. */
const CLOSED = {
  owner: [],
  admin: [],
  manager: ['/settings/organization', '/team/'],
  booking: ['/settings/organization', '/tours/new', '/people/new', '/stays/new'],
  crew: [
    ...['/settings/organization', '/settings/partners', '/tours/new', '/shows/new', '/import'],
    ...[
      '/holds',
      '/invoices',
      '/reports',
      '/people/new',
      '/advance-templates',
      '/schedule-templates',
    ],
    '/runs/:id',
  ],
};
/** Of screens that differ in an id alone so many are opened. */
const OF_ONE_KIND = 2;
const ID = /[0-9a-f]{8}-[0-9a-f-]{27}/g;

let ota;

before(async () => {
  ota = await startServer();
});
after(() => end(ota));

const kindOf = (path) => path.replace(/\?.*$/, '').replaceAll(ID, ':id');

/** In the page: the app's own paths that links lead to, those behind closed folds, too. */
const linked = () =>
  [...document.querySelectorAll('a[href]')]
    .map((link) => link.getAttribute('href') ?? '')
    .filter((href) => /^\/(?!\/|api\/|s\/|dev\/)/.test(href))
    .map((href) => href.replace(/#.*$/, ''));

/** Goes along every link; where each kind of screen was found, and what was wrong there. */
async function walk(device) {
  const waiting = [{ path: '/today', from: 'the beginning' }];
  const seen = new Map();
  const known = new Set(['/today']);
  const wrong = [];
  while (waiting.length > 0) {
    const { path, from } = waiting.shift();
    const kind = kindOf(path);
    const opened = seen.get(kind) ?? 0;
    if (opened >= OF_ONE_KIND) continue;
    seen.set(kind, opened + 1);
    await device.visit(path);
    const told = device.page.locator('main').locator('no-access, gone-state, not-found');
    if ((await told.count()) > 0)
      wrong.push(`${path} (from ${from}): ${(await told.first().innerText()).split('\n')[0]}`);
    for (const next of await device.page.evaluate(linked)) {
      if (known.has(next)) continue;
      known.add(next);
      waiting.push({ path: next, from: path });
    }
  }
  return { kinds: [...seen.keys()].sort(), wrong };
}

for (const [role, email] of Object.entries(ROLES))
  describe(`what ${role} is offered`, () => {
    let device, found;
    before(async () => {
      device = await openDevice(ota, { size: 'phone' });
      await device.enter(ota, email);
      await device.says('Up to date');
      found = await walk(device);
    });
    after(() => device?.close?.());

    test('leads somewhere, wherever one taps', () => {
      assert.deepEqual(found.wrong, []);
      assert.ok(found.kinds.length > 15, `only ${found.kinds.join(' ')}`);
      assert.deepEqual(device.troubles(), []);
    });

    test('is nothing that is not theirs', () => {
      assert.deepEqual(
        found.kinds.filter((kind) => CLOSED[role].includes(kind)),
        [],
      );
    });
  });
