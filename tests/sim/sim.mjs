// The command behind script/sim: runs seeds, says what they did, shrinks the one that fails.
import { DEFAULTS, runSeed, shrink } from './model.mjs';
import { runReal } from './real.mjs';

const number = (name, fallback) => Number(process.env[name] ?? fallback);

const mode = process.env.MODE ?? 'model';
const seed = number('SEED', 1);
const runs = number('RUNS', process.env.SEED ? 1 : mode === 'model' ? 200 : 5);
const options = {
  clients: number('CLIENTS', DEFAULTS.clients),
  seconds: number('SECONDS', mode === 'model' ? DEFAULTS.seconds : 4),
  ...(process.env.FAULTS ? { faults: Number(process.env.FAULTS) } : {}),
  ...(process.env.EVENTS === undefined ? {} : { events: process.env.EVENTS.split(',').filter(Boolean) }),
  ...(process.env.LOG && { log: console.log }),
};

const totals = {};
const failed = [];
const began = performance.now();

let done = 0;
let isStopped = false;
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => (isStopped = true));

function add(result) {
  done += 1;
  for (const [name, count] of Object.entries(result.counts)) totals[name] = (totals[name] ?? 0) + count;
  if (result.failures.length === 0) return;
  failed.push(result.seed);
  console.log(`seed ${result.seed} fails:`);
  for (const words of result.failures.slice(0, 5)) console.log(`  ${words.slice(0, 500)}`);
}

function command({ seed: of, options: { clients, seconds, faults, events } }) {
  const list = events ? ` EVENTS=${events.join(',')}` : '';
  return `MODE=${mode} SEED=${of} CLIENTS=${clients} SECONDS=${seconds} FAULTS=${faults}${list} LOG=1 script/sim`;
}

if (mode === 'model') {
  for (let one = seed; one < seed + runs && !isStopped; one += 1) {
    const result = await runSeed(one, options);
    add(result);
    if (result.failures.length > 0 && process.env.SHRINK !== '0')
      console.log(`  again: ${command(await shrink(result))}`);
  }
} else await runReal({ seed, runs, ...options, report: add, isStopped: () => isStopped });

const ms = ((performance.now() - began) / done).toFixed(0);
const list = Object.entries(totals).map(([name, count]) => `${name} ${count}`);
console.log(`${mode}: ${done} seeds from ${seed}, ${ms} ms each; ${list.join(', ')}`);
console.log(`${done - failed.length} passed, ${failed.length} failed${failed.length ? `: ${failed}` : ''}`);
process.exit(failed.length > 0 ? 1 : 0);
