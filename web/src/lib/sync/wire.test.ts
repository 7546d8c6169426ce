// Unknown bytes become known messages, or are refused whole.

import { expect, test } from 'vitest';
import { linesOf } from './transport';
import { decodeAnswer, decodeLine, Garbage } from './wire';

const answer = { results: [], changes: [], cursor: '1.2', head: '1.3', more: true };

test('an answer is taken as it is meant', () => {
  expect(decodeAnswer({ ...answer, results: [{ n: 1, status: 'applied', seq: 2 }] })).toMatchObject(
    {
      results: [{ n: 1, status: 'applied', seq: 2 }],
      cursor: '1.2',
      head: '1.3',
      more: true,
    },
  );
});

test.each([
  ['no object', 'hello'],
  ['a list instead of an object', []],
  ['a cursor of another form', { ...answer, cursor: 'now' }],
  ['a result without its number', { ...answer, results: [{ status: 'applied' }] }],
  ['a result of an unknown kind', { ...answer, results: [{ n: 1, status: 'maybe' }] }],
  [
    'a change of an unknown kind',
    { ...answer, changes: [{ table: 'tours', op: 'melt', id: 'x' }] },
  ],
  [
    'a row without its version',
    { ...answer, changes: [{ table: 'tours', op: 'put', row: { id: 'x' } }] },
  ],
])('%s is garbage', (_, body) => {
  expect(() => decodeAnswer(body)).toThrow(Garbage);
});

test('a line of a snapshot is its head, a table, a row or its end', () => {
  expect(decodeLine('{"snapshot":1,"head":"1.2","tables":["tours"]}')).toEqual({
    kind: 'head',
    head: '1.2',
    tables: ['tours'],
  });
  expect(decodeLine('{"table":"tours","count":3}')).toEqual({
    kind: 'table',
    table: 'tours',
    count: 3,
  });
  expect(decodeLine('{"id":"a","seq":1}')).toMatchObject({ kind: 'row', row: { id: 'a', seq: 1 } });
  expect(decodeLine('{"end":true}')).toEqual({ kind: 'end' });
  expect(() => decodeLine('{"id":')).toThrow(Garbage);
});

const streamOf = (chunks: readonly Uint8Array[]): ReadableStream<Uint8Array> =>
  new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });

test('lines come whole, however the bytes were cut, letters of two bytes too', async () => {
  const bytes = new TextEncoder().encode('eins\nzwölf\n\ndrei');
  for (const size of [1, 2, 3, 7]) {
    const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
      bytes.slice(i * size, (i + 1) * size),
    );
    const lines: string[] = [];
    for await (const line of linesOf(streamOf(chunks))) lines.push(line);
    expect(lines).toEqual(['eins', 'zwölf', 'drei']);
  }
});
