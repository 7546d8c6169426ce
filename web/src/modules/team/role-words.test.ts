import { expect, test } from 'vitest';
import { rolesToGive } from './role-words';

test('only owners make owners', () => {
  expect(rolesToGive('owner')).toContain('owner');
  expect(rolesToGive('admin')).not.toContain('owner');
});
test('who does not run the organization gives no roles', () => {
  expect(rolesToGive('manager')).toEqual([]);
  expect(rolesToGive('crew')).toEqual([]);
  expect(rolesToGive(undefined)).toEqual([]);
});
