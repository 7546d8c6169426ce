// The command behind script/sim: runs seeds, says what they did, shrinks the one that fails.
import { DEFAULTS, runSeed, shrink, variety } from './model.mjs';
import { runDeaths, runReal } from './real.mjs';
import { STEPS, stepTable } from './steps.mjs';

const number = (name, fallback) => Number(process.env[name] ?? fallback);

const mode = process.env.MODE ?? 'model';
const seed = number('SEED', 1);
const runs = number('RUNS', process.env.SEED ? 1 : mode === 'model' ? 200 : 5);
const list = (name) => process.env[name]?.split(',').filter(Boolean);
const options = {
  clients: number('CLIENTS', DEFAULTS.clients),
  seconds: number('SECONDS', mode === 'model' ? DEFAULTS.seconds : 4),
  ...(process.env.FAULTS ? { faults: Number(process.env.FAULTS) } : {}),
  ...(list('EVENTS') && { events: list('EVENTS') }),
  ...(list('STEPS') && { steps: list('STEPS') }),
  ...(process.env.BUG && { bug: process.env.BUG }),
  ...(process.env.LOG && { log: console.log }),
};

// A misspelt name would be a life without that trouble, or none at all.
const unknown = [
  ...(mode === 'model'
    ? (list('EVENTS') ?? []).filter((name) => !DEFAULTS.events.includes(name))
    : []),
  ...(list('STEPS') ?? []).filter((name) => !STEPS.includes(name)),
];
if (unknown.length > 0) {
  console.error(
    `sim: unknown: ${unknown.join(', ')}\nevents: ${DEFAULTS.events.join(', ')}\nsteps: ${STEPS.join(', ')}`,
  );
  process.exit(2);
}

const totals = {};
const hits = {};
const failed = [];
const began = performance.now();

let done = 0;
let isStopped = false;
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => (isStopped = true));

function add(result) {
  done += 1;
  for (const [name, count] of Object.entries(result.counts))
    totals[name] = (totals[name] ?? 0) + count;
  for (const [name, count] of Object.entries(result.hits ?? {}))
    hits[name] = (hits[name] ?? 0) + count;
  if (mode === 'real' && done % 10 === 0)
    console.log(`${done} lives, ${failed.length} failed before the last`);
  if (result.failures.length === 0) return;
  failed.push(result.seed);
  console.log(`seed ${result.seed} fails:`);
  for (const words of result.failures.slice(0, 5)) console.log(`  ${words.slice(0, 500)}`);
}

function command({ seed: of, options: { clients, seconds, faults, events, steps, bug } }) {
  const only = events ? ` EVENTS=${events.join(',')}` : '';
  const deaths = steps && steps.length < STEPS.length ? ` STEPS='${steps.join(',')}'` : '';
  const planted = bug ? ` BUG=${bug}` : '';
  return `MODE=${mode} SEED=${of} CLIENTS=${clients} SECONDS=${seconds} FAULTS=${faults}${only}${deaths}${planted} LOG=1 script/sim`;
}

if (mode === 'deaths') {
  const table = Object.entries(await runDeaths({ seed, times: number('TIMES', 10) }));
  for (const [step, count] of table) console.log(`  ${step.padEnd(24)}${count}`);
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  console.log(
    `${table.reduce((sum, [, count]) => sum + count, 0)} deaths in ${seconds} s, each effect once`,
  );
  process.exit(0);
}

if (mode === 'model') {
  for (let one = seed; one < seed + runs && !isStopped; one += 1) {
    const result = await runSeed(one, process.env.VARY ? { ...options, ...variety(one) } : options);
    add(result);
    if (done % 1000 === 0) console.log(`${done} lived, ${failed.length} failed`);
    if (result.failures.length > 0 && process.env.SHRINK !== '0')
      console.log(`  again: ${command(await shrink(result))}`);
  }
} else await runReal({ seed, runs, ...options, report: add, isStopped: () => isStopped });

const ms = ((performance.now() - began) / done).toFixed(0);
const words = Object.entries(totals).map(([name, count]) => `${name} ${count}`);
if (mode === 'model') console.log(`tabs that died at each step\n${stepTable(hits)}`);
console.log(`${mode}: ${done} seeds from ${seed}, ${ms} ms each; ${words.join(', ')}`);
const least = number('HITS', 0);
const missed = mode === 'model' ? STEPS.filter((name) => (hits[name] ?? 0) < least) : [];
for (const name of missed) console.log(`only ${hits[name] ?? 0} of ${least} deaths at "${name}"`);
console.log(
  `${done - failed.length} passed, ${failed.length} failed${failed.length ? `: ${failed}` : ''}`,
);
process.exit(failed.length + missed.length > 0 ? 1 : 0);
