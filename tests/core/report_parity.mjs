// Gives core-money.wasm the tours that report_parity.c made reports of, and compares every byte.
// usage: node report_parity.mjs core-money.wasm parity-program
import { openPieces } from './pieces.mjs';

const [TEXTS, TOURS, REPORTS, ENTRY_BYTES, AMOUNT_AT] = [18, 300, 6, 104, 48];
const [PROFIT, EXPENSE] = [0, 4n];
const [wasmPath, program] = process.argv.slice(2);
const pieces = await openPieces(wasmPath, program);
const { core, memory } = pieces;
const texts = Array.from({ length: TEXTS }, () => pieces.next());

function put(bytes) {
  const at = core.core_alloc(bytes.length + 1);
  memory.set(bytes, at);
  return at;
}

function putTexts() {
  const list = core.core_alloc(TEXTS * 8);
  texts.forEach((text, i) => {
    memory.writeUInt32LE(put(text), list + 8 * i);
    memory.writeUInt32LE(text.length, list + 8 * i + 4);
  });
  return list;
}

/** The status, and what was written where it is 0. */
function make(report, currency, entries, asCsv) {
  core.core_reset();
  const at = put(entries);
  const out = core.core_alloc(8);
  const list = putTexts();
  const status =
    core.core_report(
      report,
      currency,
      at,
      entries.length / ENTRY_BYTES,
      list,
      TEXTS,
      asCsv,
      out,
    ) >>> 0;
  const start = memory.readUInt32LE(out);
  return { status, text: memory.subarray(start, start + memory.readUInt32LE(out + 4)) };
}

/** A tour whose first expense is one unit more has to come out different. */
function isNoticed(currency, entries) {
  for (let at = 0; at < entries.length; at += ENTRY_BYTES) {
    const [source, rate] = [entries.readBigInt64LE(at), entries.readBigInt64LE(at + AMOUNT_AT + 8)];
    if (source !== EXPENSE || rate !== currency) continue;
    const other = Buffer.from(entries);
    other.writeBigInt64LE(entries.readBigInt64LE(at + AMOUNT_AT) + 1n, at + AMOUNT_AT);
    const before = Buffer.from(make(PROFIT, currency, entries, 0).text);
    return !before.equals(make(PROFIT, currency, other, 0).text);
  }
  return false;
}

let refused = 0;
let noticed = 0;
for (let tour = 0; tour < TOURS; tour += 1) {
  const currency = pieces.next().readBigInt64LE(0);
  const entries = pieces.next();
  for (let report = 0; report < REPORTS; report += 1)
    for (const asCsv of [0, 1]) {
      const { status, text } = make(report, currency, entries, asCsv);
      const expected = pieces.next().readUInt32LE(0);
      if (status !== expected)
        throw new Error(`tour ${tour}, report ${report}: status ${status}, native ${expected}`);
      if (status === 0) pieces.expect(`tour ${tour}, report ${report}`, text);
      else refused += 1;
    }
  noticed += isNoticed(currency, entries) ? 1 : 0;
}
if (refused === 0 || refused > (TOURS * REPORTS * 2) / 5)
  throw new Error(`${refused} reports were refused`);
if (noticed < TOURS / 2) throw new Error('a falsified amount went unnoticed');
pieces.end(`${TOURS * REPORTS * 2 - refused} reports, ${refused} refusals`);
