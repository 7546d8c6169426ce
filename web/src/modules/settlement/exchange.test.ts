import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { NO_NAMES } from '../../data/settlement-claims';
import { loadMoney, settle, type SettlementInput } from '../../lib/core/money';
import { hashOf, sign } from '../../lib/sign';
import { checkOffer, fingerprint, readMessage, writeMessage, type Offer } from './exchange';

beforeAll(async () => {
  await loadMoney(readFileSync(new URL('../../lib/core-money.wasm', import.meta.url)));
});

const flat: SettlementInput = {
  currency: 'EUR',
  type: 'flat',
  guarantee: 100_000,
  tax_mode: 'none',
};

async function offered(input = flat): Promise<Offer> {
  const settled = settle(input);
  if (!settled.ok) throw new Error(settled.problem.message);
  const { inputText, resultText } = settled.value;
  const hash = await hashOf(inputText, resultText);
  const words = {
    title: 'Lantern Night',
    date: '2027-05-01',
    place: 'Hamburg',
    from: 'Paper Comet',
  };
  const told = { party: 'artist', name: 'Tilda Example', job: null, hash, drawing: null } as const;
  const signature = await sign(told, new Date('2027-05-02T00:40:00Z'));
  if (!signature.ok) throw new Error(signature.problem.message);
  return {
    kind: 'offer',
    ...words,
    version: 1,
    reason: null,
    names: NO_NAMES,
    text: inputText,
    hash,
    signatures: [signature.value],
  };
}

test('an offer is read as it was written, and holds when worked out again', async () => {
  const offer = await offered();
  const read = readMessage(writeMessage(offer));
  expect(read).toEqual(offer);
  const checked = await checkOffer(read as Offer);
  expect(checked.ok && checked.value.settled.totals.balance).toBe(100_000);
});

test('an offer that says another result than its figures have is refused', async () => {
  const offer = await offered();
  const other = offer.text.replace('guarantee 100000', 'guarantee 90000');
  expect(other).not.toBe(offer.text);
  const refused = await checkOffer({ ...offer, text: other, signatures: [] });
  expect(refused.ok ? '' : refused.problem.code).toBe('mismatch');
});

test('an offer with somebody else’s name under its signature is refused', async () => {
  const offer = await offered();
  const signatures = offer.signatures.map((one) => ({ ...one, name: 'Otto Example' }));
  const refused = await checkOffer({ ...offer, signatures });
  expect(refused.ok ? '' : refused.problem.message).toContain('Otto Example');
});

test('an offer of figures that are no settlement is refused', async () => {
  const refused = await checkOffer({
    ...(await offered()),
    text: 'settlement 1\nguarantee many\n',
  });
  expect(refused.ok ? '' : refused.problem.code).toBe('invalid');
});

test('what is none of the messages is told apart', async () => {
  const offer = await offered();
  const [signature] = offer.signatures;
  for (const text of [
    'hello',
    '[]',
    '{"kind":"offer"}',
    writeMessage({ ...offer, hash: 'abc' }),
    writeMessage({ ...offer, signatures: [{ ...offer.signatures[0], name: 'A\nB' } as never] }),
    writeMessage({ kind: 'answer', signature: { ...signature, party: 'house' } as never }),
    writeMessage({ kind: 'counter', hash: offer.hash, text: 7, note: null } as never),
  ])
    expect(readMessage(text), text).toBeUndefined();
  expect(readMessage(writeMessage({ kind: 'answer', signature: signature as never }))?.kind).toBe(
    'answer',
  );
});

test('a fingerprint can be read aloud', () => {
  expect(fingerprint('ab12'.repeat(16))).toBe('AB12 AB12 AB12 AB12');
});
