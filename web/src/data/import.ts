// Importing a tour from the file it lives in today: preview, then everything at once or nothing.
//
//   previewImport(bytes, { meanings?, dayOrder? }) → what would be created, and what is wrong where
//   runImport(preview, target) → one local transaction; one undo takes all of it back

import { dayNumber, newId } from '../lib/core';
import {
  readImport,
  type ColumnMeaning,
  type DayOrder,
  type ImportReading,
  type ImportRecord,
} from '../lib/core/import';
import { failure, success, type Outcome } from '../lib/outcome';
import { write, type Draft } from '../lib/records';
import { currentStore } from '../lib/session';
import { deviceZone, instantOf, isZone } from '../lib/zone';
import type { OrganizationStore } from '../lib/offline-storage';
import { BILLING_VALUES, SHOW_STATUS_VALUES, type Billing, type ShowStatus } from './rows.gen';
import { insertion, rows } from './tables';

export type {
  ColumnMeaning,
  DayOrder,
  ImportColumn,
  ImportReading,
  ImportRecord,
  RecordProblem,
} from '../lib/core/import';
export { COLUMN_WORDS, COLUMNS as COLUMN_MEANINGS } from '../lib/core-layout.gen';
export { takeSharedFile } from '../lib/shared-file';

/** What the user corrected in the preview. */
export interface ImportChoices {
  readonly meanings?: readonly ColumnMeaning[] | undefined;
  readonly dayOrder?: DayOrder | undefined;
}

/** A new tour of this name, or one that exists. */
export type ImportTarget =
  | {
      readonly kind: 'new';
      readonly name: string;
      readonly artist?: string;
      readonly currency: string;
    }
  | { readonly kind: 'existing'; readonly tourId: string };

export interface ImportSummary {
  readonly tourId: string;
  readonly shows: number;
  readonly days: number;
  readonly venues: number;
  readonly venuesReused: number;
}

/** Larger files are refused before they are read. */
export const IMPORT_BYTES_MAX = 4 * 1024 * 1024;

export async function previewImport(
  bytes: Uint8Array,
  choices: ImportChoices = {},
): Promise<Outcome<ImportReading>> {
  const store = currentStore();
  if (!store) return failure('no_organization', 'Open an organization first.');
  if (bytes.length > IMPORT_BYTES_MAX)
    return failure('too_large', 'This file is too large to import at once.');
  const organization = await rows(store, 'organizations').get(store.organizationId);
  const shows = await rows(store, 'shows').toArray();
  const venues = await rows(store, 'venues').bulkGet(shows.map(({ venue_id }) => venue_id ?? ''));
  return readImport(bytes, {
    meanings: choices.meanings,
    dayOrder: choices.dayOrder ?? 'guess',
    today: dayNumber(new Date().toISOString().slice(0, 10)) ?? 0,
    boundaryMinutes: boundaryOf(organization?.day_boundary),
    currency: organization?.default_currency ?? 'EUR',
    existing: shows.flatMap((show, i) => {
      const day = dayNumber(show.date);
      if (day === undefined) return [];
      return [{ day, venue: venues[i]?.name ?? '', city: show.city ?? '', title: show.title }];
    }),
  });
}

function boundaryOf(clock: string | undefined): number {
  const [hours = 6, minutes = 0] = (clock ?? '06:00').split(':').map(Number);
  return hours * 60 + minutes;
}

/** Creates what the preview marks as ready. */
export async function runImport(
  reading: ImportReading,
  target: ImportTarget,
): Promise<Outcome<ImportSummary>> {
  const ready = reading.records.filter(({ isReady, date }) => isReady && date !== undefined);
  if (ready.length === 0)
    return failure('nothing_to_import', 'No row of this file can be imported.');
  let summary: ImportSummary | undefined;
  const outcome = await write('Tour imported', async (store) => {
    const planned = await planImport(store, ready, target);
    summary = planned.summary;
    return planned.drafts;
  });
  if (!outcome.ok) return outcome;
  return summary ? success(summary) : failure('nothing_to_import', 'Nothing was imported.');
}

interface Planned {
  readonly drafts: readonly Draft[];
  readonly summary: ImportSummary;
}

