// How unit tests run: in Node, with an IndexedDB in memory.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts'],
    environment: 'node',
    setupFiles: ['src/lib/testing/setup.ts'],
    restoreMocks: true,
    testTimeout: 30_000,
  },
});
