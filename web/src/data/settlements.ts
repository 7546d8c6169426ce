// Settlements of shows and runs: what they rest on, live, and their versions from presented to paid.

import { settleSide, type SettlementInput } from '../lib/core/money';
import type { Live } from '../lib/live';
import { failure, success, type Outcome } from '../lib/outcome';
import { write, writeForGood, type Draft } from '../lib/records';
import { hashOf, type Signature } from '../lib/sign';
import { newId } from '../lib/core';
import type { OrganizationStore } from '../lib/offline-storage';
import { SETTLEMENT_VERSION } from '../lib/core-money.gen';
import type { Rows } from './rows.gen';
import {
  figuresIn,
  standing,
  type Claim,
  type SettlementNames,
  type Side,
  type Standing,
} from './settlement-claims';
import type { SettlementRows } from './settlement-input';
import { isObject, readClaims, readNames, readShows, type RunNight } from './settlement-shows';
import { readShowMoney, type Settlement, type Show } from './show-money';
import { change, insertion, observe, removal, rows, type Local } from './tables';

export type { Settlement };
export type SettlementSignature = Local<Rows['settlement_signatures']>;
export type Dispute = Local<Rows['disputes']>;

/** A version with its signatures and disputes. */
export interface Version {
  readonly row: Settlement;
  readonly signatures: readonly SettlementSignature[];
  readonly disputes: readonly Dispute[];
  /** as the server numbers it, or as it will be */
  readonly number: number;
}

/** Everything of a show that is settled. */
export interface ShowMoney {
  readonly show: Local<Rows['shows']>;
  readonly venue: Local<Rows['venues']> | undefined;
  /** undefined while there is no deal to settle by */
  readonly rows: SettlementRows | undefined;
  /** the newest first */
  readonly versions: readonly Version[];
}

/** What a settlement is of, by its column. */
export interface Of {
  readonly by: 'show_id' | 'run_id';
  readonly id: string;
}

/** The same as people call it. */
export interface Subject extends Of {
  readonly title: string;
  /** the night; of a run its last */
  readonly date: string;
  readonly place: string;
  readonly tourId: string | null;
  /** the show, or those of the run */
  readonly shows: readonly Show[];
}

/** What a show's settlement holds as its input; a run's holds its shows. */
export interface SettlementDocument {
  readonly settlement: SettlementInput;
  readonly names: SettlementNames;
  readonly claims: readonly Claim[];
}

export function readDocument(value: unknown): SettlementDocument {
  const found = isObject(value) ? value : {};
  return {
    settlement: isObject(found['settlement']) ? (found['settlement'] as SettlementInput) : {},
    names: readNames(found['names']),
    claims: readClaims(found['claims'], 0),
  };
}

/** What the other side says, of a show or of the shows of a run. */
export const claimsIn = (input: unknown): readonly Claim[] => [
  ...readDocument(input).claims,
  ...readShows(input).flatMap(({ claims }) => claims),
];

/**
 * What the other side is shown and signs: all but the commissions that come out of the artist's
 * own money, which are no business of theirs and change nothing up to the balance.
 */
export const presentable = (input: SettlementInput): SettlementInput => ({
  ...input,
  commissions: (input.commissions ?? []).filter(({ mode }) => mode === 'exclusive'),
});

export async function versionsOf(
  store: OrganizationStore,
  { by, id }: Of,
): Promise<readonly Version[]> {
  const settlements = await rows(store, 'settlements').where(by).equals(id).toArray();
  const sorted = settlements.sort(
    (a, b) => (a.version ?? Infinity) - (b.version ?? Infinity) || (a.id < b.id ? -1 : 1),
  );
  const versions = await Promise.all(
    sorted.map(async (row, i) => ({
      row,
      signatures: await rows(store, 'settlement_signatures')
        .where('settlement_id')
        .equals(row.id)
        .toArray(),
      disputes: await rows(store, 'disputes').where('settlement_id').equals(row.id).toArray(),
      number: row.version ?? i + 1,
    })),
  );
  return versions.reverse();
}

