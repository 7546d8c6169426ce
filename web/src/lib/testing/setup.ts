// Before each test file: an empty IndexedDB in memory, and core as it runs in the browser.

import 'fake-indexeddb/auto';
import { readFile } from 'node:fs/promises';
import { loadCore } from '../core';
import { loadImport } from '../core/import';
import { loadMoney } from '../core/money';
import { loadPlan } from '../core/plan';
import { loadReports } from '../core/report';

const part = (name: string): Promise<Uint8Array<ArrayBuffer>> =>
  readFile(new URL(`../${name}`, import.meta.url)).then((bytes) => new Uint8Array(bytes));

await loadCore(await part('core.wasm'));
await loadImport(await part('core-import.wasm'));
await loadMoney(await part('core-money.wasm'));
await loadPlan(await part('core-plan.wasm'));
await loadReports(await part('core-money.wasm'));

// words are tested in one language, whatever the machine speaks
Object.defineProperty(navigator, 'language', { value: 'en-GB', configurable: true });
