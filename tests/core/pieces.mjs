// What the parity scripts share: a wasm core, and what a native program gave and got, piece by piece (pieces.h).
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const OUTPUT_BYTES_MAX = 1 << 29;

/** Runs the program, whose pieces come one by one, and loads the wasm that must agree with it. */
export async function openPieces(wasmPath, program) {
  const native = execFileSync(program, [], { maxBuffer: OUTPUT_BYTES_MAX });
  const { instance } = await WebAssembly.instantiate(readFileSync(wasmPath));
  return new Pieces(native, instance.exports);
}

class Pieces {
  #native;
  #at = 0;
  compared = 0;

  constructor(native, core) {
    this.#native = native;
    this.core = core;
    this.memory = Buffer.from(core.memory.buffer);
  }

  get isAtEnd() {
    return this.#at === this.#native.length;
  }

  next() {
    const length = this.#native.readUInt32LE(this.#at);
    this.#at += 4 + length;
    return this.#native.subarray(this.#at - length, this.#at);
  }

  /** The next piece, put into core's memory: where it is. */
  put(place = undefined) {
    const bytes = this.next();
    const to = place ?? this.core.core_alloc(bytes.length);
    this.memory.set(bytes, to);
    return to;
  }

  /** The next piece must be these bytes. */
  expect(what, wasm) {
    const expected = this.next();
    this.compared += expected.length;
    if (expected.equals(wasm)) return;
    const told = (bytes) => (/^[\x20-\x7e\s]*$/.test(bytes) ? bytes : bytes.toString('hex'));
    throw new Error(`${what} differs\nnative: ${told(expected)}\nwasm:   ${told(wasm)}`);
  }

  /** The next piece must be what core's memory has there. */
  expectAt(what, place) {
    const length = this.#native.readUInt32LE(this.#at);
    this.expect(what, this.memory.subarray(place, place + length));
  }

  /** Everything was compared, and said so. */
  end(what) {
    if (!this.isAtEnd) throw new Error('some bytes were not compared');
    console.log(`${what}: ${this.compared} bytes are the same native and in wasm`);
  }
}
