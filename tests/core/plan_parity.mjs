// Gives core-plan.wasm what plan_parity.c gave the native core, and compares every byte.
// usage: node plan_parity.mjs core-plan.wasm parity-program
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const [DAYS, TOURS, WAYS, CLAUSES] = [2000, 20, 20000, 20000];
const [TEXTS, TEXT_BYTES, DOORS] = [3000, 64, 20000];
const WORK_BYTES = 1 << 20;
const [wasmPath, program] = process.argv.slice(2);
const native = execFileSync(program, [], { maxBuffer: 1 << 29 });
const { instance } = await WebAssembly.instantiate(readFileSync(wasmPath));
const core = instance.exports;
const memory = Buffer.from(core.memory.buffer);

let at = 0;
function piece() {
  const length = native.readUInt32LE(at);
  at += 4 + length;
  return native.subarray(at - length, at);
}

let compared = 0;
function expect(what, place) {
  const expected = piece();
  const wasm = memory.subarray(place, place + expected.length);
  compared += expected.length;
  if (expected.equals(wasm)) return;
  throw new Error(`${what} differs\nnative: ${expected.toString('hex')}\nwasm:   ${wasm.toString('hex')}`);
}

/** A place for the next piece, which is put there. */
function put(place = undefined) {
  const bytes = piece();
  const to = place ?? core.core_alloc(bytes.length);
  memory.set(bytes, to);
  return to;
}

core.core_reset();
const out = core.core_alloc(WORK_BYTES);
const work = core.core_alloc(WORK_BYTES);
const input = core.core_alloc(WORK_BYTES);

for (let i = 0; i < DAYS; i++) {
  memory.fill(0, out, out + WORK_BYTES);
  core.core_delay(put(input), out);
  expect('delay', out);
}
for (let i = 0; i < TOURS; i++) {
  memory.fill(0, out, out + WORK_BYTES);
  core.core_route(put(input), work, out);
  expect('route', out);
}
for (let i = 0; i < WAYS; i++) {
  const way = piece();
  const [a, b, c, d, metres] = [0, 8, 16, 24, 32].map((n) => way.readBigInt64LE(n));
  if (core.core_distance(a, b, c, d) !== metres) throw new Error(`distance differs: ${a} ${b} ${c} ${d}`);
  core.core_drive(metres, out);
  if (!way.subarray(40).equals(memory.subarray(out, out + 16))) throw new Error(`drive differs: ${metres}`);
  compared += way.length;
}
for (let i = 0; i < CLAUSES; i++) {
  const clause = put(input);
  core.core_radius(clause, put(work), out);
  expect('clause', out);
}
const model = core.core_alloc(core.core_classify_bytes());
for (let i = 0; i < TEXTS; i++) {
  const text = piece();
  memory.set(text, input);
  const category = piece().readUInt32LE(0);
  memory.fill(0, out, out + TEXT_BYTES);
  core.core_classify_suggest(model, input, text.length, out);
  core.core_classify_learn(model, category, input, text.length, 1);
  expect('category', out);
}
for (let i = 0; i < DOORS; i++) {
  const door = put(input);
  const answer = piece();
  const [heads, ...expected] = [0, 4, 8, 12].map((n) => answer.readUInt32LE(n));
  const [party, doors, number, turn] = [0, 4, 8, 12].map((n) => memory.readUInt32LE(door + n));
  const found = [
    core.core_guest_room(door),
    core.core_guest_judge(door, heads),
    core.core_guest_part(party, doors, number, turn),
  ].map((value) => value >>> 0);
  if (String(found) !== String(expected)) throw new Error(`door differs: ${found}, not ${expected}`);
  compared += answer.length;
}
if (at !== native.length) throw new Error(`${native.length - at} bytes were not compared`);

// A comparison that cannot fail would prove nothing: one more metre has to show.
if (core.core_distance(0n, 0n, 0n, 10000000n) === core.core_distance(0n, 0n, 0n, 10000200n)) {
  throw new Error('two ways came out the same');
}
console.log(`${compared} bytes are the same native and in wasm`);
