// Devices in Debian's Chromium: pages built by the web app's own Vite, each with storage of its own.
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { LAUNCH } from '../tests/e2e/chromium.mjs';
import { scratchFolder, top, undoAtEnd } from './lib.mjs';

/** Builds bench/pages/NAME.mjs into a folder with an index.html; gives the folder. */
export async function buildPage(name) {
  const vite = createRequire(path.join(top, 'web/package.json')).resolve('vite');
  const { build } = await import(pathToFileURL(vite));
  const root = scratchFolder(`page-${name}`);
  const outDir = path.join(root, 'built');
  mkdirSync(outDir);
  writeFileSync(
    path.join(root, 'index.html'),
    `<!doctype html><title>${name}</title><script type="module" src="/@fs${path.join(top, 'bench/pages', `${name}.mjs`)}"></script>`,
  );
  await build({
    root,
    logLevel: 'error',
    configFile: false,
    define: { global: 'globalThis' },
    build: { outDir, emptyOutDir: true, target: 'es2023', assetsInlineLimit: 0 },
    plugins: [
      {
        name: 'page',
        enforce: 'pre',
        resolveId: (id) => (id.startsWith('/@fs') ? id.slice('/@fs'.length) : null),
      },
    ],
  });
  return outDir;
}

let browser;

/** A browser context of its own: nothing stored, nothing cached. */
export async function openContext(options = {}) {
  if (!browser) {
    browser = await chromium.launch(LAUNCH);
    undoAtEnd(async () => {
      await browser?.close();
      browser = undefined;
    });
  }
  const context = await browser.newContext(options);
  context.setDefaultTimeout(60_000);
  return context;
}

/** A page of buildPage's in a context of its own; `act` calls a function of its window.device. */
export async function openDevice(origin) {
  const context = await openContext();
  const page = await context.newPage();
  await page.goto(`${origin}/`);
  await page.waitForFunction(() => window.device);
  const act = (name, argument) =>
    page.evaluate(([fn, arg]) => window.device[fn](arg), [name, argument]);
  return { page, act, close: () => context.close() };
}
