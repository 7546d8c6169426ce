// Gives core-money.wasm the deals that settlement_parity.c settled, and compares every byte.
// usage: node settlement_parity.mjs core-money.wasm parity-program
import { openPieces } from './pieces.mjs';

const TEXT_BYTES = 65536;
const ROOM = 131072;
const POINTS = 5;
const POINT_BYTES = 64;
const GUARANTEE_AT = 16;
const DEAL_FLAT = 1n;
const [wasmPath, program] = process.argv.slice(2);
const pieces = await openPieces(wasmPath, program);
const { core, memory } = pieces;

/** Gives core the next text by one of its readers. */
function read(reader, ...at) {
  const text = pieces.next();
  memory.set(text, places.text);
  if (core[reader](places.text, text.length, ...at) !== 0) throw new Error(`not read: ${text}`);
}

function result() {
  const length = core.core_result_write(places.out, places.text, TEXT_BYTES);
  return memory.subarray(places.text, places.text + length);
}

let places;
function takePlaces() {
  core.core_reset();
  const alloc = (bytes) => core.core_alloc(bytes);
  places = { in: alloc(ROOM), shows: alloc(ROOM), run: alloc(ROOM), out: alloc(ROOM) };
  Object.assign(places, { other: alloc(ROOM), work: alloc(ROOM), text: alloc(TEXT_BYTES) });
  Object.assign(places, { points: alloc(POINTS * POINT_BYTES), turns: alloc(16) });
}

function settleOne() {
  read('core_settlement_read', places.in);
  core.core_settle(places.in, places.out);
  pieces.expect('result', result());
  core.core_outlook(places.in, POINTS, places.work, places.points);
  pieces.expect('outlook', memory.subarray(places.points, places.points + POINTS * POINT_BYTES));
  core.core_turns(places.in, places.work, places.turns);
  pieces.expect('turns', memory.subarray(places.turns, places.turns + 16));
}

function settleRun() {
  read('core_run_read', places.run, places.shows);
  core.core_settle_run(places.run, places.shows, places.other, places.out);
  pieces.expect('run', result());
}

/** A flat deal of one cent more has to come out different. */
function falsify() {
  if (memory.readBigInt64LE(places.in + 8) !== DEAL_FLAT) return false;
  core.core_settle(places.in, places.out);
  const before = Buffer.from(result());
  const guarantee = memory.readBigInt64LE(places.in + GUARANTEE_AT);
  memory.writeBigInt64LE(guarantee + 1n, places.in + GUARANTEE_AT);
  core.core_settle(places.in, places.out);
  if (before.equals(result())) throw new Error('a falsified deal went unnoticed');
  return true;
}

let deals = 0;
let falsified = false;
while (!pieces.isAtEnd) {
  takePlaces();
  settleOne();
  if (deals % 10 === 0) settleRun();
  if (deals % 4 !== 3 && !falsified) falsified = falsify();
  deals += 1;
}
if (deals !== 10000 || !falsified) throw new Error(`only ${deals} deals were compared`);
pieces.end(`${deals} deals`);