async function moneyOf(store: OrganizationStore, showId: string): Promise<ShowMoney | undefined> {
  const show = await rows(store, 'shows').get(showId);
  if (!show) return undefined;
  const [[found], versions, venue] = await Promise.all([
    readShowMoney(store, [show]),
    versionsOf(store, { by: 'show_id', id: showId }),
    show.venue_id ? rows(store, 'venues').get(show.venue_id) : undefined,
  ]);
  return { show, venue, rows: found?.rows, versions };
}

export const observeShowMoney = (showId: string): Live<ShowMoney | undefined> =>
  observe((store) => moneyOf(store, showId));

const showsOf = async (
  store: OrganizationStore,
  ids: readonly string[],
): Promise<readonly Show[]> =>
  (await rows(store, 'shows').bulkGet([...ids])).filter((show) => show !== undefined);

async function showSubject(store: OrganizationStore, id: string): Promise<Subject | undefined> {
  const [show] = await showsOf(store, [id]);
  if (!show) return undefined;
  const venue = show.venue_id ? await rows(store, 'venues').get(show.venue_id) : undefined;
  return {
    by: 'show_id',
    id,
    title: show.title,
    date: show.date,
    place: [venue?.name, venue?.city ?? show.city].filter(Boolean).join(', '),
    tourId: show.tour_id,
    shows: [show],
  };
}

async function runSubject(
  store: OrganizationStore,
  id: string,
  row: Settlement,
): Promise<Subject | undefined> {
  const run = await rows(store, 'settlement_runs').get(id);
  if (!run) return undefined;
  const named = readShows(row.input);
  const shows = await showsOf(
    store,
    named.map((one) => one.show_id),
  );
  return {
    by: 'run_id',
    id,
    title: run.name,
    date: named.at(-1)?.date ?? row.created_at?.slice(0, 'YYYY-MM-DD'.length) ?? '',
    place: named.map(({ name }) => name).join(', '),
    tourId: run.tour_id,
    shows,
  };
}

function ofRow({ show_id, run_id }: Settlement): Of | undefined {
  if (show_id !== null) return { by: 'show_id', id: show_id };
  return run_id === null ? undefined : { by: 'run_id', id: run_id };
}

/** A version, and the show or the run that it is of. */
export const observeVersion = (
  id: string,
): Live<{ readonly subject: Subject; readonly version: Version } | undefined> =>
  observe(async (store) => {
    const row = await rows(store, 'settlements').get(id);
    const of = row && ofRow(row);
    if (!of) return undefined;
    // side by side: a live query sees what is read in one go
    const [subject, versions] = await Promise.all([
      of.by === 'show_id' ? showSubject(store, of.id) : runSubject(store, of.id, row),
      versionsOf(store, of),
    ]);
    const version = versions.find((one) => one.row.id === id);
    return subject && version && { subject, version };
  });

export const signatureOf = (row: SettlementSignature): Signature => ({
  party: row.party,
  name: row.name,
  job: row.job,
  hash: row.result_hash,
  // the server writes instants its own way; what was signed is what the device wrote
  signedAt: new Date(row.signed_at).toISOString(),
  publicKey: row.public_key ?? '',
  signature: row.signature ?? '',
  drawing: Array.isArray(row.drawing) ? (row.drawing as Signature['drawing']) : null,
});

/** Both sides have signed, on this device at least; the server's word follows. */
export const isSignedByBoth = ({ row, signatures }: Version): boolean =>
  ['signed', 'paid', 'amended'].includes(row.status) || signatures.length === 2;

/** How far it is; signed as soon as both signatures are on this device. */
export const statusOf = (version: Version): Settlement['status'] =>
  isSignedByBoth(version) && !['paid', 'amended'].includes(version.row.status)
    ? 'signed'
    : version.row.status;

/** What can still be put into: nobody has signed it. */
const openOf = (versions: readonly Version[]): Version | undefined =>
  versions.find((one) => !isSignedByBoth(one) && one.signatures.length === 0);

/** What the newest version holds as its input, while it waits to be signed. */
export const waitingIn = ([newest]: readonly Version[]): unknown =>
  newest && !['signed', 'paid', 'amended'].includes(newest.row.status)
    ? newest.row.input
    : undefined;

type Frozen = Partial<Omit<Rows['settlements'], 'id' | 'seq'>>;

