// Schedule templates: a usual day, turned into the times of a show, and a day kept as the usual one.

import { idOfName } from '../lib/named-id';
import { clockText, eveningInstant } from '../lib/night';
import { failure, type Outcome } from '../lib/outcome';
import type { Live } from '../lib/live';
import { write } from '../lib/records';
import { audienceOf, audienceWords } from './audience';
import { isAfterMidnight, type EveningItem } from './evening';
import { resource } from './resource';
import type { Rows, ScheduleKind, VenueKind } from './rows.gen';
import type { ScheduleItem } from './schedule';
import { change, insertion, observe, rows, type Local, type Values } from './tables';
import { itemsOf, linesOf, type TemplateLine, type TemplateLines } from './template-lines';

export type ScheduleTemplate = Local<Rows['schedule_templates']>;

export const templates = resource<'schedule_templates', 'name' | 'items'>(
  'schedule_templates',
  'Template',
  (a, b) => a.name.localeCompare(b.name),
);

/** The day that a template is laid on. */
export interface TemplateDay {
  readonly date: string;
  readonly zone: string;
  readonly boundary: string;
  readonly showId: string | null;
  readonly dayId: string | null;
  /** what is known of the evening already, and goes before the template's own times */
  readonly doorsAt: string | null;
  readonly curfewAt: string | null;
  /** "23:00", the house's usual one */
  readonly curfew: string | null;
}

/** A day on which no clock is changed and nothing is known. */
const anyDay = {
  date: '2026-01-01',
  zone: 'UTC',
  showId: null,
  dayId: null,
  doorsAt: null,
  curfewAt: null,
  curfew: null,
} as const;

/** A time that a template would give. */
export interface TemplateTime extends Values<'schedule_items'> {
  readonly id: string;
  readonly kind: ScheduleKind;
  readonly title: string;
  readonly starts_at: string;
  readonly zone: string;
}

/** A template with the times that it would give on a day. */
export interface LayableTemplate {
  readonly template: ScheduleTemplate;
  readonly times: readonly TemplateTime[];
}

/** Those of the tour and of the kind of house first, then the others. */
export const observeTemplatesFor = (
  tourId: string | null,
  venueKind: VenueKind | null,
  day: TemplateDay,
): Live<readonly LayableTemplate[]> =>
  observe(async (store) => {
    const all = await rows(store, 'schedule_templates').toArray();
    const rank = (one: ScheduleTemplate): number =>
      (one.tour_id !== null && one.tour_id === tourId ? 0 : 2) +
      (one.venue_kind !== null && one.venue_kind === venueKind ? 0 : 1);
    const sorted = all
      .filter(({ tour_id }) => tour_id === null || tour_id === tourId)
      .sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name));
    return Promise.all(
      sorted.map(async (template) => ({ template, times: await laidTimes(template, day) })),
    );
  });

const later = (instant: string, minutes: number): string =>
  new Date(Date.parse(instant) + minutes * 60_000).toISOString();

/** When a line begins: doors and curfew as they are known, else where the template puts it. */
function startOf(
  line: TemplateLine,
  day: TemplateDay,
  base: TemplateTime | undefined,
): string | undefined {
  const at = (clock: string): string => eveningInstant(day.date, clock, day.zone, day.boundary);
  if (line.kind === 'doors' && day.doorsAt) return day.doorsAt;
  if (line.kind === 'curfew') {
    if (day.curfewAt) return day.curfewAt;
    if (day.curfew) return at(day.curfew);
  }
  if (line.follows !== undefined) return base && later(base.starts_at, line.offset_minutes ?? 0);
  return line.at === undefined ? undefined : at(line.at);
}

/** The times that the template gives on this day, linked as its lines are. */
export function timesOfTemplate(
  template: Pick<ScheduleTemplate, 'name' | 'items'>,
  day: TemplateDay,
  idOf: (key: string) => string,
): readonly TemplateTime[] {
  const made = new Map<string, TemplateTime>();
  for (const line of linesOf(template.items)) {
    const base = made.get(line.follows ?? '');
    const starts_at = startOf(line, day, base);
    if (starts_at !== undefined)
      made.set(line.key, timeOf(line, day, base, starts_at, template.name, idOf(line.key)));
  }
  return [...made.values()];
}

/** The same as rows: whoever lays the template on the day makes the same ones. */
export async function laidTimes(
  template: Pick<ScheduleTemplate, 'id' | 'name' | 'items'>,
  day: TemplateDay,
): Promise<readonly TemplateTime[]> {
  const date = day.showId ?? day.dayId ?? '';
  const ids = await Promise.all(
    linesOf(template.items).map(
      async ({ key }) => [key, await idOfName(template.id, `${date}/${key}`)] as const,
    ),
  );
  const known = new Map(ids);
  return timesOfTemplate(template, day, (key) => known.get(key) ?? key);
}

function timeOf(
  line: TemplateLine,
  day: TemplateDay,
  base: TemplateTime | undefined,
  starts_at: string,
  template: string,
  id: string,
): TemplateTime {
  return {
    id,
    kind: line.kind,
    title: line.title,
    starts_at,
    ends_at: line.minutes ? later(starts_at, line.minutes) : null,
    zone: day.zone,
    show_id: day.showId,
    day_id: day.dayId,
    place: line.place ?? null,
    is_hard: line.is_hard ?? false,
    is_critical: line.is_critical ?? false,
    template,
    ...(base
      ? { after_id: base.id, offset_minutes: minutesBetween(base.starts_at, starts_at) }
      : {}),
    ...audienceOf(line),
  };
}

