// The exchange of two devices: what is shown as codes is read back, checked and signed.

import { expect, test } from 'vitest';
import { NO_NAMES } from '../../data/settlement-claims';
import { settle, settleRun, type SettlementInput } from '../../lib/core/money';
import { hashOf, sign } from '../../lib/sign';
import { checkOffer, fingerprint, readMessage, writeMessage, type Offer } from './exchange';
import { nightsOf } from './run-nights';

const flat: SettlementInput = {
  currency: 'EUR',
  type: 'flat',
  guarantee: 100_000,
  tax_mode: 'none',
};

async function offered(settled = settle(flat)): Promise<Offer> {
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
    shows: [],
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

test('an offer of a run is worked out again with each of its shows, and a changed one is seen', async () => {
  const versus: SettlementInput = {
    currency: 'EUR',
    type: 'versus',
    guarantee: 100_000,
    basis: 'gross',
    share: '0.8',
    tax_mode: 'none',
    tiers: [{ price: 2000, paid: 150 }],
  };
  const poor = { ...versus, tiers: [{ price: 2000, paid: 10 }] };
  const run = { currency: 'EUR', shows: [{}, {}] };
  const shows = ['Oslo', 'Bergen'].map((name) => ({ name, names: NO_NAMES }));
  const offer = { ...(await offered(settleRun(run, [versus, poor]))), shows };
  const read = readMessage(writeMessage(offer));
  expect(read).toEqual(offer);
  const checked = await checkOffer(read as Offer);
  if (!checked.ok) throw new Error(checked.problem.message);
  expect(checked.value.settled.totals.balance).toBe(256_000);
  expect(checked.value.shows.map(({ tiers }) => tiers?.[0]?.paid)).toEqual([150, 10]);
  expect(nightsOf(checked.value, offer.shows).map(({ name }) => name)).toEqual(['Oslo', 'Bergen']);
  const text = offer.text.replace('tiers.0.paid 10\n', 'tiers.0.paid 11\n');
  expect(text).not.toBe(offer.text);
  const refused = await checkOffer({ ...offer, text, signatures: [] });
  expect(refused.ok ? '' : refused.problem.code).toBe('mismatch');
  // the run's own part alone is no settlement
  const bare = offer.text.slice(0, offer.text.indexOf('settlement 1'));
  const unread = await checkOffer({ ...offer, text: bare, signatures: [] });
  expect(unread.ok ? '' : unread.problem.code).toBe('invalid');
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
