// How far a map is moved and enlarged: what thumbs, wheels and keys do to it.

export interface MapView {
  readonly scale: number;
  /** of the map's own units */
  readonly x: number;
  readonly y: number;
}

export const whole: MapView = { scale: 1, x: 0, y: 0 };
export const SCALE_MAX = 24;

/** The land never leaves the frame by more than it is large. */
function kept({ scale, x, y }: MapView, width: number, height: number): MapView {
  const within = (value: number, size: number): number =>
    Math.min(size / 2, Math.max(size / 2 - size * scale, value));
  return { scale, x: within(x, width), y: within(y, height) };
}

/** Enlarges about a point that stays where it is. */
export function zoomed(
  view: MapView,
  by: number,
  at: readonly [number, number],
  [width, height]: readonly [number, number],
): MapView {
  const scale = Math.min(SCALE_MAX, Math.max(1, view.scale * by));
  const ratio = scale / view.scale;
  const [x, y] = at;
  const moved = { scale, x: x - (x - view.x) * ratio, y: y - (y - view.y) * ratio };
  return kept(moved, width, height);
}

export const panned = (
  view: MapView,
  [dx, dy]: readonly [number, number],
  [width, height]: readonly [number, number],
): MapView => kept({ ...view, x: view.x + dx, y: view.y + dy }, width, height);

/** A stop that wants its name beside it. */
export interface Label {
  /** the middle of the stop */
  readonly x: number;
  readonly y: number;
  readonly text: string;
}

/** On which side of its stop a label stands. */
export type Side = 'right' | 'left';

const LETTER = 7.2;
const LINE = 16;

const RADIUS = 14;
/** from the middle of a stop to its label */
export const LABEL_GAP = 19;

/**
 * On which side each label can stand within a frame of `width`, without touching one before it or
 * another's stop; the first win, and undefined has no room on either side.
 */
export function sidesOf(labels: readonly Label[], width: number): readonly (Side | undefined)[] {
  const taken = labels.map(({ x, y }) => ({ left: x - RADIUS, right: x + RADIUS, y }));
  const isFree = (left: number, right: number, y: number): boolean =>
    left >= 0 &&
    right <= width &&
    taken.every((one) => left > one.right || right < one.left || Math.abs(y - one.y) > LINE);
  return labels.map(({ x, y, text }) => {
    const long = text.length * LETTER;
    for (const side of ['right', 'left'] as const) {
      const left = side === 'right' ? x + LABEL_GAP : x - LABEL_GAP - long;
      if (!isFree(left, left + long, y)) continue;
      taken.push({ left, right: left + long, y });
      return side;
    }
    return undefined;
  });
}
