// Travel: the legs of a journey, each with its own zones, for some people or the whole party.

import type { Live } from '../lib/live';
import { success, type Outcome } from '../lib/outcome';
import { newId } from '../lib/core';
import { adding, write, type Draft } from '../lib/records';
import { change, insertion, observe, removal, rows, type Fresh, type Local } from './tables';
import type { Expense } from './expenses';
import type { Person } from './people';
import { resource } from './resource';
import type { Rows } from './rows.gen';

export type Travel = Local<Rows['travel']>;
export type TravelMode = Travel['mode'];

export type Passenger = Local<Rows['travel_passengers']>;

/** Somebody on a leg, with what is theirs alone. */
export interface Traveller {
  readonly passenger: Passenger;
  readonly person: Person | undefined;
}

export interface JourneyLeg {
  readonly leg: Travel;
  /** by name; crew gets its own only */
  readonly travellers: readonly Traveller[];
}

/** A leg with the others of its journey. */
export interface Journey {
  readonly leg: Travel;
  /** in their order, the leg itself among them */
  readonly legs: readonly JourneyLeg[];
  readonly people: readonly Person[];
  readonly costs: readonly Expense[];
}

export const byDeparture = (a: Travel, b: Travel): number =>
  (a.departs_at ?? '').localeCompare(b.departs_at ?? '');

/** By departure. */
const legs = resource<'travel', 'mode'>('travel', 'Travel', byDeparture);
export const { one: observeTravelLeg, update: updateTravel } = legs;

/** Legs that depart at or after `instant` (ISO, UTC), soonest first; then those without a time. */
export const observeTravelFrom = (instant: string): Live<readonly Travel[]> =>
  observe(async (store) => {
    const all = await rows(store, 'travel').toArray();
    const timed = all.filter(({ departs_at }) => departs_at !== null && departs_at >= instant);
    return [...timed.sort(byDeparture), ...all.filter(({ departs_at }) => departs_at === null)];
  });

/** What is written down is mostly booked already. */
export const createTravel = (values: Fresh<'travel', 'mode'>): Promise<Outcome<string>> =>
  legs.create({ status: 'booked', ...values });

/** Deletes the leg with its passengers' seats; what it cost stays among the expenses. */
export const removeTravel = (id: string): Promise<Outcome<void>> =>
  write('Travel deleted', async (store) => {
    const [passengers, costs] = await Promise.all([
      rows(store, 'travel_passengers').where('travel_id').equals(id).primaryKeys(),
      rows(store, 'expenses').where('travel_id').equals(id).primaryKeys(),
    ]);
    return [
      ...passengers.map((key) => removal('travel_passengers', key)),
      ...costs.map((key) => change('expenses', key, { travel_id: null })),
      removal('travel', id),
    ];
  });

const byLeg = (a: Travel, b: Travel): number => (a.leg ?? 0) - (b.leg ?? 0) || byDeparture(a, b);

/** A leg with its journey; undefined while there is none such. */
export const observeJourney = (id: string): Live<Journey | undefined> =>
  observe(async (store) => {
    const leg = await rows(store, 'travel').get(id);
    if (!leg) return undefined;
    const { journey_id } = leg;
    const legs = journey_id
      ? await rows(store, 'travel').where('journey_id').equals(journey_id).toArray()
      : [leg];
    const ids = legs.map((one) => one.id);
    const [passengers, people, costs] = await Promise.all([
      rows(store, 'travel_passengers').where('travel_id').anyOf(ids).toArray(),
      rows(store, 'people').orderBy('name').toArray(),
      rows(store, 'expenses').where('travel_id').anyOf(ids).toArray(),
    ]);
    const order = new Map(people.map((person, i) => [person.id, i]));
    passengers.sort((a, b) => (order.get(a.person_id) ?? 0) - (order.get(b.person_id) ?? 0));
    return {
      leg,
      legs: legs.sort(byLeg).map((one) => ({
        leg: one,
        travellers: passengers
          .filter(({ travel_id }) => travel_id === one.id)
          .map((passenger) => ({
            passenger,
            person: people[order.get(passenger.person_id) ?? -1],
          })),
      })),
      people,
      costs,
    };
  });

/** A leg that goes on from another: one journey, and the same passengers. Answers its id. */
export async function createLegAfter(
  before: Travel,
  values: Fresh<'travel', 'mode'>,
): Promise<Outcome<string>> {
  const journey_id = before.journey_id ?? newId();
  const number = before.leg ?? 1;
  const next = insertion('travel', {
    status: 'booked',
    ...values,
    journey_id,
    leg: number + 1,
  });
  const outcome = await write('Leg added', async (store) => {
    const passengers = await rows(store, 'travel_passengers')
      .where('travel_id')
      .equals(before.id)
      .toArray();
    return [
      ...(before.journey_id ? [] : [change('travel', before.id, { journey_id, leg: number })]),
      next,
      ...passengers.map(({ person_id }) =>
        insertion('travel_passengers', { travel_id: next.id, person_id }),
      ),
    ];
  });
  return outcome.ok ? success(next.id) : outcome;
}

/** Seats, tickets and references of people on a leg. */
export const passengers = resource<'travel_passengers', 'travel_id' | 'person_id'>(
  'travel_passengers',
  'Passenger',
);

/** Who travels on a leg that not everybody sees has to see it. */
const shownTo = (leg: Travel, ids: readonly string[]): readonly Draft[] => {
  const missing = ids.filter((id) => !leg.person_ids.includes(id));
  return leg.visibility === 'assigned' && missing.length > 0
    ? [change('travel', leg.id, { person_ids: adding(missing) })]
    : [];
};

export function addPassengers(leg: Travel, personIds: readonly string[]): Promise<Outcome<void>> {
  const label = personIds.length === 1 ? 'Passenger added' : `${personIds.length} passengers added`;
  return write(label, () =>
    Promise.resolve([
      ...shownTo(leg, personIds),
      ...personIds.map((person_id) =>
        insertion('travel_passengers', { travel_id: leg.id, person_id }),
      ),
    ]),
  );
}
