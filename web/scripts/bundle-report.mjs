// Prints what the first load and each lazy chunk weigh, and fails when the first load is over its
// budget.
import { readFile } from 'node:fs/promises';
import { brotliCompressSync } from 'node:zlib';

const budgetBytes = 120 * 1024;
const dist = new URL('../dist/', import.meta.url);
const manifest = JSON.parse(await readFile(new URL('build-manifest.json', dist), 'utf8'));

/**
 * Everything that is loaded before the first screen: the entry, its static imports, the shell,
 * assets.
 */
const first = new Set();
const seen = new Set();

function include(key) {
  if (seen.has(key)) return;
  seen.add(key);
  const chunk = manifest[key];
  if (!chunk) return;
  first.add(chunk.file);
  for (const file of [...(chunk.css ?? []), ...(chunk.assets ?? [])]) first.add(file);
  for (const next of chunk.imports ?? []) include(next);
}

include('index.html');
// the shell is awaited by main.ts, and the first screen is today
for (const key of ['src/app/app-shell.ts', 'src/modules/today/today-screen.ts']) include(key);
first.add('index.html');

// as it is sent over HTTPS: docs/decisions/0008
const sizeOf = async (file) => brotliCompressSync(await readFile(new URL(file, dist))).length;
const kib = (bytes) => `${(bytes / 1024).toFixed(1).padStart(7)} KiB`;

const files = [
  ...new Set([
    ...Object.values(manifest).flatMap((chunk) => [
      chunk.file,
      ...(chunk.css ?? []),
      ...(chunk.assets ?? []),
    ]),
    'index.html',
  ]),
];
const sizes = new Map(await Promise.all(files.map(async (file) => [file, await sizeOf(file)])));

// text is readable before fonts are there, and a script's own letters are loaded only when they
// occur
const isFont = (file) => file.endsWith('.woff2');
let total = 0;
console.log('first load (Brotli)');
for (const file of [...first].sort((a, b) => sizes.get(b) - sizes.get(a))) {
  if (!isFont(file)) total += sizes.get(file);
  console.log(`${kib(sizes.get(file))}  ${file}${isFont(file) ? ' (not counted)' : ''}`);
}
console.log(`${kib(total)}  of at most ${(budgetBytes / 1024).toFixed(0)} KiB`);
console.log('later, when needed (Brotli)');
for (const file of files
  .filter((one) => !first.has(one))
  .sort((a, b) => sizes.get(b) - sizes.get(a))
  .slice(0, 12)) {
  console.log(`${kib(sizes.get(file))}  ${file}`);
}
if (total > budgetBytes) {
  console.error(
    `the first load is ${((total - budgetBytes) / 1024).toFixed(1)} KiB over its budget`,
  );
  process.exit(1);
}
