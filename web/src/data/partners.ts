// Partners: other organizations here that see when our artists are taken, and whose calendars we
// see. Who is linked with whom is the server's word; what a partner lets be seen comes as rows of
// our own, so it is there without a signal.

import type { Live } from '../lib/live';
import type { Outcome } from '../lib/outcome';
import { writeForGood } from '../lib/records';
import { artistsOf, isSameArtist, type Artist, type ArtistView } from './artists';
import { resource } from './resource';
import type { Rows } from './rows.gen';
import { change, insertion, observe, removal, rows, type Local } from './tables';

export type Partnership = Local<Rows['partnerships']>;
export type PartnerShare = Local<Rows['partner_shares']>;
export type PartnerArtist = Local<Rows['partner_artists']>;
export type PartnerDate = Local<Rows['partner_dates']>;

/** A date on which an artist is taken, with whose calendar says so. */
export interface TakenDate {
  readonly taken: PartnerDate;
  readonly partner: string;
  /** what we call the artist; empty where it is none of ours though one of ours has the name */
  readonly called: string;
}

/** Whom we could share. */
export interface Shareable {
  /** null: ourselves, for what has no artist */
  readonly id: string | null;
  readonly name: string;
  /** null for ourselves */
  readonly view: ArtistView | null;
}

export interface PartnerView {
  readonly partner: Partnership;
  readonly shares: readonly PartnerShare[];
  /** of whom they let us see something */
  readonly artists: readonly PartnerArtist[];
  /** what they let us see */
  readonly dates: readonly PartnerDate[];
}

export interface PartnersView {
  readonly partners: readonly PartnerView[];
  /** the artists of our tours, and ourselves for what has no artist */
  readonly shareable: readonly Shareable[];
  readonly artists: readonly ArtistView[];
}

/** none: nothing leaves; busy: that a date is taken; city: also where, and whether it is confirmed */
export type Detail = 'none' | PartnerShare['detail'];

/** Neither 0 nor O, neither 1 nor I: what is read aloud is typed right. 32 signs, five bits each. */
const SIGNS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const CODE_LENGTH = 16;
const GROUP = 4;

export const newCode = (random = crypto.getRandomValues(new Uint8Array(CODE_LENGTH))): string =>
  [...random].map((byte) => SIGNS.charAt(byte % SIGNS.length)).join('');

/** "ABCD-EFGH-JKLM-NPQR" */
export const codeWords = (code: string): string =>
  (code.match(new RegExp(`.{1,${GROUP}}`, 'g')) ?? []).join('-');

/** A code as somebody typed it, or undefined where it can be none. */
export function readCode(text: string): string | undefined {
  const code = text.toUpperCase().replaceAll(/[\s-]/g, '');
  return code.length === CODE_LENGTH && [...code].every((sign) => SIGNS.includes(sign))
    ? code
    : undefined;
}

const order: Readonly<Record<Partnership['status'], number>> = { linked: 0, invited: 1, ended: 2 };

const comparePartners = (a: Partnership, b: Partnership): number =>
  order[a.status] - order[b.status] || (a.name ?? '').localeCompare(b.name ?? '');

/** Is a show without such a tour, or of one that goes under the organization's own name, our own? */
const isOwn = (tour: Rows['tours'] | undefined, own: string): boolean =>
  !tour || (tour.artist_id === null && isSameArtist(tour.artist ?? own, own));

export const observePartners = (): Live<PartnersView> =>
  observe(async (store) => {
    const [partners, shares, theirs, dates, artists, tours, shows, organization] =
      await Promise.all([
        rows(store, 'partnerships').toArray(),
        rows(store, 'partner_shares').toArray(),
        rows(store, 'partner_artists').toArray(),
        rows(store, 'partner_dates').toArray(),
        artistsOf(store),
        rows(store, 'tours').toArray(),
        rows(store, 'shows').toArray(),
        rows(store, 'organizations').get(store.organizationId),
      ]);
    const name = organization?.name ?? '';
    const byId = new Map(tours.map((tour) => [tour.id, tour]));
    const shared = new Set(shares.map(({ artist_id }) => artist_id));
    const hasOwn = shows.some(({ tour_id }) => isOwn(byId.get(tour_id ?? ''), name));
    return {
      partners: partners.sort(comparePartners).map((partner) => ({
        partner,
        shares: shares.filter(({ partnership_id }) => partnership_id === partner.id),
        artists: theirs
          .filter(({ partnership_id }) => partnership_id === partner.id)
          .sort((a, b) => a.name.localeCompare(b.name)),
        dates: dates.filter(({ partnership_id }) => partnership_id === partner.id),
      })),
      artists,
      // one that is shared though no tour is theirs any more stays in sight
      shareable: [
        ...artists
          .filter((view) => view.tours.length > 0 || shared.has(view.artist.id))
          .map((view) => ({ id: view.artist.id, name: view.artist.name, view })),
        ...(hasOwn || shared.has(null) ? [{ id: null, name, view: null }] : []),
      ],
    };
  });

