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

export interface Label {
  readonly x: number;
  readonly y: number;
  readonly text: string;
}

const LETTER = 7.2;
const LINE = 16;

const RADIUS = 14;
/** from the middle of a stop to its label */
export const LABEL_GAP = 19;

/** Which labels can stand without touching one before them, or another's stop; the first win. */
export function withRoom(labels: readonly Label[]): readonly boolean[] {
  const taken = labels.map(({ x, y }) => ({ x: x - LABEL_GAP - RADIUS, y, width: 2 * RADIUS }));
  return labels.map(({ x, y, text }) => {
    const width = text.length * LETTER;
    const isFree = taken.every(
      (one) => x > one.x + one.width || x + width < one.x || Math.abs(y - one.y) > LINE,
    );
    if (isFree) taken.push({ x, y, width });
    return isFree;
  });
}
