// Writes .br and .gz beside every file of dist/ that gets smaller by it, so that nobody compresses
// later.
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const dist = new URL('../dist/', import.meta.url).pathname;
const compressible = /\.(js|css|html|svg|json|webmanifest|wasm|txt)$/;
const brotli = promisify(brotliCompress);
const zip = promisify(gzip);
const smallestBytes = 256;

const paths = (await readdir(dist, { recursive: true, withFileTypes: true }))
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name));

let written = 0;
for (const path of paths) {
  if (!compressible.test(path)) continue;
  const bytes = await readFile(path);
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  const smaller = { br: await brotli(bytes, { params }), gz: await zip(bytes, { level: 9 }) };
  for (const [suffix, packed] of Object.entries(smaller)) {
    const target = `${path}.${suffix}`;
    if (bytes.length >= smallestBytes && packed.length < bytes.length) {
      await writeFile(target, packed);
      written += 1;
    } else await rm(target, { force: true });
  }
}
console.log(`compressed: ${written} files`);
