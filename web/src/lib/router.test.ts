// The router without a window: what it makes of screens that load and of one that does not.
import { afterEach, expect, test, vi } from 'vitest';
import { Router } from './router';

afterEach(() => vi.unstubAllGlobals());

async function shown(load: () => Promise<unknown>): Promise<string | undefined> {
  vi.stubGlobal('window', {});
  vi.stubGlobal('addEventListener', () => undefined);
  vi.stubGlobal('location', { href: 'https://ota.example.test/tours/7' });
  const router = new Router([{ path: '/tours/:id', tag: 'tour-screen', load }]);
  await router.start(new AbortController().signal);
  return router.place?.tag;
}

test('a screen is shown once its code is there', async () => {
  expect(await shown(() => Promise.resolve())).toBe('tour-screen');
});
test('a screen whose code does not arrive says so instead of leaving the old one', async () => {
  const told = vi.spyOn(console, 'error').mockReturnValue();
  expect(await shown(() => Promise.reject(new TypeError('no chunk')))).toBe('load-failed');
  expect(told).toHaveBeenCalled();
});
