// Schedule templates: a usual day, turned into the times of a show, and a day kept as the usual one.

import { clockText, eveningInstant } from '../lib/night';
import { failure, type Outcome } from '../lib/outcome';
import { newId } from '../lib/core';
import type { Live } from '../lib/live';
import { write } from '../lib/records';
import { audienceOf, everybody, type Audience } from './audience';
import { resource } from './resource';
import {
  SCHEDULE_KIND_VALUES,
  TEAM_VALUES,
  VISIBILITY_VALUES,
  type Rows,
  type ScheduleKind,
  type VenueKind,
} from './rows.gen';
import type { ScheduleItem } from './schedule';
import { insertion, observe, rows, type Local, type Values } from './tables';

export type ScheduleTemplate = Local<Rows['schedule_templates']>;

export const templates = resource<'schedule_templates', 'name' | 'items'>(
  'schedule_templates',
  'Template',
  (a, b) => a.name.localeCompare(b.name),
);

/** One line of a template: at a time of its own, or so many minutes after another line begins. */
export interface TemplateLine {
  readonly kind: ScheduleKind;
  readonly title: string;
  /** "19:00"; before the day boundary it is after midnight */
  readonly at?: string;
  /** the line that it follows, from 0 */
  readonly after?: number;
  readonly offset_minutes?: number;
  readonly minutes?: number;
  readonly place?: string;
  readonly is_hard?: boolean;
  readonly is_critical?: boolean;
  readonly visibility?: Audience['visibility'];
  readonly teams?: Audience['teams'];
}

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

/** A time that a template would give. */
export interface TemplateTime extends Values<'schedule_items'> {
  readonly id: string;
  readonly kind: ScheduleKind;
  readonly title: string;
  readonly starts_at: string;
  readonly zone: string;
}

/** Those of the tour and of the kind of house first, then the others. */
export const observeTemplatesFor = (
  tourId: string | null,
  venueKind: VenueKind | null,
): Live<readonly ScheduleTemplate[]> =>
  observe(async (store) => {
    const all = await rows(store, 'schedule_templates').toArray();
    const rank = (one: ScheduleTemplate): number =>
      (one.tour_id !== null && one.tour_id === tourId ? 0 : 2) +
      (one.venue_kind !== null && one.venue_kind === venueKind ? 0 : 1);
    return all
      .filter(({ tour_id }) => tour_id === null || tour_id === tourId)
      .sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name));
  });

const valueOf = (one: unknown, name: string): unknown =>
  typeof one === 'object' && one !== null
    ? Object.entries(one).find(([key]) => key === name)?.[1]
    : undefined;
const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : undefined;
const wholeOf = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isInteger(value) ? value : undefined;

/** The lines of a template as it is stored; what cannot be one is left out. */
export function linesOf(items: unknown): readonly TemplateLine[] {
  if (!Array.isArray(items)) return [];
  return items.flatMap((one: unknown): TemplateLine[] => {
    const kind = SCHEDULE_KIND_VALUES.find((value) => value === valueOf(one, 'kind'));
    const [title, at, place] = ['title', 'at', 'place'].map((name) => textOf(valueOf(one, name)));
    const [after, offset, minutes] = ['after', 'offset_minutes', 'minutes'].map((name) =>
      wholeOf(valueOf(one, name)),
    );
    const visibility = VISIBILITY_VALUES.find((value) => value === valueOf(one, 'visibility'));
    const named = valueOf(one, 'teams');
    if (!kind || !title || (at === undefined && after === undefined)) return [];
    return [
      {
        kind,
        title,
        ...(at === undefined ? {} : { at }),
        ...(after === undefined ? {} : { after, offset_minutes: offset ?? 0 }),
        ...(minutes === undefined ? {} : { minutes }),
        ...(place ? { place } : {}),
        is_hard: valueOf(one, 'is_hard') === true,
        is_critical: valueOf(one, 'is_critical') === true,
        ...(visibility ? { visibility } : {}),
        ...(Array.isArray(named)
          ? { teams: TEAM_VALUES.filter((team) => named.includes(team)) }
          : {}),
      },
    ];
  });
}

const later = (instant: string, minutes: number): string =>
  new Date(Date.parse(instant) + minutes * 60_000).toISOString();

