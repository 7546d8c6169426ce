// The key times of a show from a form's clocks: they move with its date and its zone.

import { eveningInstant, knownZone } from '../../lib/night';

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

/** Every time where date or zone changed, else only the changed ones. */
export function timesOf(
  values: Texts,
  changed: Texts,
  organization: { readonly day_boundary: string; readonly zone: string },
): ShowTimes {
  const isMoved = 'date' in changed || 'zone' in changed;
  const zone = knownZone(values['zone'] || organization.zone);
  const result: ShowTimes = {};
  for (const [field, column] of times) {
    const text = values[field] ?? '';
    if (!(field in changed) && !(isMoved && text !== '')) continue;
    result[column] =
      text === ''
        ? null
        : eveningInstant(values['date'] ?? '', text, zone, organization.day_boundary);
  }
  return result;
}
