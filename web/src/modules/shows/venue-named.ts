// Which venue a name and a city mean: a known one, or one that is new.

import type { NewVenue } from '../../data/shows';
import { asCode, asOptional } from '../../ui/form-values';

interface Known {
  readonly id: string;
  readonly name: string;
  readonly city: string | null;
}

interface Placed extends Known {
  readonly country: string | null;
  readonly zone: string | null;
}

export type NamedVenue =
  | { readonly kind: 'known'; readonly id: string | null }
  | { readonly kind: 'new'; readonly venue: NewVenue };

const isSame = (a: string | null, b: string): boolean =>
  (a ?? '').trim().toLocaleLowerCase() === b.trim().toLocaleLowerCase();

/** An empty name is no venue; a name in another city is another venue. */
export function venueNamed(
  texts: Readonly<Record<string, string>>,
  venues: readonly Known[],
): NamedVenue {
  const name = texts['venue']?.trim() ?? '';
  if (name === '') return { kind: 'known', id: null };
  const city = texts['city'] ?? '';
  const named = venues.filter((venue) => isSame(venue.name, name));
  const known =
    named.find((venue) => isSame(venue.city, city)) ?? (city.trim() ? undefined : named[0]);
  if (known) return { kind: 'known', id: known.id };
  return {
    kind: 'new',
    venue: {
      name,
      city: asOptional(city),
      country: asCode(texts['country'] ?? ''),
      zone: asOptional(texts['zone'] ?? ''),
    },
  };
}

/** What a known venue of this name says of its place; nothing where several are called so. */
export function placeNamed(
  name: string,
  venues: readonly Placed[],
): Readonly<Partial<Record<'city' | 'country' | 'zone', string>>> {
  const [venue, another] = venues.filter((one) => isSame(one.name, name));
  if (!venue || another) return {};
  const { city, country, zone } = venue;
  return { ...(city ? { city } : {}), ...(country ? { country } : {}), ...(zone ? { zone } : {}) };
}
