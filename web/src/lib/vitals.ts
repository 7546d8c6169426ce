// How fast the app felt on this device: kept here, in a small ring, shown in the settings. Never
// sent.

import { LiveValue, type Live } from './live';

export interface Vital {
  readonly name:
    | 'first-contentful-paint'
    | 'largest-contentful-paint'
    | 'layout-shift'
    | 'slow-input'
    | 'long-task';
  /** ms; for layout-shift the score */
  readonly value: number;
  readonly path: string;
  readonly at: number;
}

const KEPT_MAX = 50;
const SLOW_INPUT_MS = 200;
const vitals = new LiveValue<readonly Vital[]>([]);

/** The newest measurements, oldest first. */
export const observeVitals = (): Live<readonly Vital[]> => vitals;

function record(name: Vital['name'], value: number): void {
  const vital = {
    name,
    value: Math.round(value * 1000) / 1000,
    path: location.pathname,
    at: Date.now(),
  };
  vitals.set([...vitals.value, vital].slice(-KEPT_MAX));
}

export function measureVitals(): void {
  watch('paint', (entry) => {
    if (entry.name === 'first-contentful-paint') record('first-contentful-paint', entry.startTime);
  });
  watch('largest-contentful-paint', (entry) => record('largest-contentful-paint', entry.startTime));
  watch('event', (entry) => {
    if (entry.duration >= SLOW_INPUT_MS) record('slow-input', entry.duration);
  });
  watch('longtask', (entry) => record('long-task', entry.duration));
  watch('layout-shift', (entry) => {
    const score: unknown = Reflect.get(entry, 'value');
    if (typeof score === 'number' && Reflect.get(entry, 'hadRecentInput') !== true)
      record('layout-shift', score);
  });
}

function watch(type: string, use: (entry: PerformanceEntry) => void): void {
  if (!PerformanceObserver.supportedEntryTypes.includes(type)) return;
  const observer = new PerformanceObserver((list) => list.getEntries().forEach(use));
  observer.observe({ type, buffered: true });
}
