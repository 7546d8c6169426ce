import { expect, test } from 'vitest';
import { coordinatesText, readCoordinates } from './coordinates';

const berlin = { latitude: 52.5003, longitude: 13.4221 };

test.each([
  ['52.5003, 13.4221'],
  ['52.5003 13.4221'],
  ['(52.5003, 13.4221)'],
  ['52,5003; 13,4221'],
  ['52.5003°, 13.4221°'],
  ['geo:52.5003,13.4221?z=17'],
  ['https://maps.example/maps/@52.5003,13.4221,17z'],
  ['https://maps.example/maps?q=52.5003,13.4221'],
  ['https://maps.example/search/?api=1&query=52.5003%2C13.4221'],
  ['https://maps.example/?ll=52.5003,13.4221&z=12'],
  ['https://www.openstreetmap.org/#map=17/52.5003/13.4221'],
])('%s is read', (text) => {
  expect(readCoordinates(text)).toEqual(berlin);
});

test('the pin of a map comes before the middle of what it shows', () => {
  const link = 'https://maps.example/place/SO36/@52.4,13.3,17z/data=!3m1!4b1!3d52.5003!4d13.4221';
  expect(readCoordinates(link)).toEqual(berlin);
  const osm = 'https://www.openstreetmap.org/?mlat=52.5003&mlon=13.4221#map=17/52.4/13.3';
  expect(readCoordinates(osm)).toEqual(berlin);
});

test('degrees, minutes and seconds are read, south and west as below zero', () => {
  expect(readCoordinates("52°30'00\"N 13°15'E")).toEqual({ latitude: 52.5, longitude: 13.25 });
  expect(readCoordinates('33°30′S, 70°15′W')).toEqual({ latitude: -33.5, longitude: -70.25 });
});

test.each([
  [''],
  ['Berlin'],
  ['95.2, 13.4'],
  ['52.5, 190'],
  ['https://maps.example/x1Y2z'],
  ['52.5'],
])('nothing is made of "%s"', (text) => {
  expect(readCoordinates(text)).toBeUndefined();
});

test('what is shown can be read again', () => {
  expect(coordinatesText(null, null)).toBe('');
  expect(readCoordinates(coordinatesText(-33.5, 70.25))).toEqual({
    latitude: -33.5,
    longitude: 70.25,
  });
});
