// The land of the flat map against d3's.

import { geoMercator, geoPath } from 'd3-geo';
import { expect, test } from 'vitest';
import { countries } from './atlas';
import { landWithin, placed } from './land';

const flat = { x: 180, y: 900, scale: 700 };
const projection = geoMercator().scale(flat.scale).translate([flat.x, flat.y]);
const everywhere = { left: -1e5, top: -1e5, right: 1e5, bottom: 1e5 };

const numbersOf = (path: string): readonly number[] =>
  [...path.matchAll(/-?\d+(?:\.\d+)?/g)].map(([text]) => Number(text));

test('a place is where d3 draws it', () => {
  for (const [longitude, latitude] of [
    [10, 53.5],
    [-70.6, -33.4],
    [0, 0],
  ] as const) {
    const [x, y] = placed({ latitude, longitude }, flat);
    const [dx = 0, dy = 0] = projection([longitude, latitude]) ?? [];
    expect(x).toBeCloseTo(dx, 6);
    expect(y).toBeCloseTo(dy, 6);
  }
});

test('a country has the corners that d3 gives it', () => {
  const iceland = countries.features.find(({ properties }) => properties.name === 'Iceland');
  const theirs = iceland && numbersOf(geoPath(projection.precision(0))(iceland) ?? '');
  const [x = 0, y = 0] = theirs ?? [];
  const around = { left: x - 1, top: y - 1, right: x + 1, bottom: y + 1 };
  const ours = landWithin(around, flat).split('Z').map(numbersOf);
  expect(theirs?.length).toBeGreaterThan(20);
  const corners = (list: readonly number[]) =>
    list.flatMap((h, i) => (i % 2 === 0 ? [[h, list[i + 1] ?? NaN] as const] : []));
  const asTheirs = ours.find((one) => one.length === (theirs?.length ?? 0) + 2); // and back to the first
  for (const [h, v] of corners(theirs ?? []))
    expect(
      corners(asTheirs ?? []).some(([left, top]) => Math.hypot(h - left, v - top) < 0.02),
    ).toBe(true);
});

test('what is out of sight is left out', () => {
  const whole = landWithin(everywhere, flat);
  const [x, y] = placed({ latitude: 47, longitude: 8 }, flat);
  const alps = landWithin({ left: x - 100, top: y - 100, right: x + 100, bottom: y + 100 }, flat);
  const middleOfTheAtlantic = placed({ latitude: 30, longitude: -40 }, flat);
  const sea = landWithin(
    {
      left: middleOfTheAtlantic[0],
      top: middleOfTheAtlantic[1],
      right: middleOfTheAtlantic[0],
      bottom: middleOfTheAtlantic[1],
    },
    flat,
  );
  expect(whole.split('Z').length).toBeGreaterThan(200);
  expect(alps.split('Z').length).toBeLessThan(30);
  expect(sea).toBe('');
});
