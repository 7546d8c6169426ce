// The land as a flat map: reckoned once for each device, then only put where a map looks.

import type { Place } from '../../lib/core/plan';
import { countries } from './atlas';

/** Where a flat map's origin is drawn (0° N, 0° E), and how large a radian of longitude is. */
export interface Flat {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

/** A rectangle, from its left upper to its right lower corner. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A piece of land: x and y of each corner in turn, of a map of scale 1, y downwards. */
interface Piece {
  readonly corners: Float64Array;
  readonly box: Box;
}

const RADIAN = Math.PI / 180;
/** beyond, Mercator's map grows out of all bounds */
const LATITUDE_MAX = 85;

const across = (longitude: number): number => longitude * RADIAN;

function down(latitude: number): number {
  const within = Math.max(-LATITUDE_MAX, Math.min(LATITUDE_MAX, latitude));
  return -Math.log(Math.tan(Math.PI / 4 + (within * RADIAN) / 2));
}

/** Where a place is drawn. */
export const placed = ({ latitude, longitude }: Place, flat: Flat): readonly [number, number] => [
  flat.x + flat.scale * across(longitude),
  flat.y + flat.scale * down(latitude),
];

function pieceOf(ring: readonly (readonly number[])[]): Piece {
  const corners = new Float64Array(ring.length * 2);
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  ring.forEach(([longitude = 0, latitude = 0], i) => {
    const [x, y] = [across(longitude), down(latitude)];
    corners[2 * i] = x;
    corners[2 * i + 1] = y;
    box.left = Math.min(box.left, x);
    box.right = Math.max(box.right, x);
    box.top = Math.min(box.top, y);
    box.bottom = Math.max(box.bottom, y);
  });
  return { corners, box };
}

let pieces: readonly Piece[] | undefined;

const allPieces = (): readonly Piece[] =>
  (pieces ??= countries.features.flatMap(({ geometry }) => {
    const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
    return polygons.flat().map(pieceOf);
  }));

function outline({ corners }: Piece, { x, y, scale }: Flat): string {
  let path = 'M';
  for (let i = 0; i < corners.length; i += 2) {
    const [h, v] = [x + scale * (corners[i] ?? 0), y + scale * (corners[i + 1] ?? 0)];
    path += `${i === 0 ? '' : 'L'}${Math.round(h * 100) / 100} ${Math.round(v * 100) / 100}`;
  }
  return `${path}Z`;
}

/** The outlines of all land of which something is within `box`, as an SVG path. */
export function landWithin(box: Box, flat: Flat): string {
  const [left, right] = [(box.left - flat.x) / flat.scale, (box.right - flat.x) / flat.scale];
  const [top, bottom] = [(box.top - flat.y) / flat.scale, (box.bottom - flat.y) / flat.scale];
  return allPieces()
    .filter(
      (piece) =>
        piece.box.left <= right &&
        piece.box.right >= left &&
        piece.box.top <= bottom &&
        piece.box.bottom >= top,
    )
    .map((piece) => outline(piece, flat))
    .join('');
}