/** A settlement with what the other side says, as it is kept: a show's or a run's. */
export interface Reckoned {
  readonly of: Of;
  /** what the other side is shown */
  readonly side: Side;
  readonly claims: readonly Claim[];
  readonly currency: string;
  /** what its row keeps as its input, these claims with it */
  readonly document: SettlementDocument | { readonly shows: readonly RunNight[] };
}

/** A show's, of what its rows come to. */
export const ofShow = (showId: string, document: SettlementDocument): Reckoned => ({
  of: { by: 'show_id', id: showId },
  side: { nights: [{ input: presentable(document.settlement), names: document.names }] },
  claims: document.claims,
  currency: document.settlement.currency ?? 'EUR',
  document,
});

/** A run's, of its shows as they were named for it; claims are kept with their night. */
export const ofRun = (
  runId: string,
  side: Side,
  shows: readonly Omit<RunNight, 'claims'>[],
  claims: readonly Claim[],
): Reckoned => ({
  of: { by: 'run_id', id: runId },
  side,
  claims,
  currency: side.run?.currency ?? 'EUR',
  document: {
    shows: shows.map((one, i) => ({ ...one, claims: claims.filter(({ show }) => show === i) })),
  },
});

/** The columns of what is worked out, with both sides of it; refused with the field that is wrong. */
async function frozen(
  reckoned: Reckoned,
): Promise<Outcome<{ readonly columns: Frozen; readonly both: Standing | undefined }>> {
  const { side, claims, currency, document } = reckoned;
  const settled = settleSide(figuresIn(side));
  if (!settled.ok) return settled;
  const { inputText, resultText, totals } = settled.value;
  const both = standing(side, settled.value, claims);
  const columns = {
    input: document,
    input_text: inputText,
    result_hash: await hashOf(inputText, resultText),
    currency,
    balance_minor: totals.balance,
    undisputed_minor: both.ok ? both.value.undisputed : null,
    engine: SETTLEMENT_VERSION,
  };
  return success({ columns, both: both.ok ? both.value : undefined });
}

type Named = Pick<Dispute, 'show_id' | 'line' | 'item'>;

/** The disputes of a version as its claims have them now. */
function disputesOf(
  id: string,
  { document }: Reckoned,
  both: Standing | undefined,
  known: readonly Dispute[],
): readonly Draft[] {
  const shows = 'shows' in document ? document.shows : [];
  const all = (both?.disputes ?? []).map(({ claim, ours, theirs }) => ({
    show_id: shows[claim.show]?.show_id ?? null,
    line: ours?.name ?? claim.record,
    item: claim.item,
    ours_minor: ours?.amount ?? null,
    theirs_minor: theirs?.amount ?? null,
    reason: claim.reason ?? null,
  }));
  const isSame = (a: Named, b: Named): boolean =>
    a.show_id === b.show_id && a.line === b.line && a.item === b.item;
  // two figures of one line, such as price and number, are one dispute
  const wanted = all.filter((one, i) => all.findIndex((other) => isSame(one, other)) === i);
  const open = known.filter(({ status }) => status === 'open');
  return [
    ...wanted
      .filter((one) => !open.some((other) => isSame(one, other)))
      .map((one) => insertion('disputes', { ...one, settlement_id: id })),
    ...open.flatMap((row) => {
      const now = wanted.find((one) => isSame(one, row));
      if (!now) return [change('disputes', row.id, { status: 'settled' })];
      const isChanged =
        now.ours_minor !== row.ours_minor ||
        now.theirs_minor !== row.theirs_minor ||
        now.reason !== row.reason;
      return isChanged ? [change('disputes', row.id, now)] : [];
    }),
  ];
}

/**
 * Writes what is worked out as a version: the unsigned one that there is, or a new one. Answers its
 * id. It is not undone by a toast: somebody may sign it meanwhile.
 */
async function put(label: string, reckoned: Reckoned, state: Frozen): Promise<Outcome<string>> {
  const { of, document, currency } = reckoned;
  const values = await frozen(reckoned);
  if (!values.ok && state.status === 'presented') return values;
  const { columns, both } = values.ok ? values.value : { columns: {}, both: undefined };
  let id = newId();
  const outcome = await writeForGood(label, async (store) => {
    const open = openOf(await versionsOf(store, of));
    id = open?.row.id ?? id;
    // their figures noted beside what was presented: that stands as it is
    const isAsPresented =
      open?.row.status === 'presented' && open.row.result_hash === columns.result_hash;
    const all = { ...columns, input: document, currency, ...(isAsPresented ? {} : state) };
    const row = open
      ? change('settlements', id, all)
      : insertion('settlements', { ...all, [of.by]: of.id }, id);
    return [row, ...disputesOf(id, reckoned, both, open?.disputes ?? [])];
  });
  return outcome.ok ? success(id) : outcome;
}