/** When a line begins: doors and curfew as they are known, else where the template puts it. */
function startOf(
  line: TemplateLine,
  day: TemplateDay,
  base: string | undefined,
): string | undefined {
  const at = (clock: string): string => eveningInstant(day.date, clock, day.zone, day.boundary);
  if (line.kind === 'doors' && day.doorsAt) return day.doorsAt;
  if (line.kind === 'curfew') {
    if (day.curfewAt) return day.curfewAt;
    if (day.curfew) return at(day.curfew);
  }
  if (line.after !== undefined) return base && later(base, line.offset_minutes ?? 0);
  return line.at && /^\d\d:\d\d$/.test(line.at) ? at(line.at) : undefined;
}

/** The times that the template gives on this day, linked as its lines are. */
export function timesOfTemplate(
  template: Pick<ScheduleTemplate, 'name' | 'items'>,
  day: TemplateDay,
  idOf: () => string = newId,
): readonly TemplateTime[] {
  const made: (TemplateTime | undefined)[] = [];
  for (const line of linesOf(template.items)) {
    // a line follows one before it, so that no links run in a circle
    const base = line.after === undefined ? undefined : made[line.after];
    const starts_at = startOf(line, day, base?.starts_at);
    made.push(
      starts_at === undefined
        ? undefined
        : timeOf(line, day, base, starts_at, template.name, idOf()),
    );
  }
  return made.filter((one) => one !== undefined);
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
      ? {
          after_id: base.id,
          offset_minutes: Math.round((Date.parse(starts_at) - Date.parse(base.starts_at)) / 60_000),
        }
      : {}),
    ...everybody,
    ...(line.visibility ? { visibility: line.visibility } : {}),
    ...(line.teams ? { teams: line.teams } : {}),
  };
}

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
 * The template's times that the day does not have yet: of a kind that there is one of, the first line
 * is the first item, whatever it is called.
 */
export function missingTimes(
  times: readonly TemplateTime[],
  schedule: readonly Pick<ScheduleItem, 'id' | 'kind' | 'title'>[],
): readonly TemplateTime[] {
  const rest = [...schedule];
  const known = ({ kind, title }: TemplateTime): string | undefined => {
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
  template: ScheduleTemplate,
  day: TemplateDay,
  schedule: readonly ScheduleItem[],
): Promise<Outcome<void>> =>
  write(`${template.name} laid on the day`, () => {
    const times = missingTimes(timesOfTemplate(template, day), schedule);
    if (times.length === 0)
      return Promise.resolve(failure('invalid', 'The day has all of these times already.').problem);
    return Promise.resolve(
      times.map(({ id, ...values }) => insertion('schedule_items', values, id)),
    );
  });

/** A day's times as lines of a template: links stay links, people do not come along. */
export function templateOf(schedule: readonly ScheduleItem[]): readonly TemplateLine[] {
  const sorted = inOrder(schedule);
  const place = new Map(sorted.map(({ id }, i) => [id, i]));
  return sorted.map((item) => {
    const after = item.after_id ? place.get(item.after_id) : undefined;
    const base = after === undefined ? undefined : sorted[after];
    const { visibility, teams } = audienceOf(item);
    return {
      kind: item.kind,
      title: item.title,
      ...(after === undefined || !base
        ? { at: clockText(item.starts_at, item.zone) }
        : { after, offset_minutes: minutesBetween(base.starts_at, item.starts_at) }),
      ...(item.ends_at ? { minutes: minutesBetween(item.starts_at, item.ends_at) } : {}),
      ...(item.place ? { place: item.place } : {}),
      ...(item.is_hard ? { is_hard: true } : {}),
      ...(item.is_critical ? { is_critical: true } : {}),
      ...(visibility === 'everyone' ? {} : { visibility, teams }),
    };
  });
}

/** By time, and each after the one that it follows. */
function inOrder(schedule: readonly ScheduleItem[]): readonly ScheduleItem[] {
  const rest = [...schedule].sort((a, b) => Date.parse(a.starts_at) - Date.parse(b.starts_at));
  const done: ScheduleItem[] = [];
  while (rest.length > 0) {
    const i = rest.findIndex(({ after_id }) => !rest.some(({ id }) => id === after_id));
    done.push(...rest.splice(Math.max(0, i), 1));
  }
  return done;
}

const minutesBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / 60_000);
