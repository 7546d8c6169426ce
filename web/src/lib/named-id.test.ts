// The id of a name is the one that the standard publishes.

import { expect, test } from 'vitest';
import { idOfName } from './named-id';

const DNS = '6ba7b810-9dad-11d1-80b4-00c04fd430c8';

test('the id of a name is the one of RFC 9562, appendix A.4', async () => {
  expect(await idOfName(DNS, 'www.example.com')).toBe('2ed6657d-e927-568b-95e1-2665a8aea6a2');
});

test('another name, or the same within another id, has another', async () => {
  const one = await idOfName(DNS, 'doors');
  expect(await idOfName(DNS, 'door')).not.toBe(one);
  expect(await idOfName('6ba7b811-9dad-11d1-80b4-00c04fd430c8', 'doors')).not.toBe(one);
});
