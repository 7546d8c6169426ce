import { expect, test } from 'vitest';
import { acknowledgement, concerns, hasSeen, type Acknowledgement } from './acknowledgements';
import { audit } from './testing/evening';
import { signedIn } from './testing/signed-in';

const carla = { id: 'carla', team: 'crew' } as const;
const nora = { id: 'nora', team: 'management' } as const;
const line = { visibility: 'assigned', person_ids: [] as string[], teams: [] as 'crew'[] } as const;

test('what is for everyone concerns everyone, known or not', () => {
  expect(concerns({ visibility: 'everyone' }, carla)).toBe(true);
  expect(concerns({}, undefined)).toBe(true);
});
test('a line for some concerns those who are named and those of a team', () => {
  expect(concerns({ ...line, person_ids: ['carla'] }, carla)).toBe(true);
  expect(concerns({ ...line, teams: ['crew'] }, carla)).toBe(true);
  expect(concerns({ ...line, teams: ['crew'] }, nora)).toBe(false);
  expect(concerns(line, undefined)).toBe(false);
});
test('what is for management concerns nobody else', () => {
  expect(concerns({ visibility: 'management' }, carla)).toBe(false);
  expect(concerns({ visibility: 'management' }, nora)).toBe(true);
});

const given = (owner_id: string, subject_seq: number): Acknowledgement => ({
  ...audit,
  id: owner_id,
  owner_id,
  subject: 'schedule_items',
  subject_id: 'doors',
  subject_seq,
});

test('an acknowledgement holds for the version that was seen, by whom it was given', () => {
  const list = [given('carla', 7)];
  expect(hasSeen('carla', { id: 'doors', seq: 7 }, list)).toBe(true);
  expect(hasSeen('carla', { id: 'doors', seq: 8 }, list)).toBe(false);
  expect(hasSeen('nora', { id: 'doors', seq: 7 }, list)).toBe(false);
  expect(hasSeen('carla', { id: 'curfew', seq: 7 }, list)).toBe(false);
});

test('what is said on this device is known here as one’s own, before it was sent', () => {
  signedIn('carla');
  const first = acknowledgement('schedule_items', { id: 'doors', seq: 7 }, []);
  expect(first).toMatchObject({ op: 'insert', values: { owner_id: 'carla', subject_seq: 7 } });
  const list = [{ ...given('carla', 7), id: first.id }];
  const again = acknowledgement('schedule_items', { id: 'doors', seq: 9 }, list);
  expect(again).toMatchObject({ op: 'update', id: first.id, values: { subject_seq: 9 } });
});
