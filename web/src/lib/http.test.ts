// What the server's answers say.

import { expect, test } from 'vitest';
import { refusalOf, retryAfter } from './http';

test('Retry-After is read as seconds or as a date', () => {
  expect(retryAfter('3')).toBe(3000);
  expect(retryAfter('Thu, 01 Jan 1970 00:00:10 GMT', 4000)).toBe(6000);
  expect(retryAfter('Thu, 01 Jan 1970 00:00:01 GMT', 4000)).toBe(0);
  expect([retryAfter('soon'), retryAfter(null)]).toEqual([undefined, undefined]);
});

test('a refusal is understood in each of the server’s dialects', () => {
  expect(refusalOf({ code: 'no_access', message: 'no' })).toEqual({
    code: 'no_access',
    message: 'no',
  });
  expect(refusalOf({ code: 400, error_code: 'otp_expired', msg: 'late' })).toEqual({
    code: 'otp_expired',
    message: 'late',
  });
  expect(refusalOf('<html>').code).toBe('refused');
});
