// Partners: other organizations here that see when our artists are taken, and whose calendars we
// see. Who is linked with whom is the server's word; what a partner lets be seen comes as rows of
// our own, so it is there without a signal.

import type { Live } from '../lib/live';
import type { Outcome } from '../lib/outcome';
import { writeForGood } from '../lib/records';
import { resource } from './resource';
import type { Rows } from './rows.gen';
import { change, insertion, observe, removal, rows, type Local } from './tables';

export type Partnership = Local<Rows['partnerships']>;
export type PartnerShare = Local<Rows['partner_shares']>;
export type PartnerDate = Local<Rows['partner_dates']>;

/** A date on which an artist is taken, with whose calendar says so. */
export interface TakenDate {
  readonly taken: PartnerDate;
  readonly partner: string;
}

export interface PartnerView {
  readonly partner: Partnership;
  readonly shares: readonly PartnerShare[];
  /** what they let us see */
  readonly dates: readonly PartnerDate[];
}

export interface PartnersView {
  readonly partners: readonly PartnerView[];
  /** whom we could share: the artists of our tours, and ourselves for what has no artist */
  readonly artists: readonly string[];
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

/** Artists are written as people write them: "The Decoys", "the decoys ". */
const plain = (artist: string): string => artist.trim().toLocaleLowerCase();

export const isSameArtist = (a: string, b: string): boolean => plain(a) === plain(b);

/** Each once, as it was written first. */
export function artistsIn(names: readonly (string | null)[]): readonly string[] {
  const known = new Map<string, string>();
  for (const name of names) {
    const text = name?.trim() ?? '';
    if (text && !known.has(plain(text))) known.set(plain(text), text);
  }
  return [...known.values()].sort((a, b) => a.localeCompare(b));
}

const order: Readonly<Record<Partnership['status'], number>> = { linked: 0, invited: 1, ended: 2 };

const comparePartners = (a: Partnership, b: Partnership): number =>
  order[a.status] - order[b.status] || (a.name ?? '').localeCompare(b.name ?? '');

export const observePartners = (): Live<PartnersView> =>
  observe(async (store) => {
    const [partners, shares, dates, tours, shows, organization] = await Promise.all([
      rows(store, 'partnerships').toArray(),
      rows(store, 'partner_shares').toArray(),
      rows(store, 'partner_dates').toArray(),
      rows(store, 'tours').toArray(),
      rows(store, 'shows').toArray(),
      rows(store, 'organizations').get(store.organizationId),
    ]);
    const named = new Set(tours.filter(({ artist }) => artist).map(({ id }) => id));
    const isOwn = shows.some(({ tour_id }) => !named.has(tour_id ?? ''));
    return {
      partners: partners.sort(comparePartners).map((partner) => ({
        partner,
        shares: shares.filter(({ partnership_id }) => partnership_id === partner.id),
        dates: dates.filter(({ partnership_id }) => partnership_id === partner.id),
      })),
      artists: artistsIn([
        ...tours.map(({ artist }) => artist),
        isOwn ? (organization?.name ?? null) : null,
      ]),
    };
  });

/** Everything that partners let us see, by date. */
export const observeTakenDates = (): Live<readonly TakenDate[]> =>
  observe(async (store) => {
    const dates = await rows(store, 'partner_dates').orderBy('date').toArray();
    const partners = await rows(store, 'partnerships').toArray();
    const nameOf = new Map(partners.map(({ id, name }) => [id, name]));
    return dates.map((taken) => ({
      taken,
      partner: nameOf.get(taken.partnership_id) ?? 'A partner',
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
        ({ taken }) =>
          taken.date >= from &&
          taken.date <= (through > from ? through : from) &&
          isSameArtist(taken.artist, artist),
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

export function shareArtist(
  { partner, shares: given }: PartnerView,
  artist: string,
  detail: Detail,
): Promise<Outcome<string>> {
  const share = given.find((one) => isSameArtist(one.artist, artist));
  if (detail === 'none') return shares.remove(share?.id ?? '');
  if (share) return shares.update(share.id, { detail });
  return shares.create({ partnership_id: partner.id, artist, detail });
}

export const detailOf = ({ shares: given }: PartnerView, artist: string): Detail =>
  given.find((one) => isSameArtist(one.artist, artist))?.detail ?? 'none';
