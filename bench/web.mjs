// What a phone downloads first, and Lighthouse (mobile, median of five) on the sign-in screen.
import { mkdirSync, readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { launch } from 'chrome-launcher';
import lighthouse from 'lighthouse';
import { LAUNCH } from '../tests/e2e/chromium.mjs';
import { median, print, scratchFolder, startDatabase, startServer, top } from './lib.mjs';

const RUNS = 5;

function printSizes() {
  const dist = path.join(top, 'web/dist');
  const html = readFileSync(path.join(dist, 'index.html'), 'utf8');
  const first = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+\.(?:js|css))"/g)].map(
    (m) => m[1],
  );
  const size = (file) =>
    statSync(path.join(dist, `${file}.gz`), { throwIfNoEntry: false })?.size ?? 0;
  const all = readdirSync(path.join(dist, 'assets')).filter((name) => name.endsWith('.gz'));
  const sum = (sizes) => `${(sizes.reduce((a, b) => a + b, 0) / 1024).toFixed(1)} KB gzip`;
  print('first load', sum(['index.html', ...first].map(size)), '<= 120 KB');
  print(
    'everything, lazy parts too',
    sum(all.map((name) => statSync(path.join(dist, 'assets', name)).size)),
    '< 500 KB',
  );
}

export async function run() {
  printSizes();
  const server = await startServer(startDatabase({ organizations: 1, shows: 10 }));
  const runs = [];
  for (let i = 0; i < RUNS; i++) {
    const userDataDir = path.join(scratchFolder('chromium'), 'profile');
    mkdirSync(userDataDir);
    const chrome = await launch({
      chromePath: LAUNCH.executablePath,
      chromeFlags: ['--headless', ...LAUNCH.args],
      userDataDir,
    });
    const { lhr } = await lighthouse(`${server.origin}/`, { port: chrome.port, logLevel: 'error' });
    runs.push(lhr);
    await chrome.kill();
  }
  for (const [id, category] of Object.entries(runs[0].categories))
    print(
      `Lighthouse ${category.title}`,
      Math.round(median(runs.map((r) => r.categories[id].score)) * 100),
      '100',
    );
  for (const [id, title, target] of [
    ['first-contentful-paint', 'first paint', '< 0.8 s'],
    ['largest-contentful-paint', 'largest paint', ''],
    ['interactive', 'interactive', '< 1.5 s'],
    ['total-blocking-time', 'blocked', ''],
  ])
    print(
      `Lighthouse ${title}`,
      `${Math.round(median(runs.map((r) => r.audits[id].numericValue)))} ms`,
      target,
    );
}
