// Signatures: each is of its words and figures alone, and papers are kept to be read again.

import { expect, test } from 'vitest';
import { hashOf, isGenuine, keepPaper, keptPapers, sign, type Signature } from './sign';

const at = new Date('2027-05-02T00:40:00Z');

async function signed(): Promise<Signature> {
  const hash = await hashOf('settlement 1\n', 'balance 0\n');
  const told = {
    party: 'promoter',
    name: 'Petra Example',
    job: 'promoter',
    drawing: null,
  } as const;
  const outcome = await sign({ ...told, hash }, at);
  if (!outcome.ok) throw new Error(outcome.problem.message);
  return outcome.value;
}

test('the hash is SHA-256 over both texts', async () => {
  expect(await hashOf('a', 'bc')).toBe(
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  );
});

test('a signature holds for exactly what was signed', async () => {
  const signature = await signed();
  expect(await isGenuine(signature)).toBe(true);
  const other = await hashOf('settlement 1\n', 'balance 1\n');
  for (const change of [
    { hash: other },
    { name: 'Paul Example' },
    { party: 'artist' as const },
    { job: null },
    { signedAt: '2027-05-02T00:41:00.000Z' },
    { signature: signature.signature.replace(/^./, (c) => (c === 'A' ? 'B' : 'A')) },
    { publicKey: 'none' },
  ])
    expect(await isGenuine({ ...signature, ...change }), JSON.stringify(change)).toBe(false);
});

test('the device keeps one key, and signatures have one length', async () => {
  const [a, b] = [await signed(), await signed()];
  expect(a.publicKey).toBe(b.publicKey);
  expect(a.publicKey.length).toBe(87);
  expect(a.signature.length).toBe(86);
});

test('signed papers are kept, the newest first, each once', async () => {
  await keepPaper({ hash: 'a', keptAt: '2027-05-01T00:00:00Z', text: 'one' });
  await keepPaper({ hash: 'b', keptAt: '2027-05-02T00:00:00Z', text: 'two' });
  await keepPaper({ hash: 'a', keptAt: '2027-05-03T00:00:00Z', text: 'one, again' });
  expect((await keptPapers()).map(({ text }) => text)).toEqual(['one, again', 'two']);
});
