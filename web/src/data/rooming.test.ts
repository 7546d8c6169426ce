import { expect, test } from 'vitest';
import { nightsOf, partyOf, roomingCsv, roomProblems, withoutRoom } from './rooming';
import type { RoomWithGuests } from './rooming';

const people = [
  { id: 'carla', name: 'Carla Crossfade', team: 'crew' as const, user_id: null },
  { id: 'tom', name: 'Tom Tremolo', team: 'band' as const, user_id: null },
  { id: 'gus', name: 'Gus Guest', team: 'guest' as const, user_id: null },
];
const stay = { id: 's', name: 'Hotel Nord', check_in_on: '2027-03-10', check_out_on: '2027-03-12' };

function room(
  type: RoomWithGuests['room']['type'],
  ...guests: readonly (readonly [string, (string | undefined)?, (string | undefined)?, string?])[]
): RoomWithGuests {
  const id = `room-${guests.map(([who]) => who).join('-')}`;
  return {
    room: { id, type, number: '12', reference: null, requests: null, incidentals: 'guest' },
    sleepers: guests.map(([who, from, to, alias]) => ({
      person: people.find((one) => one.id === who),
      guest: {
        id: `${id}-${who}`,
        room_id: id,
        person_id: who,
        arrives_on: from ?? stay.check_in_on,
        leaves_on: to ?? stay.check_out_on,
        alias: alias ?? null,
      },
    })),
  };
}

test('the nights of a stay are those before each morning', () => {
  expect(nightsOf('2027-02-27', '2027-03-01')).toEqual(['2027-02-27', '2027-02-28']);
  expect(nightsOf('2027-02-27', '2027-02-27')).toEqual([]);
});

test('a stay is for those it names, or for everybody but guests', () => {
  const ids = (party: readonly { readonly id: string }[]) => party.map(({ id }) => id);
  expect(ids(partyOf({ person_ids: [], teams: [] }, people))).toEqual(['carla', 'tom']);
  expect(ids(partyOf({ person_ids: ['gus'], teams: ['band'] }, people))).toEqual(['tom', 'gus']);
});

test('who is only in a day room has no bed for the night', () => {
  const rooms = [room('single', ['tom']), room('day_room', ['carla'])];
  expect(withoutRoom(people.slice(0, 2), rooms).map(({ id }) => id)).toEqual(['carla']);
});

test('somebody with two beds on one night is named with both places', () => {
  const other = {
    stay: { ...stay, id: 'other', name: 'Hotel Süd' },
    guest: room('single', ['tom', '2027-03-11', '2027-03-14']).sleepers[0]?.guest,
  };
  if (!other.guest) throw new Error('no guest');
  const rooms = [room('single', ['tom']), room('twin', ['tom', '2027-03-10', '2027-03-11'])];
  expect(roomProblems(stay, rooms, [{ stay: other.stay, guest: other.guest }])).toEqual([
    {
      kind: 'twice',
      personId: 'tom',
      name: 'Tom Tremolo',
      elsewhere: undefined,
      from: '2027-03-10',
      to: '2027-03-11',
    },
    {
      kind: 'twice',
      personId: 'tom',
      name: 'Tom Tremolo',
      elsewhere: 'Hotel Süd',
      from: '2027-03-11',
      to: '2027-03-12',
    },
  ]);
});

test('leaving on the morning that another arrives is no clash and no full room', () => {
  const rooms = [
    room('single', ['tom', '2027-03-10', '2027-03-11'], ['carla', '2027-03-11', '2027-03-12']),
  ];
  expect(roomProblems(stay, rooms, [])).toEqual([]);
});

test('more heads than beds and nights outside the stay are told', () => {
  const rooms = [room('single', ['tom'], ['carla', '2027-03-09', '2027-03-12'])];
  expect(roomProblems(stay, rooms, [])).toEqual([
    { kind: 'full', roomId: 'room-tom-carla', heads: 2, beds: 1 },
    { kind: 'outside', personId: 'carla', name: 'Carla Crossfade' },
  ]);
});

test('the hotel gets the alias instead of the name, and no formula', () => {
  const list = roomingCsv(
    [room('twin', ['tom', undefined, undefined, '=Mr Nobody'], ['carla']), room('single')],
    (value) => value,
  );
  expect(list).not.toContain('Tremolo');
  expect(list.split('\r\n').slice(1, 4)).toEqual([
    "1,twin,12,'=Mr Nobody,2027-03-10,2027-03-12,2,Carla Crossfade,,,guest",
    "1,twin,12,Carla Crossfade,2027-03-10,2027-03-12,2,'=Mr Nobody,,,guest",
    '2,single,12,,,,,,,,guest',
  ]);
});
