// Where a place opens on the map that the device prefers.

const map = 'https://www.openstreetmap.org';

export interface Spot {
  readonly latitude: number | null;
  readonly longitude: number | null;
}

/** Coordinates where they are known, else a search for the words. */
export function mapLink(spot: Spot | undefined, words: string): string {
  const text = words.trim().replaceAll(/\s+/g, ' ');
  if (spot && spot.latitude !== null && spot.longitude !== null) {
    const { latitude, longitude } = spot;
    return `${map}/?mlat=${latitude}&mlon=${longitude}#map=17/${latitude}/${longitude}`;
  }
  return `${map}/search?query=${encodeURIComponent(text)}`;
}
