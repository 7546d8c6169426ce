// What the end-to-end tests share: a server, devices (one browser profile each) and who uses them.
//
//   const { ota, crew } = await startTeam('Paper Lanterns', { crew: 'crew' });
//   after(() => end(ota));                                  // closes the devices, too
//   const phone = await openDevice(ota, { size: 'phone' });
//   await phone.enter(ota, crew.email);                     // by the mail's link, one tap
//   await phone.goto('/tours');
//   assert.deepEqual(phone.troubles(), []);   // no console error, CSP report, exception
//
// OTA_BIN names the program, OTA_WEB_DIR the built app (default: build/ota, web/dist).
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { chromium } from 'playwright-core';
import { eventually, root, start, uuid7 } from '../api/lib.mjs';
import { LAUNCH } from './chromium.mjs';

export { eventually, linkSecret, root, uuid7 } from '../api/lib.mjs';
export { beyondEdge, hardToTap, judge, picture, violations, violationsInBoth } from './judge.mjs';

/** How long anything may take: a machine that does other things, too, fails nothing. */
export const WITHIN_MS = 30_000;

export const SIZES = {
  phone: {
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
    hasTouch: true,
    isMobile: true,
  },
  small: { viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true },
  desktop: { viewport: { width: 1280, height: 800 } },
};

const devices = new Set();
let browser;

/** A `test` for stories: what follows a chapter that failed is skipped, and says so. */
export function chapters() {
  let broken;
  return (name, act) =>
    test(name, async (t) => {
      if (broken) return t.skip(`"${broken}" failed`);
      try {
        await act(t);
      } catch (error) {
        broken = name;
        await picture(t);
        throw error;
      }
    });
}

/** What every device showed when a test failed: a screenshot each, and what it had reported. */
async function picture(t) {
  for (const [i, device] of [...devices].entries()) {
    const file = path.join(tmpdir(), `ota-e2e-failed-${process.pid}-${i}.png`);
    const taken = await device.page.screenshot({ path: file }).then(() => file, String);
    t.diagnostic(`device ${i} at ${device.page.url()}: ${taken} ${device.troubles().join('\n')}`);
  }
}

/** `ota dev` in a folder of its own, serving the built app. */
export async function startServer(options = {}) {
  const web = path.resolve(process.env.OTA_WEB_DIR ?? path.join(root, 'web/dist'));
  if (!existsSync(path.join(web, 'index.html'))) throw new Error(`${web} holds no built app`);
  return start({ ...options, env: { OTA_WEB_DIR: web, ...options.env } });
}

/**
 * A server with an organization of an owner's and its members, { name: role }, each by name beside
 * { ota, organization, owner, insert }; `insert(table, values)` writes rows as the owner.
 */
export async function startTeam(name, members) {
  const ota = await startServer();
  const team = await ota.team(members, name);
  const insert = (table, values) => add(team.owner, team.organization, table, values);
  return { ota, ...team, insert };
}

/** Stops the process of a server and keeps its data; `again` brings it back at the same address. */
export async function pause(ota) {
  await ota.stop({ keep: true });
  return { again: () => startServer({ folder: ota.home, port: ota.port }) };
}

/** Writes one row, or a list of them, into an organization as `person`, who may; the first one's id. */
export async function add(person, organizationId, table, values) {
  const rows = [values]
    .flat()
    .map((row) => ({ organization_id: organizationId, id: uuid7(), ...row }));
  const { error } = await person.client.from(table).insert(rows);
  assert.equal(error, null, `${table}: ${error?.message}`);
  return rows[0].id;
}

/** Waits until a locator finds exactly so many. */
export const counted = (locator, count) =>
  eventually(async () => (await locator.count()) === count || undefined, `${count} of ${locator}`);

/** Closes every device and browser, then the server. */
export async function end(ota) {
  await Promise.all([...devices].map((device) => device.close()));
  await (await browser)?.close();
  browser = undefined;
  await ota?.stop();
}

/**
 * A browser profile of its own with one tab. `lasting` keeps it on disk, so that `restart` can
 * close the whole browser and open it again. `at` fixes what time the pages believe it is.
 */
export async function openDevice(
  ota,
  { size = 'phone', theme = 'light', lasting = false, at } = {},
) {
  const options = {
    ...SIZES[size],
    baseURL: ota.url,
    colorScheme: theme,
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    permissions: ['background-sync', 'notifications'],
  };
  const device = new Device(options, at);
  if (lasting) device.profile = mkdtempSync(path.join(tmpdir(), 'ota-e2e-'));
  devices.add(device);
  await device.open();
  return device;
}

class Device {
  constructor(options, at) {
    this.options = options;
    this.url = options.baseURL;
    this.at = at;
    this.seen = [];
    this.allowed = [];
  }

