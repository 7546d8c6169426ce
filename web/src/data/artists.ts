// Artists: whom tours are of. They are rows, so that a new name is the same artist, and two of one
// name are two; the server makes them from what tours say.

import type { Live } from '../lib/live';
import type { Outcome } from '../lib/outcome';
import type { OrganizationStore } from '../lib/offline-storage';
import { write } from '../lib/records';
import type { Rows } from './rows.gen';
import { change, insertion, observe, rows, type Local } from './tables';
import type { Tour } from './tours';

export type Artist = Local<Rows['artists']>;

export interface ArtistView {
  readonly artist: Artist;
  readonly tours: readonly Tour[];
}

/** Names are written as people write them: "The Decoys", "the decoys ". */
const plain = (name: string): string => name.trim().toLocaleLowerCase();

export const isSameArtist = (a: string, b: string): boolean => plain(a) === plain(b);

const byName = (a: ArtistView, b: ArtistView): number =>
  a.artist.name.localeCompare(b.artist.name) || a.artist.id.localeCompare(b.artist.id);

export async function artistsOf(store: OrganizationStore): Promise<readonly ArtistView[]> {
  const [artists, tours] = await Promise.all([
    rows(store, 'artists').toArray(),
    rows(store, 'tours').toArray(),
  ]);
  return artists
    .map((artist) => ({ artist, tours: tours.filter(({ artist_id }) => artist_id === artist.id) }))
    .sort(byName);
}

export const observeArtists = (): Live<readonly ArtistView[]> => observe(artistsOf);

/** "Ada", or "Ada (Spring, Autumn)" where another has the name, too. */
export function artistLabel({ artist, tours }: ArtistView, all: readonly ArtistView[]): string {
  const isOnly = all.filter((one) => isSameArtist(one.artist.name, artist.name)).length < 2;
  if (isOnly) return artist.name;
  return `${artist.name} (${tours.map(({ name }) => name).join(', ') || 'no tour'})`;
}

/** Those who share their name with another: a name alone does not say who is meant. */
export const namesakes = (all: readonly ArtistView[]): readonly ArtistView[] =>
  all.filter((one) =>
    all.some((other) => other !== one && isSameArtist(one.artist.name, other.artist.name)),
  );

/** The same artist under a new name, on all tours; who may see their dates goes on seeing them. */
export const renameArtist = ({ artist, tours }: ArtistView, name: string): Promise<Outcome<void>> =>
  write('Artist renamed', () =>
    Promise.resolve([
      change('artists', artist.id, { name }),
      ...tours.map(({ id }) => change('tours', id, { artist: name })),
    ]),
  );

/** The tour is of another artist with the same name, of whom nothing is shared. */
export const partTour = ({ artist }: ArtistView, tour: Tour): Promise<Outcome<void>> =>
  write('Tour given to another artist', () => {
    const other = insertion('artists', { name: artist.name });
    return Promise.resolve([other, change('tours', tour.id, { artist_id: other.id })]);
  });