/** The template as an evening of its own, whose clocks are its own; an item's id is its line's key. */
export function eveningOfTemplate(
  template: ScheduleTemplate,
  boundary: string,
): readonly EveningItem[] {
  const lines = new Map(linesOf(template.items).map((line) => [line.key, line]));
  const times = timesOfTemplate(template, { ...anyDay, boundary }, (key) => key);
  return times
    .map((time) => ({
      id: time.id,
      kind: time.kind,
      startsAt: time.starts_at,
      endsAt: time.ends_at ?? null,
      zone: time.zone,
      title: time.title,
      place: time.place ?? '',
      detail: [
        linkWords(time.offset_minutes ?? 0, lines.get(time.after_id ?? '')),
        audienceWords(time),
        time.place,
      ]
        .filter(Boolean)
        .join(' · '),
      isHard: time.is_hard === true || time.kind === 'curfew',
      isConfirmed: true,
      isAfterMidnight: isAfterMidnight(time.starts_at, time.zone, anyDay.date),
      sync: 'synced' as const,
    }))
    .sort((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt));
}

const linkWords = (offset: number, leader: TemplateLine | undefined): string =>
  leader === undefined
    ? ''
    : offset === 0
      ? `with ${leader.title}`
      : `${Math.abs(offset)} min ${offset < 0 ? 'before' : 'after'} ${leader.title}`;

/** Kinds that a day has several of, told apart by their titles. */
const SEVERAL: ReadonlySet<ScheduleKind> = new Set<ScheduleKind>([
  'call',
  'meal',
  'press',
  'travel',
  'hotel',
  'other',
]);

/**
 * The template's times that the day does not have yet: what came from the same line, whatever became of
 * it; else of a kind that there is one of, the first line is the first item, whatever it is called.
 */
export function missingTimes(
  times: readonly TemplateTime[],
  schedule: readonly Pick<ScheduleItem, 'id' | 'kind' | 'title'>[],
): readonly TemplateTime[] {
  const laid = new Set(times.map(({ id }) => id));
  const here = new Set(schedule.map(({ id }) => id));
  const rest = schedule.filter(({ id }) => !laid.has(id));
  const known = ({ id, kind, title }: TemplateTime): string | undefined => {
    if (here.has(id)) return id;
    const i = rest.findIndex(
      (one) => one.kind === kind && (!SEVERAL.has(kind) || one.title === title),
    );
    return i < 0 ? undefined : rest.splice(i, 1)[0]?.id;
  };
  const instead = new Map(times.map((time) => [time.id, known(time)]));
  return times
    .filter((time) => instead.get(time.id) === undefined)
    .map((time) =>
      time.after_id ? { ...time, after_id: instead.get(time.after_id) ?? time.after_id } : time,
    );
}

/** Adds what a template would bring and the day has not: one write, one undo. */
export const applyTemplate = (
  { template, times: all }: LayableTemplate,
  schedule: readonly ScheduleItem[],
): Promise<Outcome<void>> =>
  write(`${template.name} laid on the day`, async (store) => {
    const times = missingTimes(all, schedule);
    if (times.length === 0)
      return failure('invalid', 'The day has all of these times already.').problem;
    const people = new Set(await rows(store, 'people').toCollection().primaryKeys());
    return times.map(({ id, person_ids, ...values }) =>
      insertion(
        'schedule_items',
        { ...values, person_ids: (person_ids ?? []).filter((one) => people.has(one)) },
        id,
      ),
    );
  });

/** Changes the lines as they are when it is written. */
export const changeLines = (
  id: string,
  made: (lines: TemplateLines) => TemplateLines,
): Promise<Outcome<void>> =>
  write('Template changed', async (store) => {
    const template = await rows(store, 'schedule_templates').get(id);
    if (!template) return failure('gone', 'This template was deleted meanwhile.').problem;
    const items = itemsOf(made(linesOf(template.items)));
    return [change('schedule_templates', id, { items })];
  });

/** A day's times as lines of a template: links stay links. */
export function templateOf(schedule: readonly ScheduleItem[]): readonly unknown[] {
  const byTime = [...schedule].sort((a, b) => Date.parse(a.starts_at) - Date.parse(b.starts_at));
  return itemsOf(byTime.map((item, i) => lineOf(item, i, byTime)));
}

function lineOf(item: ScheduleItem, place: number, all: readonly ScheduleItem[]): TemplateLine {
  const leader = all.findIndex(({ id }) => id === item.after_id);
  const base = all[leader];
  const { visibility, teams, person_ids } = audienceOf(item);
  return {
    key: String(place),
    kind: item.kind,
    title: item.title,
    ...(base
      ? { follows: String(leader), offset_minutes: minutesBetween(base.starts_at, item.starts_at) }
      : { at: clockText(item.starts_at, item.zone) }),
    ...(item.ends_at ? { minutes: minutesBetween(item.starts_at, item.ends_at) } : {}),
    ...(item.place ? { place: item.place } : {}),
    ...(item.is_hard ? { is_hard: true } : {}),
    ...(item.is_critical ? { is_critical: true } : {}),
    ...(visibility === 'everyone' ? {} : { visibility, teams, person_ids }),
  };
}

const minutesBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / 60_000);
