// Does to core.wasm what operation_parity.c does to the native build, and compares the hashes.
// usage: node operation_parity.mjs core.wasm schema.def operation-parity-program
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const CALLS = 20000;
const ENTRIES = 16;
const [wasmPath, schemaPath, program] = process.argv.slice(2);
const { instance } = await WebAssembly.instantiate(readFileSync(wasmPath));
const core = instance.exports;
const memory = new Uint8Array(core.memory.buffer);
const view = new DataView(core.memory.buffer);
const tables = [...readFileSync(schemaPath, 'utf8').matchAll(/^TABLE\((\w+)/gm)].map(
  ([, name]) => name,
);

let random = 2463534242;
let hash = 0x811c9dc5;
let madeCount = 0;
const now = { set: '[]', counter: '0' };

/** xorshift32 */
function next() {
  random ^= random << 13;
  random ^= random >>> 17;
  random ^= random << 5;
  return (random >>>= 0);
}

function mix(bytes) {
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
}

const entries = (bits) =>
  Array.from({ length: ENTRIES }, (_, i) => i)
    .filter((i) => (bits >>> i) & 1)
    .map((i) => `"01900000-0000-7000-8000-${(i * 11).toString(16).padStart(12, '0')}"`)
    .join(',');

function operation(isSet) {
  if (!isSet) return `{"plus":${(next() % 4001) - 2000}}`;
  const bits = next();
  return `{"add":[${entries(bits & 0xffff & ~(bits >>> 8))}],"remove":[${entries(bits >>> 16)}]}`;
}

function put(text) {
  const bytes = new TextEncoder().encode(text);
  const at = core.core_alloc(bytes.length + 1);
  memory.set(bytes, at);
  return [at, bytes.length];
}

for (let i = 0; i < CALLS; i++) {
  const isSet = (next() & 1) === 1;
  const kind = isSet ? 'set' : 'counter';
  const asked = operation(isSet);
  core.core_reset();
  const out = core.core_alloc(8);
  const problem = core.core_operation(
    tables.indexOf(isSet ? 'travel' : 'merch_counts'),
    ...put(isSet ? 'person_ids' : 'count_in'),
    ...put(now[kind]),
    ...put(asked),
    out,
  );
  const at = view.getUint32(out, true);
  const made = memory.slice(at, at + view.getUint32(out + 4, true));
  mix([problem & 255]);
  mix(made);
  if (problem !== 0) continue;
  madeCount += 1;
  now[kind] = new TextDecoder().decode(made);
}
const wasm = `${hash.toString(16).padStart(8, '0')} ${madeCount}`;
const native = execFileSync(program, ['0'], { encoding: 'utf8' }).trim();
const falsified = execFileSync(program, ['1'], { encoding: 'utf8' }).trim();
console.log(`native ${native}, wasm ${wasm}, falsified ${falsified}`);
if (native !== wasm) throw new Error('the builds differ');
if (falsified === wasm) throw new Error('a falsified result went unnoticed');
if (madeCount < CALLS / 2) throw new Error('too few operations made a value');
