// Where a place opens on the map that the device prefers.

export interface Spot {
  readonly latitude: number | null;
  readonly longitude: number | null;
}

/** Coordinates where they are known, else a search for the words. */
export function mapLink(spot: Spot | undefined, words: string): string {
  const text = words.trim().replaceAll(/\s+/g, ' ');
  if (spot && spot.latitude !== null && spot.longitude !== null) {
    const at = `${spot.latitude},${spot.longitude}`;
    return `https://www.openstreetmap.org/?mlat=${spot.latitude}&mlon=${spot.longitude}#map=17/${at.replace(',', '/')}`;
  }
  return `https://www.openstreetmap.org/search?query=${encodeURIComponent(text)}`;
}
