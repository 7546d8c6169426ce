// The countries of the world in coarse outline, as they come with the app: what the map is drawn
// on, and where a country is when nothing more exact is known. Loaded with the first map.

import { geoArea, geoCentroid } from 'd3-geo';
import type { Feature, FeatureCollection, MultiPolygon, Polygon, Position } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import world from 'world-atlas/countries-110m.json';
import type { Place } from '../../lib/core/plan';

interface Countries {
  readonly [name: string]: GeometryCollection<{ readonly name: string }>;
}

const topology = world as unknown as Topology<Countries & { countries: Countries[string] }>;

export const countries: FeatureCollection<Polygon | MultiPolygon, { readonly name: string }> = {
  type: 'FeatureCollection',
  features: feature(topology, topology.objects.countries).features.flatMap((one) =>
    one.geometry.type === 'Polygon' || one.geometry.type === 'MultiPolygon'
      ? [{ ...one, geometry: one.geometry }]
      : [],
  ),
};

/** Names of the atlas that are not those of the language. */
const otherNames: Readonly<Record<string, string>> = {
  US: 'United States of America',
  BA: 'Bosnia and Herz.',
  MK: 'Macedonia',
  TR: 'Turkey',
  DO: 'Dominican Rep.',
};

const english = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });

/** The largest piece of a country: overseas parts do not pull its middle into the sea. */
function mainland({ geometry }: Feature<Polygon | MultiPolygon>): Polygon {
  const pieces: readonly Position[][][] =
    geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  const polygons = pieces.map((coordinates): Polygon => ({ type: 'Polygon', coordinates }));
  return polygons.reduce((largest, one) => (geoArea(one) > geoArea(largest) ? one : largest));
}

const middles = new Map<string, Place | undefined>();

/** About the middle of a country; undefined for those too small for the atlas. */
export function middleOf(country: string): Place | undefined {
  if (middles.has(country)) return middles.get(country);
  const name = /^[A-Z]{2}$/.test(country)
    ? (otherNames[country] ?? english.of(country))
    : undefined;
  const found = countries.features.find(({ properties }) => properties.name === name);
  const [longitude, latitude] = found ? geoCentroid(mainland(found)) : [];
  const place =
    longitude === undefined || latitude === undefined ? undefined : { latitude, longitude };
  middles.set(country, place);
  return place;
}
