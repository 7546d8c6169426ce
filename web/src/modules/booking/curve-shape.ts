// A chart's geometry: where a value lies, round numbers for its axis, lines as paths.

export interface Scale {
  readonly from: number;
  readonly to: number;
  readonly start: number;
  readonly end: number;
}

/** Where a value lies between the ends of the scale. */
export const placeOf = ({ from, to, start, end }: Scale, value: number): number =>
  to === from ? start : start + ((value - from) / (to - from)) * (end - start);

const rounds = [1, 2, 2.5, 5, 10];

/** Round values that cover from … to in at most `most` steps, both ends included. */
export function ticksOf(from: number, to: number, most: number): readonly number[] {
  const span = Math.max(to - from, 1);
  const power = 10 ** Math.floor(Math.log10(span / most));
  const step = power * (rounds.find((round) => span / (power * round) <= most) ?? 10);
  const first = Math.floor(from / step);
  const last = Math.max(Math.ceil(to / step), first + 1);
  return Array.from({ length: last - first + 1 }, (_, i) => (first + i) * step);
}

/** "M1,2L3,4" with one decimal. */
export const pathOf = (points: readonly (readonly [x: number, y: number])[]): string =>
  points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${x.toFixed(1)},${y.toFixed(1)}`).join('');
