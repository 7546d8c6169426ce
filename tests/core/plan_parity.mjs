// Gives core-plan.wasm what plan_parity.c gave the native core, and compares every byte.
// usage: node plan_parity.mjs core-plan.wasm parity-program
import { openPieces } from './pieces.mjs';

const [DAYS, TOURS, WAYS, CLAUSES] = [2000, 20, 20000, 20000];
const [TEXTS, TEXT_BYTES, DOORS] = [3000, 64, 20000];
const WORK_BYTES = 1 << 20;
const [wasmPath, program] = process.argv.slice(2);
const pieces = await openPieces(wasmPath, program);
const { core, memory } = pieces;

core.core_reset();
const out = core.core_alloc(WORK_BYTES);
const work = core.core_alloc(WORK_BYTES);
const input = core.core_alloc(WORK_BYTES);

for (let i = 0; i < DAYS; i++) {
  memory.fill(0, out, out + WORK_BYTES);
  core.core_delay(pieces.put(input), out);
  pieces.expectAt('delay', out);
}
for (let i = 0; i < TOURS; i++) {
  memory.fill(0, out, out + WORK_BYTES);
  core.core_route(pieces.put(input), work, out);
  pieces.expectAt('route', out);
}
for (let i = 0; i < WAYS; i++) {
  const way = pieces.next();
  const [a, b, c, d, metres] = [0, 8, 16, 24, 32].map((n) => way.readBigInt64LE(n));
  if (core.core_distance(a, b, c, d) !== metres)
    throw new Error(`distance differs: ${a} ${b} ${c} ${d}`);
  core.core_drive(metres, out);
  if (!way.subarray(40).equals(memory.subarray(out, out + 16)))
    throw new Error(`drive differs: ${metres}`);
  pieces.compared += way.length;
}
for (let i = 0; i < CLAUSES; i++) {
  const clause = pieces.put(input);
  core.core_radius(clause, pieces.put(work), out);
  pieces.expectAt('clause', out);
}
const model = core.core_alloc(core.core_classify_bytes());
for (let i = 0; i < TEXTS; i++) {
  const text = pieces.next();
  memory.set(text, input);
  const category = pieces.next().readUInt32LE(0);
  memory.fill(0, out, out + TEXT_BYTES);
  core.core_classify_suggest(model, input, text.length, out);
  core.core_classify_learn(model, category, input, text.length, 1);
  pieces.expectAt('category', out);
}
for (let i = 0; i < DOORS; i++) {
  const door = pieces.put(input);
  const answer = pieces.next();
  const [heads, ...expected] = [0, 4, 8, 12].map((n) => answer.readUInt32LE(n));
  const [party, doors, number, turn] = [0, 4, 8, 12].map((n) => memory.readUInt32LE(door + n));
  const found = [
    core.core_guest_room(door),
    core.core_guest_judge(door, heads),
    core.core_guest_part(party, doors, number, turn),
  ].map((value) => value >>> 0);
  if (String(found) !== String(expected))
    throw new Error(`door differs: ${found}, not ${expected}`);
  pieces.compared += answer.length;
}
// A comparison that cannot fail would prove nothing: one more metre has to show.
if (core.core_distance(0n, 0n, 0n, 10000000n) === core.core_distance(0n, 0n, 0n, 10000200n)) {
  throw new Error('two ways came out the same');
}
pieces.end('plans');
