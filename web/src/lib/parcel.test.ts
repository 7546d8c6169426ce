import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { Parcel, pack } from './parcel';
import { drawCode, readCode } from './qr';

const shows = JSON.parse(
  readFileSync(new URL('../../../docs/settlement/shows.json', import.meta.url), 'utf8'),
) as { canonical: string }[];
const long = shows.map(({ canonical }) => canonical).join('') + 'Ünïcödé 🎛';

async function parts(text: string): Promise<readonly string[]> {
  const packed = await pack(text);
  if (!packed.ok) throw new Error(packed.problem.message);
  return packed.value;
}

/** A code as a camera would see it: four pixels a square. */
function picture(squares: readonly (readonly boolean[])[]): ImageData {
  const scale = 4;
  const width = squares.length * scale;
  const data = new Uint8ClampedArray(width * width * 4).fill(255);
  for (let y = 0; y < width; y += 1)
    for (let x = 0; x < width; x += 1)
      if (squares[Math.floor(y / scale)]?.[Math.floor(x / scale)])
        data.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 3);
  return { data, width, height: width, colorSpace: 'srgb' } as ImageData;
}

test('a text comes back from its parts, in whatever order and however often they are seen', async () => {
  const all = await parts(long);
  expect(all.length).toBeGreaterThan(2);
  const parcel = new Parcel();
  for (const part of [...all].reverse()) expect(parcel.take(part)).toBe('new');
  expect(parcel.take(all[0] ?? '')).toBe('known');
  expect(parcel.isWhole).toBe(true);
  const opened = await parcel.open();
  expect(opened.ok && opened.value).toBe(long);
});

test('all parts pasted at once are taken', async () => {
  const parcel = new Parcel();
  expect(parcel.take((await parts(long)).join('\n'))).toBe('new');
  expect((await parcel.open()).ok).toBe(true);
});

test('a part of another parcel begins that one, and what is none is told', async () => {
  const mine = await parts(long);
  const other = await parts(`${long} and more`);
  const parcel = new Parcel();
  parcel.take(mine[0] ?? '');
  expect(parcel.take('https://example.test/')).toBe('foreign');
  expect(parcel.have).toBe(1);
  parcel.take(other[1] ?? '');
  expect([parcel.have, parcel.count]).toEqual([1, other.length]);
});

test('a parcel whose part was changed is not opened', async () => {
  const all = await parts(long);
  const changed = (all[0] ?? '').replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
  const parcel = new Parcel();
  parcel.take([changed, ...all.slice(1)].join(' '));
  expect(parcel.isWhole).toBe(true);
  expect((await parcel.open()).ok).toBe(false);
});

test('what is too long for codes is refused', async () => {
  const noise = Array.from({ length: 60_000 }, (_, i) => Math.sin(i).toString(36).slice(3, 6));
  const packed = await pack(noise.join(''));
  expect(packed.ok ? '' : packed.problem.code).toBe('too_big');
});

test('each part is read from its picture', async () => {
  for (const part of await parts(long))
    expect(await readCode(picture(await drawCode(part)))).toBe(part);
  expect(await readCode(picture([[false, true]]))).toBeUndefined();
});