  async open() {
    if (this.profile) {
      this.context = await chromium.launchPersistentContext(this.profile, {
        ...LAUNCH,
        ...this.options,
      });
    } else {
      browser ??= chromium.launch(LAUNCH); // two that open at once share one
      this.context = await (await browser).newContext(this.options);
    }
    this.context.setDefaultTimeout(WITHIN_MS);
    if (this.at) await this.context.clock.setFixedTime(this.at);
    this.context.on('weberror', (error) => this.seen.push(`uncaught: ${error.error().stack}`));
    this.context.on('console', (message) => {
      if (!['error', 'warning'].includes(message.type())) return;
      this.seen.push(`${message.type()}: ${message.text()} (${message.location().url})`);
    });
    await this.context.exposeBinding('otaReport', (_, words) => this.seen.push(words));
    await this.context.addInitScript(() =>
      document.addEventListener('securitypolicyviolation', (event) =>
        window.otaReport(`CSP: ${event.violatedDirective} ${event.blockedURI}`),
      ),
    );
    this.page = this.context.pages()[0] ?? (await this.context.newPage());
  }

  async close() {
    devices.delete(this);
    await this.context.close();
    if (this.profile) rmSync(this.profile, { recursive: true, force: true });
  }

  /** The whole browser ends and starts again with the same profile. */
  async restart() {
    await this.context.close();
    await this.open();
  }

  /** What the browser itself reports of a lost connection or a refusal is no trouble here. */
  allow(pattern) {
    this.allowed.push(pattern);
  }

  /** Everything that went wrong in any page or worker of this device and was not allowed. */
  troubles() {
    return this.seen.filter((words) => !this.allowed.some((pattern) => pattern.test(words)));
  }

  async offline(isOffline = true) {
    this.allow(/Failed to load resource: net::ERR_INTERNET_DISCONNECTED/);
    this.allow(/WebSocket connection to '[^']*' failed: .* net::ERR_INTERNET_DISCONNECTED/);
    await this.context.setOffline(isOffline);
  }

  /** From now on the server may be away: what the browser says about that is no trouble. */
  serverMayBeAway() {
    this.allow(
      /Failed to load resource: net::ERR_(CONNECTION_REFUSED|CONNECTION_RESET|EMPTY_RESPONSE)/,
    );
    this.allow(/WebSocket connection to '[^']*' failed/);
  }

  async goto(where) {
    await this.page.goto(where);
    await this.heading();
  }

  /** A link within the app, without loading it again: waits until its screen is the one shown. */
  async visit(where) {
    await this.page.evaluate((to) => void navigation.navigate(to), where);
    await this.page.waitForFunction((to) => {
      const shown = document.querySelector('main > :first-child')?.place?.url;
      return shown && (shown.pathname + shown.search === to || shown.pathname === to);
    }, where);
    await this.heading();
  }

  /** The words of the screen's heading, once there is a screen. */
  async heading(page = this.page) {
    const heading = page.locator('main h1');
    await heading.waitFor();
    return heading.innerText();
  }

  /** Waits for a heading with exactly these words. */
  async on(words, page = this.page) {
    await page.locator('main h1', { hasText: new RegExp(`^\\s*${escape(words)}\\s*$`) }).waitFor();
  }

  /** Waits until the sync line says exactly this, seen or only for screen readers. */
  async says(words, page = this.page) {
    const told = page.locator('app-shell > p[role=status]');
    await told.filter({ hasText: new RegExp(`^${escape(words)}$`) }).waitFor({ state: 'attached' });
  }

  /** Waits until the service worker serves this page, so that it opens without a network. */
  async untilInstalled() {
    await this.page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  }

  /** By the link of a mail and one tap; story.test.mjs asks for that mail as one does, by the screen. */
  async signIn(ota, email) {
    const { page } = this;
    const before = (await ota.mails(email)).length;
    const asked = await this.context.request.post('/auth/v1/otp', { data: { email } });
    assert.equal(asked.status(), 200);
    const mail = await ota.mail(email, before + 1);
    await page.goto('about:blank');
    await page.goto(mail.link);
    await this.on('One tap and you are in');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL((url) => url.pathname !== '/sign-in');
    return mail;
  }

  /** Signs in and waits until everything has come, rows and app: from then on no network is needed. */
  async enter(ota, email) {
    await this.signIn(ota, email);
    await this.says('Up to date');
    await this.untilInstalled();
  }

  /** Everything that IndexedDB holds here: { database: { store: [row] } }. */
  async stored(page = this.page) {
    return page.evaluate(async () => {
      const answer = (request) =>
        new Promise((resolve, reject) => {
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
      const found = {};
      for (const { name } of await indexedDB.databases()) {
        const database = await answer(indexedDB.open(name));
        database.onversionchange = () => database.close(); // looking holds nothing up
        found[name] = {};
        for (const store of database.objectStoreNames)
          found[name][store] = await answer(
            database.transaction(store).objectStore(store).getAll(),
          );
        database.close();
      }
      return found;
    });
  }

  /** One store of an organization's database, by the key of each row. */
  async rows(organizationId, store, page = this.page) {
    const all = await this.stored(page);
    const name = Object.keys(all).find((one) => one.endsWith(`:${organizationId}`));
    assert.notEqual(name, undefined, `no database of ${organizationId} among ${Object.keys(all)}`);
    return all[name][store];
  }
}

export const escape = (words) => words.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
