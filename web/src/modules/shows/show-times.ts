// The key times of a show from a form's clocks: they move with its date and its zone.

import { eveningInstant, knownZone } from '../../lib/night';
import { endOf } from './item-times';

type Texts = Readonly<Record<string, string>>;

export interface ShowTimes {
  doors_at?: string | null;
  starts_at?: string | null;
  ends_at?: string | null;
  curfew_at?: string | null;
}

const times = [
  ['doors', 'doors_at'],
  ['starts', 'starts_at'],
  ['ends', 'ends_at'],
  ['curfew', 'curfew_at'],
] as const;

interface Home {
  readonly day_boundary: string;
  readonly zone: string;
}

const instantIn = (text: string, values: Texts, { day_boundary, zone }: Home): string =>
  eveningInstant(values['date'] ?? '', text, knownZone(values['zone'] || zone), day_boundary);

/** When it is over: past the day boundary, too, where it begins before; undefined for a slip. */
function overAt(values: Texts, home: Home): string | undefined {
  const { starts = '', ends = '' } = values;
  const over = instantIn(ends, values, home);
  return starts === '' ? over : endOf(over, instantIn(starts, values, home));
}

/** Whether it would be over before it begins. */
export const isOverTooSoon = (values: Texts, home: Home): boolean =>
  (values['ends'] ?? '') !== '' && overAt(values, home) === undefined;

/** Every time where date or zone changed, else only the changed ones. */
export function timesOf(values: Texts, changed: Texts, home: Home): ShowTimes {
  const isMoved = 'date' in changed || 'zone' in changed;
  const result: ShowTimes = {};
  for (const [field, column] of times) {
    const text = values[field] ?? '';
    if (!(field in changed) && !(isMoved && text !== '')) continue;
    const at = field === 'ends' ? overAt : (): string => instantIn(text, values, home);
    result[column] = text === '' ? null : (at(values, home) ?? null);
  }
  return result;
}
