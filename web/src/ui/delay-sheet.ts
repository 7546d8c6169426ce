// What "Running late" opens, wherever it is asked for: <delay-form>, which its host loads, and what
// becomes of its answer.

import { html, type TemplateResult } from 'lit';
import type { Lateness, Spread } from '../lib/delay';
import type { Outcome } from '../lib/outcome';
import { lateWords } from './delay-words';
import type { TimelineItem } from './time-line';
import { toast } from './toast-region';

/** How a day answers and takes a delay. */
export interface DelayWays<Day> {
  readonly plan: (day: Day, lateness: Lateness) => Outcome<Spread<TimelineItem>>;
  readonly write: (label: string, day: Day, lateness: Lateness) => Promise<Outcome<void>>;
  readonly done: () => void;
}

/** `late` is the item to begin with. */
export function delaySheet<Day extends { readonly items: readonly TimelineItem[] }>(
  day: Day,
  late: string,
  { plan, write, done }: DelayWays<Day>,
): TemplateResult {
  const apply = async ({ detail }: CustomEvent<Lateness>): Promise<void> => {
    const item = day.items.find(({ id }) => id === detail.late);
    const label = `${item?.title ?? 'Schedule'} ${lateWords(detail.minutes)}`;
    const outcome = await write(label, day, detail);
    if (outcome.ok) done();
    else toast(outcome.problem.message);
  };
  return html`<delay-form
    .items=${day.items}
    .late=${late}
    .plan=${(lateness: Lateness) => plan(day, lateness)}
    @apply=${apply}
  ></delay-form>`;
}