/** Keeps their figures beside ours. */
export const keepClaims = (reckoned: Reckoned): Promise<Outcome<string>> =>
  put('Their figures noted', reckoned, { status: 'calculated' });

/** Freezes the settlement and shows it to the other side. */
export const present = (reckoned: Reckoned, now: Date): Promise<Outcome<string>> =>
  put('Settlement presented', reckoned, {
    status: 'presented',
    presented_at: now.toISOString(),
  });

/** A new version of a signed settlement, with its reason; what it says is what stands now. */
export async function amend(signed: Version, reason: string): Promise<Outcome<string>> {
  const id = newId();
  const outcome = await writeForGood('Amendment begun', () =>
    Promise.resolve([
      insertion(
        'settlements',
        {
          show_id: signed.row.show_id,
          run_id: signed.row.run_id,
          status: 'draft',
          amends_id: signed.row.id,
          reason,
          input: signed.row.input,
          currency: signed.row.currency,
        },
        id,
      ),
    ]),
  );
  return outcome.ok ? success(id) : outcome;
}

/** The version that was not presented, or not signed, is given up. */
export const giveUp = ({ row }: Version): Promise<Outcome<void>> =>
  write('Version given up', () => Promise.resolve([removal('settlements', row.id)]));

/** Keeps a remark for the paper; empty for none. A signed version takes one, too. */
export const remark = ({ row }: Version, text: string): Promise<Outcome<void>> =>
  write('Remark kept', () =>
    Promise.resolve([change('settlements', row.id, { notes: text.trim() || null })]),
  );

const PLAYED_BEFORE = ['confirmed', 'advanced', 'played'];

/** Puts a side's signature under a version; with the second one its shows are settled. */
export const addSignature = (
  { shows }: Subject,
  { row, signatures }: Version,
  signature: Signature,
): Promise<Outcome<void>> => {
  if (signature.hash !== row.result_hash)
    return Promise.resolve(failure('invalid', 'This signature is for another result.'));
  if (signatures.some(({ party }) => party === signature.party))
    return Promise.resolve(failure('invalid', 'This side has signed already.'));
  const { party, name, job, hash, signedAt, publicKey, drawing } = signature;
  const isSecond = signatures.length === 1;
  return writeForGood(`Signed by ${name}`, () =>
    Promise.resolve([
      ...(row.status === 'agreed' || party === 'artist'
        ? []
        : [change('settlements', row.id, { status: 'agreed' })]),
      insertion('settlement_signatures', {
        settlement_id: row.id,
        party,
        name,
        job,
        result_hash: hash,
        signed_at: signedAt,
        public_key: publicKey,
        signature: signature.signature,
        drawing,
      }),
      ...shows
        .filter(({ status }) => isSecond && PLAYED_BEFORE.includes(status))
        .map(({ id }) => change('shows', id, { status: 'settled' })),
    ]),
  );
};

/** The balance changed hands: the settlement is paid, and the payment is noted. */
export const markPaid = (
  { by, tourId }: Subject,
  { row }: Version,
  method: Rows['payments']['method'],
  paidOn: string,
  now: Date,
): Promise<Outcome<void>> => {
  // before the server has said that it is signed there is no step back to that
  const writing = row.status === 'signed' ? write : writeForGood;
  return writing('Marked as paid', () => {
    const balance = row.balance_minor ?? 0;
    return Promise.resolve([
      change('settlements', row.id, { status: 'paid', paid_at: now.toISOString() }),
      ...(balance === 0
        ? []
        : [
            insertion('payments', {
              show_id: row.show_id,
              tour_id: by === 'run_id' ? tourId : null,
              settlement_id: row.id,
              direction: balance < 0 ? 'out' : 'in',
              kind: 'balance',
              amount_minor: Math.abs(balance),
              currency: row.currency,
              paid_on: paidOn,
              method,
            }),
          ]),
    ]);
  });
};
