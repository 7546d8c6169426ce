// Planning through the door to core: delays, routes, distances, suggested categories.

import { expect, test } from 'vitest';
import { Classifier, distance, estimateDrive, orderRoute, spreadDelay } from './plan';

const MINUTE = 60;
const start = 1_800_000_000;
const item = (minute: number, length: number, after = 0, hard = 0) => ({
  starts: start + minute * MINUTE,
  ends: start + (minute + length) * MINUTE,
  after,
  is_hard: hard,
  shortest: length * MINUTE,
});

test('a delay moves what is linked and says which curfew it passes', () => {
  const spread = spreadDelay({
    late: 1,
    delay: 20 * MINUTE,
    mode: 'start',
    items: [item(0, 60), item(60, 90, 1), item(160, 0, 0, 1)],
    calls: [],
    drives: [],
    legs: [],
  });
  if (!spread.ok) throw new Error(spread.problem.message);
  expect(spread.value.moves.map(({ isMoved }) => isMoved)).toEqual([true, true, false]);
  expect(spread.value.breaks).toEqual([
    { kind: 'hard_passed', item: 2, limit: 3, amount: 10 * MINUTE },
  ]);
  expect(spread.value.choices).toEqual([{ breach: 1, kind: 'agree', item: 3, amount: 600 }]);
});

test('links in a circle are refused', () => {
  const items = [item(0, 60, 2), item(60, 60, 1)];
  const none = { calls: [], drives: [], legs: [] };
  const spread = spreadDelay({ late: 1, delay: 60, mode: 'end', items, ...none });
  expect(spread.ok).toBe(false);
});

const berlin = { latitude: 52.52, longitude: 13.405 };
const hamburg = { latitude: 53.5511, longitude: 9.9937 };
const munich = { latitude: 48.1374, longitude: 11.5755 };
const leipzig = { latitude: 51.3397, longitude: 12.3731 };

test('distances are those of the globe', () => {
  expect(distance(berlin, hamburg)).toBe(255_251);
  expect(distance(berlin, { latitude: 91, longitude: 0 })).toBeUndefined();
  expect(estimateDrive(255_251).metres).toBeGreaterThan(300_000);
});

test('open dates are put in the shorter order, fixed ones stay', () => {
  const all = [0, 1, 2, 3];
  const ordered = orderRoute({
    dayCount: 4,
    closed: [],
    runMax: 0,
    driveSeconds: 9 * 3600,
    stops: [
      { ...hamburg, days: [0], day: 0 },
      { ...munich, days: all, day: 1 },
      { ...berlin, days: all, day: 2 },
      { ...leipzig, days: all, day: 3 },
    ],
  });
  if (!ordered.ok) throw new Error(ordered.problem.message);
  expect(ordered.value.days).toEqual([0, 3, 1, 2]);
  expect(ordered.value.proposed.metres).toBeLessThan(ordered.value.now.metres);
});

test('a category is suggested from what was filed, with the word that says why', () => {
  const classifier = new Classifier(['hotel', 'food', 'fuel'] as const);
  expect(classifier.suggest('Diesel')).toBeUndefined();
  classifier.learn([
    { category: 'fuel', text: 'Diesel A7' },
    { category: 'fuel', text: 'Diesel Kassel' },
    { category: 'food', text: 'Pizza for the crew' },
    { category: 'hotel', text: 'Hôtel du Port' },
  ]);
  expect(classifier.suggest('diesel, 40 l')).toMatchObject({
    category: 'fuel',
    reasons: ['diesel'],
  });
  expect(classifier.suggest('Hotel Aurora')?.category).toBe('hotel');
  classifier.learn([
    { category: 'food', text: 'Pizza for the crew', isTaken: true },
    { category: 'hotel', text: 'Pizza for the crew' },
  ]);
  expect(classifier.suggest('pizza')?.category).toBe('hotel');
});