async function planImport(
  store: OrganizationStore,
  ready: readonly ImportRecord[],
  target: ImportTarget,
): Promise<Planned> {
  const organization = await rows(store, 'organizations').get(store.organizationId);
  const zone = organization?.zone ?? deviceZone();
  const tourId = target.kind === 'existing' ? target.tourId : newId();
  const drafts: Draft[] = target.kind === 'new' ? [tourDraft(tourId, ready, target)] : [];
  const places = new VenuePlan(await rows(store, 'venues').toArray());
  for (const record of ready) {
    if (record.kind === 'show') drafts.push(...showDrafts(tourId, record, zone, places));
    else drafts.push(dayDraft(tourId, record, record.kind));
  }
  // parents first: a show's mutation refers to a venue that must be there
  const first = target.kind === 'new' ? 1 : 0;
  drafts.splice(first, 0, ...places.added);
  const shows = ready.filter(({ kind }) => kind === 'show').length;
  return {
    drafts,
    summary: {
      tourId,
      shows,
      days: ready.length - shows,
      venues: places.added.length,
      venuesReused: places.reused.size,
    },
  };
}

function tourDraft(
  id: string,
  ready: readonly ImportRecord[],
  { name, artist, currency }: Extract<ImportTarget, { kind: 'new' }>,
): Draft {
  const dates = ready.flatMap(({ date }) => (date === undefined ? [] : [date])).sort();
  return insertion(
    'tours',
    {
      name,
      currency,
      status: 'planned',
      artist: artist || null,
      starts_on: dates[0] ?? null,
      ends_on: dates.at(-1) ?? null,
    },
    id,
  );
}

function showDrafts(
  tourId: string,
  record: ImportRecord,
  zone: string,
  places: VenuePlan,
): Draft[] {
  const date = record.date ?? '';
  const own = isZone(record.zone) && record.zone !== '' ? record.zone : zone;
  const at = (minutes: number | undefined): string | null =>
    minutes === undefined ? null : instantOf(date, minutes, record.isUtc ? 'UTC' : own);
  const show = insertion('shows', {
    tour_id: tourId,
    venue_id: places.idOf(record),
    title: record.title || record.venue || record.city || 'Show',
    date,
    status: showStatus(record.status),
    ...billingOf(record.billing),
    city: record.city || null,
    country: record.country || null,
    zone: own,
    doors_at: at(record.doorsMinute),
    starts_at: at(record.startMinute),
    ends_at: at(record.endMinute),
    curfew_at: at(record.curfewMinute),
    capacity: record.capacity ?? null,
    notes: record.notes || null,
  });
  if (record.guaranteeMinor === undefined) return [show];
  return [
    show,
    insertion('show_financials', {
      show_id: show.id,
      currency: record.currency,
      guarantee_minor: record.guaranteeMinor,
    }),
  ];
}

function dayDraft(
  tourId: string,
  record: ImportRecord,
  kind: Exclude<ImportRecord['kind'], 'show'>,
): Draft {
  return insertion('days', {
    tour_id: tourId,
    kind,
    date: record.date ?? '',
    title: record.title || null,
    city: record.city || null,
    country: record.country || null,
    zone: isZone(record.zone) && record.zone !== '' ? record.zone : null,
    notes: record.notes || null,
  });
}

const showStatus = (text: string): ShowStatus =>
  SHOW_STATUS_VALUES.find((status) => status === text) ?? 'idea';

function billingOf(text: string): { billing?: Billing } {
  const billing = BILLING_VALUES.find((one) => one === text);
  return billing === undefined ? {} : { billing };
}

/** The venues that shows of an import use: known ones by name and city, the others to be added. */
class VenuePlan {
  readonly added: Draft[] = [];
  readonly reused = new Set<string>();
  readonly #ids = new Map<string, string>();
  readonly #known: ReadonlySet<string>;

  constructor(
    known: readonly { readonly id: string; readonly name: string; readonly city: string | null }[],
  ) {
    for (const { id, name, city } of known) this.#ids.set(keyOf(name, city ?? ''), id);
    this.#known = new Set(known.map(({ id }) => id));
  }

  idOf({ venue, city, country, address, zone, capacity }: ImportRecord): string | null {
    if (venue === '') return null;
    const key = keyOf(venue, city);
    const known = this.#ids.get(key);
    if (known !== undefined) {
      if (this.#known.has(known)) this.reused.add(known);
      return known;
    }
    const draft = insertion('venues', {
      name: venue,
      city: city || null,
      country: country || null,
      address: address || null,
      zone: isZone(zone) && zone !== '' ? zone : null,
      capacity: capacity ?? null,
    });
    this.added.push(draft);
    this.#ids.set(key, draft.id);
    return draft.id;
  }
}

const keyOf = (name: string, city: string): string =>
  `${name.trim().toLowerCase()}\n${city.trim().toLowerCase()}`;
