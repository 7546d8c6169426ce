// The app on a home screen: it installs, opens files from the system, and is not stuck on old code.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before } from 'node:test';
import path from 'node:path';
import { chapters, counted, end, openDevice, root, startServer } from './lib.mjs';

const test = chapters();
const calendar = path.join(root, 'examples/tour-dates.ics');
let ota;
let device;

before(async () => {
  ota = await startServer();
  const person = await ota.person('install');
  await ota.organization(person, 'Installed');
  // an incognito profile never installs
  device = await openDevice(ota, { size: 'phone', lasting: true });
  await device.enter(ota, person.email);
});
after(() => end(ota));

test('the browser finds nothing in the way of installing', async () => {
  const session = await device.context.newCDPSession(device.page);
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
  assert.deepEqual(installabilityErrors, []);
  const { url, errors } = await session.send('Page.getAppManifest');
  assert.deepEqual([url, errors], [`${ota.url}/manifest.webmanifest`, []]);
  await session.detach();
});

test('the manifest names what the system offers: icons, shortcuts, sharing, files', async () => {
  const response = await fetch(`${ota.url}/manifest.webmanifest`);
  assert.equal(response.headers.get('content-type'), 'application/manifest+json');
  const manifest = await response.json();
  assert.deepEqual(
    [
      manifest.display,
      manifest.start_url,
      manifest.share_target.action,
      manifest.file_handlers[0].action,
    ],
    ['standalone', '/', '/import/shared', '/import'],
  );
  for (const { src } of manifest.icons) assert.equal((await fetch(ota.url + src)).status, 200, src);
});

test('a calendar file shared with the app waits in the import screen', async () => {
  const { page } = device;
  await page.evaluate(
    ([name, text]) => {
      const form = document.createElement('form');
      form.method = 'post';
      form.action = '/import/shared';
      form.enctype = 'multipart/form-data';
      const input = document.createElement('input');
      input.type = 'file';
      input.name = 'file';
      const files = new DataTransfer();
      files.items.add(new File([text], name, { type: 'text/calendar' }));
      input.files = files.files;
      form.append(input);
      document.body.append(form);
      form.submit();
    },
    ['tour-dates.ics', readFileSync(calendar, 'utf8')],
  );
  await page.waitForURL('**/import');
  await page.locator('import-preview').waitFor();
  assert.equal(await page.getByLabel('Name of the tour').inputValue(), 'Tour dates');
});

test('a spreadsheet is shared without a network, and the newest one waits', async () => {
  const { page } = device;
  await device.offline();
  for (const name of ['old-dates.csv', 'spring-run.csv']) {
    const reply = await page.evaluate(
      async ([file, text]) => {
        const body = new FormData();
        body.append('file', new File([text], file, { type: 'text/csv' }));
        return (await fetch('/import/shared', { method: 'POST', body, redirect: 'manual' })).type;
      },
      [name, 'Date,City,Venue\n2027-04-10,Hamburg,Lantern Hall\n'],
    );
    assert.equal(reply, 'opaqueredirect');
  }
  await device.visit('/today');
  await device.visit('/import');
  await page.locator('import-preview').waitFor();
  assert.equal(await page.getByLabel('Name of the tour').inputValue(), 'Spring run');
  await page.getByText('Lantern Hall').first().waitFor();
  await device.offline(false);
  await device.says('Up to date');
});

test('sharing nothing opens the import, and it waits for a file', async () => {
  const { page } = device;
  await page.evaluate(async () => {
    const nothing = { method: 'POST', body: new FormData(), redirect: 'manual' };
    await fetch('/import/shared', nothing);
  });
  await device.visit('/today');
  await device.visit('/import');
  await page.getByText('Drop the tour’s spreadsheet here').waitFor();
});

test('the calendar file becomes a tour with its shows and days', async () => {
  const { page } = device;
  await device.goto('/import');
  await page.locator('input[type=file]').setInputFiles(calendar);
  await page.locator('import-preview').waitFor();
  const heading = await page.locator('import-preview h2').innerText();
  const [shows, days] = heading.match(/\d+/g).map(Number);
  await page.getByRole('button', { name: `Create ${shows + days} dates` }).click();
  await device.on('Tour dates');
  await counted(page.locator('show-row'), shows);
  await counted(page.locator('a.row.is-off'), days);
  assert.deepEqual([shows, days], [5, 2]);
});

test('a service worker holds the shell and nothing else', async () => {
  const kept = await device.page.evaluate(async () => {
    const names = await caches.keys();
    const all = await Promise.all(
      names.map(async (name) =>
        (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname),
      ),
    );
    return {
      count: names.length,
      private: all.flat().filter((one) => /^\/(api|rest|auth|realtime|storage|dev)\//.test(one)),
      hasShell: all.flat().includes('/index.html'),
    };
  });
  assert.deepEqual(kept, { count: 1, private: [], hasShell: true });
});

test('nothing was logged, refused or blocked', () => {
  assert.deepEqual(device.troubles(), []);
});
