// Artists by their rows: two of one name are told apart by their tours.

import { expect, test } from 'vitest';
import { artistLabel, isSameArtist, namesakes, type ArtistView } from './artists';

const view = (id: string, name: string, ...tours: string[]): ArtistView =>
  ({ artist: { id, name }, tours: tours.map((tour) => ({ name: tour })) }) as unknown as ArtistView;

test('a name written in two ways is one', () => {
  expect(isSameArtist('The Decoys', ' the decoys ')).toBe(true);
  expect(isSameArtist('The Decoys', 'Decoys')).toBe(false);
});

test('who shares a name with another is told with their tours, and only then', () => {
  const all = [
    view('a', 'Ada', 'Spring', 'Autumn'),
    view('b', ' ada'),
    view('c', 'Kite', 'Winter'),
  ];
  expect(all.map((one) => artistLabel(one, all))).toEqual([
    'Ada (Spring, Autumn)',
    ' ada (no tour)',
    'Kite',
  ]);
  expect(namesakes(all).map(({ artist }) => artist.id)).toEqual(['a', 'b']);
});
