// docs/sync.md against the code: its example runs as written, and every test it names exists.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { root, start } from './lib.mjs';

const text = readFileSync(path.join(root, 'docs/sync.md'), 'utf8');

let ota;
before(async () => {
  ota = await start();
});
after(() => ota?.stop());

test('the example runs as it is written', async () => {
  const [anna, ben] = [await ota.person('anna'), await ota.person('ben')];
  const { id: organization } = await ota.organization(anna);
  await ota.join(anna, organization, ben, 'manager');
  const steps = [...text.matchAll(/^```sh\n([^]*?)^```/gm)].map(([, step]) => step);
  assert.equal(steps.length, 7);
  const script = ['set -euo pipefail', ...steps].join('\necho\n');
  const out = execFileSync('bash', ['-c', script], {
    encoding: 'utf8',
    env: { ...process.env, OTA: ota.url, TOKEN: anna.token, OTHER: ben.token, ORG: organization },
  });
  const answers = out
    .split(/\n|(?<=\})(?=\{)/)
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  assert.deepEqual(
    answers.map(
      ({ results, code, changes, row, left_out }) =>
        results?.[0].status ?? code ?? left_out ?? row?.capacity ?? changes.map(({ op }) => op),
    ),
    [
      'applied',
      'applied',
      'sync_gap',
      'applied',
      'conflict',
      ['update', 'update', 'insert'],
      400,
      [],
    ],
  );
  const [, , gap, , conflict] = answers;
  assert.equal(gap.expected, 2);
  assert.deepEqual(conflict.results[0].fields, ['capacity']);
  const show = conflict.changes.find(({ table }) => table === 'shows').row;
  assert.deepEqual([show.city, show.capacity], ['Hamburg', 450]);
});

test('every test that the table of guarantees names exists under that name', () => {
  const files = ['tests', 'web/src'].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true })
      .filter((file) => /\.test\.(mjs|ts)$/.test(file) && !file.includes('node_modules'))
      .map((file) => path.join(root, folder, file)),
  );
  const source = files.map((file) => readFileSync(file, 'utf8').replaceAll("\\'", "'")).join('\n');
  const table = text.slice(text.indexOf('## What is promised'));
  const named = table
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .slice(1)
    .flatMap((line) => [...line.split('|')[2].matchAll(/`([^`]+)`/g)].map(([, name]) => name));
  assert.equal(named.length > 40, true);
  assert.deepEqual(
    named.filter((name) => !source.includes(name)),
    [],
  );
});
