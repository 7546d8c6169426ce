// Runs the benchmarks named on the command line, or all, and prints a line a figure.
import { cleanUp } from './lib.mjs';

const known = [
  'http',
  'rest',
  'commit',
  'push',
  'snapshot',
  'sync',
  'cluster',
  'memory',
  'settlement',
  'product',
  'product-web',
  'web',
];
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !known.includes(name));
if (unknown.length) {
  console.error(`error: no benchmark '${unknown[0]}'; they are: ${known.join(' ')}`);
  process.exit(2);
}
process.on('SIGINT', () => void cleanUp().then(() => process.exit(130)));
try {
  for (const name of wanted.length ? wanted : known) {
    const { run } = await import(`./${name}.mjs`);
    await run();
  }
} finally {
  await cleanUp();
}
