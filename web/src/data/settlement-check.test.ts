// A signed version as it came by sync: what does not fit its signatures is named.

import { beforeAll, expect, test } from 'vitest';
import { settle, type SettlementInput } from '../lib/core/money';
import { hashOf, sign } from '../lib/sign';
import { checkVersion, type Fault } from './settlement-check';
import type { Version } from './settlements';
import { audit } from './testing/evening';

const PLAYED: SettlementInput = {
  currency: 'EUR',
  type: 'versus',
  guarantee: 100_000,
  share: 0.8,
  basis: 'gross',
  tiers: [{ price: 2_000, paid: 140, comps: 3 }],
  comps_allowed: 10,
  commissions: [{ base: 'take', rate: 0.1, mode: 'inclusive', timing: 'before', order: 1 }],
};
const names = { tier: ['Standing'], expense: [], adjustment: [], deposit: [], merch: [] };

let signed: Version;

beforeAll(async () => {
  const settled = settle({ ...PLAYED, commissions: [] });
  if (!settled.ok) throw new Error(settled.problem.message);
  const { inputText, resultText, totals } = settled.value;
  const hash = await hashOf(inputText, resultText);
  const row: Version['row'] = {
    ...audit,
    id: 'v',
    show_id: 's',
    run_id: null,
    version: 1,
    status: 'signed',
    amends_id: null,
    reason: null,
    input: { settlement: PLAYED, names, claims: [] },
    result_hash: hash,
    input_text: inputText,
    currency: 'EUR',
    balance_minor: totals.balance,
    undisputed_minor: totals.balance,
    engine: 1,
    presented_at: '2027-05-02T00:40:00+00:00',
    paid_at: null,
    notes: null,
  };
  const signatures = await Promise.all(
    (['artist', 'promoter'] as const).map(async (party) => {
      const name = party === 'artist' ? 'Tilda Example' : 'Petra Example';
      const made = await sign({ party, name, job: null, hash, drawing: null }, new Date());
      if (!made.ok) throw new Error(made.problem.message);
      const { publicKey, signature, signedAt } = made.value;
      return {
        ...audit,
        id: party,
        settlement_id: 'v',
        party,
        name,
        job: null,
        result_hash: hash,
        // as the database writes an instant
        signed_at: signedAt.replace('Z', '+00:00'),
        public_key: publicKey,
        signature,
        drawing: null,
      };
    }),
  );
  signed = { row, signatures, disputes: [], number: 1 };
});

const faultsOf = async (version: Version): Promise<readonly Fault[]> =>
  (await checkVersion(version)).faults;

const withRow = (more: Partial<Version['row']>): Version => ({
  ...signed,
  row: { ...signed.row, ...more },
});

/** The key of a device that signed nothing. */
async function otherKey(): Promise<string> {
  const curve = { name: 'ECDSA', namedCurve: 'P-256' };
  const { publicKey } = await crypto.subtle.generateKey(curve, true, ['sign', 'verify']);
  const point = await crypto.subtle.exportKey('raw', publicKey);
  return Buffer.from(point).toString('base64url');
}

/** The version with the promoter's signature changed. */
const withSignature = (more: Partial<Version['signatures'][number]>): Version => ({
  ...signed,
  signatures: signed.signatures.map((one) =>
    one.party === 'promoter' ? { ...one, ...more } : one,
  ),
});

test('a version that came as it was signed holds', async () => {
  expect(await checkVersion(signed)).toEqual({ isWorkedOut: true, faults: [], keyless: [] });
});

test('figures that were changed come to another fingerprint, and the one that differs is named', async () => {
  const text = (signed.row.input_text ?? '').replace('paid 140', 'paid 120');
  expect(text).not.toBe(signed.row.input_text);
  const faults = await faultsOf(withRow({ input_text: text, balance_minor: 192_000 }));
  expect(faults).toMatchObject([
    { kind: 'hash', kept: signed.row.result_hash },
    { kind: 'figure', record: 'tier', item: 0, field: 'paid', signed: 120, kept: 140 },
  ]);
});

test('a balance and a currency that are not those of the figures are told', async () => {
  expect(await faultsOf(withRow({ balance_minor: 324_000 }))).toEqual([
    { kind: 'balance', found: 224_000, kept: 324_000 },
  ]);
  expect(await faultsOf(withRow({ currency: 'GBP' }))).toEqual([
    { kind: 'currency', found: 'EUR', kept: 'GBP' },
  ]);
});

test('entries that were changed beside the signed text are told by figure, or that there are others', async () => {
  const other = (settlement: SettlementInput) =>
    faultsOf(withRow({ input: { settlement, names, claims: [] } }));
  expect(await other({ ...PLAYED, guarantee: 90_000 })).toEqual([
    { kind: 'figure', record: 'input', field: 'guarantee', item: 0, signed: 100_000, kept: 90_000 },
  ]);
  expect(
    await other({ ...PLAYED, expenses: [{ kind: 'fixed', amount: 100, is_approved: true }] }),
  ).toEqual([{ kind: 'entries' }]);
  // the artist's own commissions are no part of what was signed
  expect(await other({ ...PLAYED, commissions: [] })).toEqual([]);
});

test('figures that are none, or written otherwise, cannot be read', async () => {
  for (const text of ['settlement 1\nguarantee many\n', `${signed.row.input_text ?? ''}\n`, null])
    expect(await faultsOf(withRow({ input_text: text }))).toEqual([{ kind: 'unreadable' }]);
});

test('a signature under another name, side, job, time or key does not hold', async () => {
  const fault = { kind: 'signature', party: 'promoter', why: 'not genuine' };
  const [ours] = signed.signatures;
  for (const more of [
    { name: 'Otto Example' },
    { job: 'Owner of the house' },
    { signed_at: '2027-05-02T00:41:00.000Z' },
    { public_key: await otherKey() },
    { signature: ours?.signature ?? null },
    { public_key: null },
  ])
    expect(await faultsOf(withSignature(more)), JSON.stringify(more)).toMatchObject([fault]);
});

test('a signature of another result is none of this one', async () => {
  expect(await faultsOf(withSignature({ result_hash: 'ab'.repeat(32) }))).toEqual([
    { kind: 'signature', party: 'promoter', name: 'Petra Example', why: 'other result' },
  ]);
  const kept = await faultsOf(withRow({ result_hash: 'ab'.repeat(32) }));
  expect(kept.map(({ kind }) => kind)).toEqual(['hash', 'signature', 'signature']);
});

test('what is kept as signed by both lacks no signature', async () => {
  const alone = { ...signed, signatures: signed.signatures.slice(0, 1) };
  expect(await faultsOf(alone)).toEqual([
    { kind: 'signature', party: 'promoter', name: '', why: 'missing' },
  ]);
  const row = { ...signed.row, status: 'agreed' as const };
  expect(await faultsOf({ ...alone, row })).toEqual([]);
});

test('a signature by name only is neither held nor broken', async () => {
  const check = await checkVersion(withSignature({ public_key: null, signature: null }));
  expect(check).toEqual({ isWorkedOut: true, faults: [], keyless: ['promoter'] });
});

test('the result of another engine is not judged, its signatures are', async () => {
  const later = { engine: 2, result_hash: 'ab'.repeat(32) };
  const check = await checkVersion(withRow(later));
  expect(check.isWorkedOut).toBe(false);
  expect(check.faults.map(({ kind }) => kind)).toEqual(['signature', 'signature']);
});
