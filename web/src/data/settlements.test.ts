// A version as it is watched: told again with whatever comes to it.

import { beforeEach, expect, test } from 'vitest';
import { newId } from '../lib/core';
import { addSignature, keepClaims, observeVersion, ofRun, type Version } from './settlements';
import { NO_NAMES, type Claim } from './settlement-claims';
import { signedIn, type SignedIn } from './testing/signed-in';

const [show, run, settlement] = [newId(), newId(), newId()];
const hash = 'ab'.repeat(32);
let put: SignedIn['put'];

beforeEach(async () => {
  ({ put } = signedIn());
  await put('shows', { id: show, title: 'Lantern Night', date: '2027-05-01', status: 'played' });
  await put('settlement_runs', { id: run, name: 'North', currency: 'EUR', show_ids: [show] });
});

const signature = {
  party: 'artist',
  name: 'Tilda Example',
  job: null,
  hash,
  signedAt: '2027-05-02T00:40:00.000Z',
  publicKey: 'key',
  signature: 'signed',
  drawing: null,
} as const;

test.each([
  ['show', { show_id: show, run_id: null, input: {} }],
  [
    'run',
    {
      show_id: null,
      run_id: run,
      input: { shows: [{ show_id: show, name: 'Hamburg', date: '2027-05-01' }] },
    },
  ],
])('the version of a %s is told again when it is signed', async (_, of) => {
  await put('settlements', {
    id: settlement,
    ...of,
    version: 1,
    status: 'presented',
    result_hash: hash,
    currency: 'EUR',
  });
  let stop: (() => void) | undefined;
  const names = await new Promise<readonly string[]>((resolve, reject) => {
    stop = observeVersion(settlement).subscribe({
      next: (found) => {
        if (!found) return;
        const { subject, version } = found;
        if (version.signatures.length > 0) resolve(version.signatures.map(({ name }) => name));
        else void addSignature(subject, version, signature);
      },
      failed: ({ message }) => reject(new Error(message)),
    });
  });
  stop?.();
  expect(names).toEqual(['Tilda Example']);
});

/** The first that is told of a version which is as asked. */
const told = (id: string, isIt: (version: Version) => boolean): Promise<Version> =>
  new Promise((resolve, reject) => {
    const live = observeVersion(id).subscribe({
      next: (found) => {
        if (!found || !isIt(found.version)) return;
        resolve(found.version);
        queueMicrotask(() => live());
      },
      failed: ({ message }) => reject(new Error(message)),
    });
  });

test('what a promoter says of a night of a run is a dispute of that show, until it is settled', async () => {
  const input = {
    currency: 'EUR',
    type: 'versus',
    guarantee: 100_000,
    share: '0.8',
    basis: 'gross',
    tiers: [{ price: 2000, paid: 100 }],
  } as const;
  const names = { ...NO_NAMES, tier: ['Standing'] };
  const nights = [newId(), show].map((show_id) => ({
    ...{ show_id, name: 'Hamburg', date: '2027-05-01', paid_minor: 0, deposit_minor: 0, names },
  }));
  const side = {
    run: { currency: 'EUR', shows: [{}, {}] },
    nights: nights.map(() => ({ input, names })),
  };
  const claim: Claim = {
    ...{ show: 1, record: 'tier', item: 0, name: 'Standing', field: 'paid', value: 90 },
  } as const;
  const kept = await keepClaims(ofRun(run, side, nights, [claim]));
  if (!kept.ok) throw new Error(kept.problem.message);
  const open = await told(kept.value, ({ disputes }) => disputes.length > 0);
  expect(open.row).toMatchObject({ balance_minor: 320_000, undisputed_minor: 304_000 });
  const { show_id, line, ours_minor, theirs_minor, status } = open.disputes[0] ?? {};
  expect([show_id, line, ours_minor, theirs_minor]).toEqual([show, 'tier', 200_000, 180_000]);
  expect(status ?? 'open').toBe('open');
  await keepClaims(ofRun(run, side, nights, []));
  const over = await told(kept.value, ({ disputes }) => disputes[0]?.status === 'settled');
  expect(over.row.undisputed_minor).toBe(320_000);
});
