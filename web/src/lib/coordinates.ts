// Coordinates out of what people paste: two numbers, degrees and minutes, or the link of a map.

export interface Coordinates {
  readonly latitude: number;
  readonly longitude: number;
}

const LATITUDE_MAX = 90;
const LONGITUDE_MAX = 180;
const TEXT_MAX = 2000;
const number = String.raw`[+-]?\d{1,3}(?:\.\d+)?`;
const pair = String.raw`(${number})(?:,|%2C)\s*(${number})`;

/** The most exact first: a map's pin comes before the middle of what it shows. */
const inLinks: readonly RegExp[] = [
  new RegExp(String.raw`!3d(${number})!4d(${number})`),
  new RegExp(String.raw`[?&]mlat=(${number})&mlon=(${number})`),
  new RegExp(String.raw`[?&#](?:q|ll|sll|query|center|coordinate|destination|daddr)=${pair}`),
  new RegExp(String.raw`^geo:${pair}`),
  new RegExp(String.raw`@${pair}`),
  new RegExp(String.raw`#map=[\d.]+/(${number})/(${number})`),
];

const plain = new RegExp(String.raw`^\(?\s*(${number})°?\s*[,;\s]\s*(${number})°?\s*\)?$`);
/** The decimal comma, where something else parts the two. */
const withCommas = /^([+-]?\d{1,3},\d+)°?\s*[;\s]\s*([+-]?\d{1,3},\d+)°?$/;
const turned = String.raw`(\d{1,3})°\s*(?:(\d{1,2})['′]\s*)?(?:(\d{1,2}(?:[.,]\d+)?)["″]\s*)?`;
const degrees = new RegExp(String.raw`^${turned}([NS])[\s,;]*${turned}([EW])$`, 'i');

function checked(latitude: number, longitude: number): Coordinates | undefined {
  const isPlace = Math.abs(latitude) <= LATITUDE_MAX && Math.abs(longitude) <= LONGITUDE_MAX;
  return isPlace ? { latitude, longitude } : undefined;
}

function fromDegrees(parts: readonly (string | undefined)[], side: string): number {
  const [whole, minutes, seconds] = parts.map((part) => Number(part?.replace(',', '.') ?? 0));
  const value = (whole ?? 0) + (minutes ?? 0) / 60 + (seconds ?? 0) / 3600;
  return /[SW]/i.test(side) ? -value : value;
}

/** Undefined where no place can be read from it, as from a shortened link. */
export function readCoordinates(pasted: string): Coordinates | undefined {
  const text = pasted.trim().slice(0, TEXT_MAX);
  for (const form of [plain, withCommas, ...inLinks]) {
    const [, latitude, longitude] = form.exec(text) ?? [];
    if (latitude === undefined || longitude === undefined) continue;
    return checked(Number(latitude.replace(',', '.')), Number(longitude.replace(',', '.')));
  }
  const parts = degrees.exec(text);
  if (!parts) return undefined;
  const [, ...found] = parts;
  return checked(
    fromDegrees(found.slice(0, 3), found[3] ?? ''),
    fromDegrees(found.slice(4, 7), found[7] ?? ''),
  );
}

/** "52.52, 13.405", as it can be read again. */
export const coordinatesText = (latitude: number | null, longitude: number | null): string =>
  latitude === null || longitude === null ? '' : `${latitude}, ${longitude}`;
