import { expect, test } from 'vitest';
import { panned, SCALE_MAX, sidesOf, whole, zoomed } from './map-view';

const size = [400, 300] as const;

test('the point under the fingers stays there while the map grows', () => {
  const view = zoomed(whole, 2, [100, 50], size);
  expect(view).toEqual({ scale: 2, x: -100, y: -50 });
  // the map's point (100, 50) is still drawn at (100, 50)
  expect(100 * view.scale + view.x).toBe(100);
});

test('the map grows and shrinks within its limits', () => {
  expect(zoomed(whole, 0.1, [0, 0], size).scale).toBe(1);
  expect(zoomed(whole, 1000, [0, 0], size).scale).toBe(SCALE_MAX);
});

test('the map cannot be pushed out of its frame', () => {
  expect(panned(whole, [5000, -5000], size)).toEqual({ scale: 1, x: 200, y: -150 });
});

test('a label stands to the right, to the left where there is no room, and else gives way', () => {
  const labels = [
    { x: 100, y: 0, text: 'Hamburg' },
    { x: 102, y: 4, text: 'Altona' },
    { x: 104, y: 8, text: 'Wedel' },
    { x: 100, y: 40, text: 'Bremen' },
  ];
  expect(sidesOf(labels, 400)).toEqual(['right', 'left', undefined, 'right']);
});

test('a label never covers the number of another stop', () => {
  const labels = [
    { x: 20, y: 0, text: 'Manchester' },
    { x: 80, y: 0, text: 'Leeds' },
  ];
  expect(sidesOf(labels, 400)).toEqual([undefined, 'right']);
});

test('no label is cut off by the edge of the map', () => {
  expect(sidesOf([{ x: 370, y: 0, text: 'Stockholm' }], 400)).toEqual(['left']);
  expect(sidesOf([{ x: 30, y: 0, text: 'Stockholm' }], 90)).toEqual([undefined]);
});
