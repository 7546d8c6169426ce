// Reports of a tour: made from this device's rows, live, or fetched from the server as a file.

import { ask } from '../lib/account';
import type { Action, Resource } from '../lib/core';
import { REPORTS } from '../lib/core-report.gen';
import {
  loadReports,
  makeReport,
  reportText,
  type Report,
  type ReportInput,
  type ReportSlug,
  type ReportSource,
} from '../lib/core/report';
import type { Live } from '../lib/live';
import type { OrganizationStore } from '../lib/offline-storage';
import { done, failure, success, type Outcome } from '../lib/outcome';
import { can } from '../lib/session';
import { countsAsShow, Entries, type ReportRows, type ReportScope } from './report-entries';
import { figures, observe, rows, rowsWith, type Local } from './tables';
import type { Rows, TableName } from './rows.gen';

export type {
  Report,
  ReportColumn,
  ReportRow,
  ReportSection,
  ReportSlug,
} from '../lib/core/report';
export type { ReportScope } from './report-entries';

export type FileFormat = 'csv' | 'xlsx' | 'pdf';

const rightOf: Readonly<Record<ReportSource, Resource>> = {
  show: 'shows',
  guarantee: 'finance',
  settlement: 'finance',
  commission: 'finance',
  expense: 'expenses',
  per_diem: 'payroll',
  budget: 'finance',
  income: 'finance',
  tier: 'finance',
  run: 'finance',
  run_show: 'finance',
};

const READ: Action = 'read';

/** The reports of which the user may read everything, as the server has it, too. */
export const readableReports = (): readonly (typeof REPORTS)[number][] =>
  REPORTS.filter(({ sources }) => sources.every((source) => can(rightOf[source], READ, '')));

const sourcesOf = (report: ReportSlug): readonly ReportSource[] =>
  REPORTS.find(({ slug }) => slug === report)?.sources ?? [];

type OfShow = 'deals' | 'show_financials' | 'settlements' | 'ticket_tiers';

async function rowsFor(
  store: OrganizationStore,
  report: ReportSlug,
  scope: ReportScope,
): Promise<ReportRows> {
  const sources = new Set<string>(sourcesOf(report));
  const needs = (...names: readonly ReportSource[]): boolean =>
    names.some((name) => sources.has(name));
  type Found<K extends TableName> = Promise<readonly Local<Rows[K]>[]>;
  const isOfTour = ({ tour_id }: { readonly tour_id: string | null }): boolean =>
    tour_id === scope.tourId;
  const whole = async <K extends TableName>(table: K, isNeeded: boolean): Found<K> =>
    isNeeded ? await rows(store, table).toArray() : [];
  const [tour, organization, all, expenses, perDiems, budget, ...others] = await Promise.all([
    rows(store, 'tours').get(scope.tourId),
    rows(store, 'organizations').get(store.organizationId),
    rows(store, 'shows').where('tour_id').equals(scope.tourId).toArray(),
    needs('expense') ? figures(store, 'expenses') : [],
    needs('per_diem') ? figures(store, 'per_diems') : [],
    needs('budget')
      ? rows(store, 'budget_lines').where('tour_id').equals(scope.tourId).toArray()
      : [],
    whole('commissions', needs('commission')),
    whole('people', needs('per_diem')),
    whole('payments', needs('income')),
    whole('settlement_runs', needs('run')),
    needs('run') ? rows(store, 'settlements').where('run_id').above('').toArray() : [],
  ]);
  const [commissions, people, payments, runs, versions] = others;
  const shows = all
    .filter((show) => countsAsShow(show, scope))
    .sort((a, b) => (a.date === b.date ? (a.id < b.id ? -1 : 1) : a.date < b.date ? -1 : 1));
  const ids = shows.map(({ id }) => id);
  const ofShows = async <K extends OfShow>(table: K, isNeeded: boolean): Found<K> =>
    isNeeded ? await rowsWith(store, table, 'show_id', ids) : [];
  const [deals, financials, settlements, tiers] = await Promise.all([
    ofShows('deals', needs('guarantee', 'commission', 'tier')),
    ofShows('show_financials', needs('guarantee')),
    ofShows('settlements', needs('settlement')),
    ofShows('ticket_tiers', needs('tier')),
  ]);
  const base = tour?.currency ?? organization?.default_currency ?? 'EUR';
  return {
    base,
    shows,
    deals,
    financials,
    settlements,
    tiers,
    expenses: expenses.filter(isOfTour),
    perDiems: perDiems.filter(isOfTour),
    budget,
    commissions,
    people,
    payments,
    runs: runs.map((run) => ({
      run,
      versions: versions.filter(({ run_id }) => run_id === run.id),
    })),
  };
}

async function inputOf(
  store: OrganizationStore,
  report: ReportSlug,
  scope: ReportScope,
): Promise<ReportInput> {
  const found = await rowsFor(store, report, scope);
  const entries = new Entries(found, scope);
  for (const source of sourcesOf(report)) entries.add(source);
  return { report, currency: found.base, entries: entries.sheet, texts: entries.texts };
}

/** A report with what it takes to save it. */
export interface MadeReport {
  readonly input: ReportInput;
  readonly report: Outcome<Report>;
}

/** Whether core's part for reports is here, or why not; rows are read meanwhile. */
const arrived = (): Promise<Outcome<void>> =>
  loadReports().then(
    () => done,
    () => failure('not_loaded', 'What reports need could not be loaded. Open this page again.'),
  );

/** The report as this device has it, live. */
export const observeReport = (slug: ReportSlug, scope: ReportScope): Live<MadeReport> =>
  observe(async (store) => {
    const part = arrived();
    const input = await inputOf(store, slug, scope);
    const isHere = await part;
    return { input, report: isHere.ok ? makeReport(input) : isHere };
  });

// whoever loads this makes reports: the first one does not wait for it
void arrived();

/** CSV from what this device has, for spreadsheets: with the mark that tells them it is UTF-8. */
export function csvOf({ input }: MadeReport): Outcome<string> {
  const text = reportText(input, 'csv');
  return text.ok ? success(`\uFEFF${text.value}`) : text;
}

/** The server's file; needs a connection. */
export async function fetchReport(
  slug: ReportSlug,
  { tourId, showId, from, to }: ReportScope,
  format: FileFormat,
): Promise<Outcome<Blob>> {
  const words = new URLSearchParams({ tour_id: tourId, format });
  for (const [name, value] of Object.entries({ show_id: showId, from, to }))
    if (value !== undefined) words.set(name, value);
  const answer = await ask(`/api/reports/${slug}?${words.toString()}`, { as: 'blob' });
  if (!answer.ok) return answer;
  return answer.value instanceof Blob
    ? success(answer.value)
    : failure('bad_answer', 'The server answered something unexpected.');
}
