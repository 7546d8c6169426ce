// Settlements a second, native and in Node's WebAssembly: each writes its deal into core's memory,
// settles it and reads the balance, as the app does.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { print, top } from './lib.mjs';

const BUILD = process.env.OTA_BUILD ?? path.join(top, 'build');
const SECONDS = 0.4;
const TRIES = 5;
const ROOM = 131072;
const BALANCE_LABEL = 'balance';

/** A number out of the generated layout, which is TypeScript. */
function layout() {
  const text = readFileSync(path.join(top, 'web/src/lib/core-money.gen.ts'), 'utf8');
  const lines = text.slice(text.indexOf('MONEY_LINES')).match(/name: '\w+'/g);
  const balance = lines.indexOf(`name: '${BALANCE_LABEL}'`);
  const totals = Number(/MONEY_RESULT = .*totals: (\d+)/.exec(text)[1]);
  const inputBytes = Number(/\n {2}input: \{\n {4}bytes: (\d+)/.exec(text)[1]);
  return { balanceAt: totals + 8 * balance, inputBytes };
}

/** The deals as the bytes that core reads. */
function readDeals(core, memory, texts, inputBytes) {
  return texts.map((text) => {
    core.core_reset();
    const data = core.core_alloc(inputBytes);
    const at = core.core_alloc(text.length);
    memory.write(text, at);
    if (core.core_settlement_read(at, text.length, data) !== 0) throw new Error('not read');
    return Buffer.from(memory.subarray(data, data + inputBytes));
  });
}

export async function run() {
  const program = path.join(BUILD, 'tests/core/core_settlement_bench');
  const [native, lines] = execFileSync(program, { encoding: 'utf8' }).trim().split(' ').map(Number);
  print(`settlements of ${lines} lines, native`, `${native}/s`, '>= 200000/s');

  const wasm = readFileSync(path.join(BUILD, 'core-money.wasm'));
  const { instance } = await WebAssembly.instantiate(wasm);
  const core = instance.exports;
  const memory = Buffer.from(core.memory.buffer);
  const { balanceAt, inputBytes } = layout();
  const texts = execFileSync(program, ['deals'], { encoding: 'utf8' }).split('\n\n').slice(0, -1);
  const deals = readDeals(
    core,
    memory,
    texts.map((text) => `${text}\n`),
    inputBytes,
  );
  core.core_reset();
  const input = core.core_alloc(inputBytes);
  const out = core.core_alloc(ROOM);
  let best = 0;
  let sum = 0;
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const began = performance.now();
    let count = 0;
    while (performance.now() - began < SECONDS * 1000) {
      for (const deal of deals) {
        memory.set(deal, input);
        if (core.core_settle(input, out) !== 0) throw new Error('refused');
        sum += Number(memory.readBigInt64LE(out + balanceAt));
      }
      count += deals.length;
    }
    best = Math.max(best, count / ((performance.now() - began) / 1000));
  }
  if (!Number.isSafeInteger(sum)) throw new Error('balances were not read');
  print('settlements, Node wasm', `${Math.round(best)}/s`, '>= 50000/s');
}