/**
 * What we call each of the partners' artists: as we said, else by the name. A name that one of ours
 * has who was said to be another of theirs is not this one's.
 */
export function calledBy(
  theirs: readonly PartnerArtist[],
  ours: readonly Artist[],
): ReadonlyMap<string, string> {
  const nameOf = new Map(ours.map(({ id, name }) => [id, name]));
  const linked = (one: PartnerArtist): string | undefined => nameOf.get(one.artist_id ?? '');
  return new Map(
    theirs.map((one) => {
      const isAnothers = theirs.some(
        (other) =>
          other.partnership_id === one.partnership_id &&
          isSameArtist(linked(other) ?? '', one.name),
      );
      return [one.id, linked(one) ?? (isAnothers ? '' : one.name)];
    }),
  );
}

/** Everything that partners let us see, by date. */
export const observeTakenDates = (): Live<readonly TakenDate[]> =>
  observe(async (store) => {
    const [dates, partners, theirs, ours] = await Promise.all([
      rows(store, 'partner_dates').orderBy('date').toArray(),
      rows(store, 'partnerships').toArray(),
      rows(store, 'partner_artists').toArray(),
      rows(store, 'artists').toArray(),
    ]);
    const nameOf = new Map(partners.map(({ id, name }) => [id, name]));
    const called = calledBy(theirs, ours);
    return dates.map((taken) => ({
      taken,
      partner: nameOf.get(taken.partnership_id) ?? 'A partner',
      called: called.get(taken.partner_artist_id ?? '') ?? taken.artist,
    }));
  });

/** What partners say of this artist on these nights, from the first through the last. */
export const clashesOf = (
  dates: readonly TakenDate[],
  artist: string,
  from: string,
  through: string,
): readonly TakenDate[] =>
  artist.trim() === '' || from === ''
    ? []
    : dates.filter(
        ({ taken, called }) =>
          taken.date >= from &&
          taken.date <= (through > from ? through : from) &&
          isSameArtist(called, artist),
      );

/** Makes a code; it can be used as soon as the server knows of it. */
export const invitePartner = (name: string | null): Promise<Outcome<void>> =>
  writeForGood('Invitation made', () =>
    Promise.resolve([insertion('partnerships', { name, code: newCode() })]),
  );

/** Asks to be linked with whoever made this code. */
export const usePartnerCode = (code: string): Promise<Outcome<void>> =>
  writeForGood('Partnership asked for', () =>
    Promise.resolve([insertion('partnerships', { code, status: 'linked' })]),
  );

/** What either had of the other's goes; nothing brings it back but a new invitation. */
export const endPartnership = (id: string): Promise<Outcome<void>> =>
  writeForGood('Partnership ended', () =>
    Promise.resolve([change('partnerships', id, { status: 'ended' })]),
  );

/** A code that waits, or what is left of a partnership that ended. */
export const removePartnership = (id: string): Promise<Outcome<void>> =>
  writeForGood('Partner removed', () => Promise.resolve([removal('partnerships', id)]));

const shares = resource<'partner_shares', 'partnership_id' | 'artist'>('partner_shares', 'Sharing');

const shareOf = ({ shares: given }: PartnerView, artist: Shareable): PartnerShare | undefined =>
  given.find(({ artist_id }) => artist_id === artist.id);

export function shareArtist(
  view: PartnerView,
  artist: Shareable,
  detail: Detail,
): Promise<Outcome<string>> {
  const share = shareOf(view, artist);
  if (detail === 'none') return shares.remove(share?.id ?? '');
  if (share) return shares.update(share.id, { detail });
  const { id: artist_id, name } = artist;
  return shares.create({ partnership_id: view.partner.id, artist: name, artist_id, detail });
}

export const detailOf = (view: PartnerView, artist: Shareable): Detail =>
  shareOf(view, artist)?.detail ?? 'none';

/** Says which of ours a partner's artist is; null: whoever has the name. */
export const linkArtist = (theirs: string, artist_id: string | null): Promise<Outcome<string>> =>
  resource<'partner_artists'>('partner_artists', 'Artist').update(theirs, { artist_id });
