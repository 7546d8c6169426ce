// Rooming: who sleeps where on which nights, who has no room yet and who has two, and the list that
// goes to the hotel.

import { addDays } from '../lib/core';
import { csvOf } from '../lib/csv';
import type { Rows } from './rows.gen';

export type RoomType = Rows['rooms']['type'];
type RoomFacts = Pick<
  Rows['rooms'],
  'id' | 'type' | 'number' | 'reference' | 'requests' | 'incidentals'
>;
type GuestFacts = Pick<
  Rows['room_guests'],
  'id' | 'room_id' | 'person_id' | 'arrives_on' | 'leaves_on' | 'alias'
>;
type StayFacts = Pick<Rows['stays'], 'id' | 'name' | 'check_in_on' | 'check_out_on'>;
type PersonFacts = Pick<Rows['people'], 'id' | 'name' | 'team' | 'user_id'>;

/** Somebody in a room. */
export interface Sleeper<G extends GuestFacts = GuestFacts> {
  readonly guest: G;
  readonly person: PersonFacts | undefined;
}

export interface RoomWithGuests<
  R extends RoomFacts = RoomFacts,
  G extends GuestFacts = GuestFacts,
> {
  readonly room: R;
  readonly sleepers: readonly Sleeper<G>[];
}

/** Nights that somebody has elsewhere. */
export interface OtherNights {
  readonly stay: StayFacts;
  readonly guest: GuestFacts;
}

export type RoomProblem =
  | {
      readonly kind: 'twice';
      readonly personId: string;
      readonly name: string;
      /** the other place; undefined: another room of the same stay */
      readonly elsewhere: string | undefined;
      readonly from: string;
      readonly to: string;
    }
  | {
      readonly kind: 'full';
      readonly roomId: string;
      readonly heads: number;
      readonly beds: number;
    }
  | { readonly kind: 'outside'; readonly personId: string; readonly name: string };

/** Beds of a type; undefined where there is no telling. */
const beds: Readonly<Partial<Record<RoomType, number>>> = {
  single: 1,
  double: 2,
  twin: 2,
  triple: 3,
  bunk: 1,
};

export const bedsOf = (type: RoomType): number | undefined => beds[type];

const nameOf = ({ person }: Sleeper): string => person?.name ?? 'Somebody';

/** The nights between two dates, the day of leaving not among them. */
export function nightsOf(from: string, to: string): readonly string[] {
  const nights: string[] = [];
  for (let night = from; night < to; night = addDays(night, 1)) nights.push(night);
  return nights;
}

/** Of the people a stay is for, those in none of its rooms; day rooms are not for the night. */
export function withoutRoom<P extends PersonFacts>(
  party: readonly P[],
  rooms: readonly RoomWithGuests[],
): readonly P[] {
  const placed = new Set(
    rooms
      .filter(({ room }) => room.type !== 'day_room')
      .flatMap(({ sleepers }) => sleepers.map(({ guest }) => guest.person_id)),
  );
  return party.filter(({ id }) => !placed.has(id));
}

/** The people a stay is for: those it names, or everybody but guests. */
export function partyOf<P extends PersonFacts>(
  stay: Pick<Rows['stays'], 'person_ids' | 'teams'>,
  people: readonly P[],
): readonly P[] {
  const isNamed = stay.person_ids.length + stay.teams.length > 0;
  return people.filter(({ id, team }) =>
    isNamed
      ? stay.person_ids.includes(id) || (team !== null && stay.teams.includes(team))
      : team !== 'guest',
  );
}

function shared(a: GuestFacts, b: GuestFacts): readonly [string, string] | undefined {
  const from = a.arrives_on > b.arrives_on ? a.arrives_on : b.arrives_on;
  const to = a.leaves_on < b.leaves_on ? a.leaves_on : b.leaves_on;
  return from < to ? [from, to] : undefined;
}

function twice(
  sleepers: readonly Sleeper[],
  others: readonly OtherNights[],
): readonly RoomProblem[] {
  const found: RoomProblem[] = [];
  for (const [i, one] of sleepers.entries()) {
    const { person_id } = one.guest;
    const claims = [
      ...sleepers.slice(i + 1).map(({ guest }) => ({ guest, elsewhere: undefined })),
      ...others.map(({ guest, stay }) => ({ guest, elsewhere: stay.name })),
    ].filter(({ guest }) => guest.person_id === person_id);
    for (const { guest, elsewhere } of claims) {
      const nights = shared(one.guest, guest);
      if (!nights) continue;
      const [from, to] = nights;
      found.push({ kind: 'twice', personId: person_id, name: nameOf(one), elsewhere, from, to });
    }
  }
  return found;
}

function overfull({ room, sleepers }: RoomWithGuests): readonly RoomProblem[] {
  const count = bedsOf(room.type);
  if (count === undefined) return [];
  const heads = Math.max(
    0,
    ...sleepers.map(
      ({ guest }) =>
        sleepers.filter(
          ({ guest: other }) =>
            other.arrives_on <= guest.arrives_on && guest.arrives_on < other.leaves_on,
        ).length,
    ),
  );
  return heads > count ? [{ kind: 'full', roomId: room.id, heads, beds: count }] : [];
}

/** What does not add up: the same person twice, more heads than beds, nights outside the stay. */
export function roomProblems(
  stay: StayFacts,
  rooms: readonly RoomWithGuests[],
  others: readonly OtherNights[],
): readonly RoomProblem[] {
  const sleepers = rooms.flatMap((one) => one.sleepers);
  const outside = sleepers.filter(
    ({ guest }) => guest.arrives_on < stay.check_in_on || guest.leaves_on > stay.check_out_on,
  );
  return [
    ...twice(sleepers, others),
    ...rooms.flatMap(overfull),
    ...outside.map((one): RoomProblem => ({
      kind: 'outside',
      personId: one.guest.person_id,
      name: nameOf(one),
    })),
  ];
}

/** What the desk reads for a person: the alias where there is one, and then nothing else. */
export const deskName = (sleeper: Sleeper): string => sleeper.guest.alias ?? nameOf(sleeper);

const head = [
  'Room',
  'Type',
  'Number',
  'Name',
  'Arrives',
  'Leaves',
  'Nights',
  'Shares with',
  'Reference',
  'Requests',
  'Extras paid by',
];

/** The rooming list as the hotel gets it: names of the desk only, one line a person, rooms in order. */
export function roomingCsv(
  rooms: readonly RoomWithGuests[],
  label: (value: string) => string,
): string {
  const lines = rooms.flatMap(({ room, sleepers }, i) => {
    const of = (sleeper: Sleeper | undefined): readonly (string | number)[] => [
      i + 1,
      label(room.type),
      room.number ?? '',
      sleeper ? deskName(sleeper) : '',
      sleeper?.guest.arrives_on ?? '',
      sleeper?.guest.leaves_on ?? '',
      sleeper ? nightsOf(sleeper.guest.arrives_on, sleeper.guest.leaves_on).length : '',
      sleepers
        .filter((other) => other !== sleeper)
        .map(deskName)
        .join(', '),
      room.reference ?? '',
      room.requests ?? '',
      label(room.incidentals),
    ];
    return sleepers.length === 0 ? [of(undefined)] : sleepers.map(of);
  });
  return csvOf([head, ...lines]);
}
