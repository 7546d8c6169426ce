// Does to core.wasm what parity.c does to the native build, and compares the hashes.
// usage: node parity.mjs core.wasm parity-program
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const CALLS = 1000000;
const U64 = (1n << 64n) - 1n;
const [wasmPath, program] = process.argv.slice(2);
const { instance } = await WebAssembly.instantiate(readFileSync(wasmPath));
const core = instance.exports;
const memory = new Uint8Array(core.memory.buffer);
const u64 = new BigUint64Array(1);
const i64 = new BigInt64Array(u64.buffer);

// The 64-bit state is kept in two 32-bit halves: BigInt would take minutes.
let high = Number(88172645463325252n >> 32n) >>> 0;
let low = Number(88172645463325252n & 0xffffffffn) >>> 0;

/** xorshift64 */
function next() {
  high ^= ((high << 13) | (low >>> 19)) >>> 0;
  low ^= low << 13;
  low ^= (low >>> 7) | (high << 25);
  high ^= high >>> 7;
  high ^= ((high << 17) | (low >>> 15)) >>> 0;
  low ^= low << 17;
  high >>>= 0;
  low >>>= 0;
}

function nextBig() {
  next();
  return (BigInt(high) << 32n) | BigInt(low);
}

/** next() % n for a small n */
function nextBelow(n) {
  next();
  return ((high % n) * (4294967296 % n) + (low % n)) % n;
}

function nextSigned() {
  u64[0] = nextBig();
  return i64[0];
}

// FNV-1a over 64-bit values, halves again: prime 0x100000001b3.
let hashHigh = 0xcbf29ce4;
let hashLow = 0x84222325;

function mixHalves(h, l) {
  hashHigh = (hashHigh ^ h) >>> 0;
  hashLow = (hashLow ^ l) >>> 0;
  const product = hashLow * 0x1b3;
  const carry = Math.floor(product / 4294967296);
  hashHigh = (Math.imul(hashHigh, 0x1b3) + carry + (hashLow << 8)) >>> 0;
  hashLow = product >>> 0;
}

const mix = (value) => mixHalves(0, value >>> 0);

function mixBig(value) {
  const v = value & U64;
  mixHalves(Number(v >> 32n), Number(v & 0xffffffffn));
}

function mixBytes(at, len) {
  for (let i = 0; i < len; i++) mix(memory[at + i]);
}

const ALPHABET = new TextEncoder().encode("0123456789012345678901234..::,,//-- '()kpmTZaMEUR");
const put = (at, text) => memory.set(new TextEncoder().encode(text), at);

core.core_reset();
const input = core.core_alloc(128);
const out = core.core_alloc(128);
const last = core.core_alloc(16);

function callText(what) {
  const len = nextBelow(12);
  for (let i = 0; i < len; i++) memory[input + i] = ALPHABET[nextBelow(ALPHABET.length)];
  put(out + 64, 'EUR');
  memory.fill(0, out, out + 16);
  if (what === 0) {
    core.core_date_read(input, len, nextBelow(3), 20700, out);
    mixBytes(out, 12);
  } else if (what === 1) {
    mix(core.core_clock_read(input, len));
  } else {
    mix(core.core_money_read(input, len, out + 64, out));
    mixBytes(out, 8);
  }
}

function callNumber(what) {
  const a = nextSigned();
  const b = nextSigned();
  const low32 = (v) => Number(v & 0xffffffffn);
  if (what === 3) {
    mixBig(core.core_muldiv(a, b % 10001n, nextBig() % 10001n));
  } else if (what === 4) {
    put(out + 64, 'KWD');
    const len = core.core_money_format(a, out + 64, out, 40);
    mix(len);
    mixBytes(out, Math.max(len, 0));
  } else if (what === 5) {
    const days = Number(a % 4000000n);
    core.core_date_format(days, out);
    mixBytes(out, 10);
    mix(core.core_weekday(days));
    mix(core.core_business_date(b % 10000000000000n, 120, 360));
  } else if (what === 6) {
    mix(core.core_backoff_ms(low32(a) % 12, low32(b)));
    mix(core.core_permission(low32(a) % 6, low32(b) % 12, low32((b & U64) >> 32n) % 4));
  } else {
    for (let i = 0; i < 10; i++) {
      next();
      memory[input + i] = low & 255;
    }
    core.core_uuid_new(last, a % 281474976710656n, input, out);
    mixBytes(out, 36);
    put(out + 64, 'shows');
    mixBig(core.core_checksum_add(b, out + 64, 5, out, a));
  }
}

for (let i = 0; i < CALLS; i++) {
  const what = nextBelow(8);
  if (what < 3) callText(what);
  else callNumber(what);
}
const hex = (n) => n.toString(16).padStart(8, '0');
const wasm = hex(hashHigh) + hex(hashLow);
const native = execFileSync(program, ['0'], { encoding: 'utf8' }).trim();
const falsified = execFileSync(program, ['1'], { encoding: 'utf8' }).trim();
console.log(`native ${native}, wasm ${wasm}, falsified ${falsified}`);
if (!/^[0-9a-f]{16}$/.test(native) || native !== wasm) throw new Error('the builds differ');
if (falsified === wasm) throw new Error('a falsified result went unnoticed');
