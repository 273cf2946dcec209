// The kinds of tests Vitest runs: beside the source without servers, on a real PostgreSQL and Redis, and at length while these are killed.

import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          environment: 'node',
          include: ['packages/*/src/**/*.test.ts', 'apps/*/src/**/*.test.ts', 'prisma/**/*.test.ts', 'tests/lint/**/*.test.ts', 'tests/load/**/*.test.ts'],
          // What is slow on a busy machine is not wrong.
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'integration',
          environment: 'node',
          include: ['tests/integration/**/*.test.ts'],
          globalSetup: ['tests/support/services-vitest.ts'],
          hookTimeout: 120_000,
          testTimeout: 120_000,
          // What is polled for comes when it comes; a state that never comes fails all the same.
          expect: { poll: { timeout: 20_000 } },
          tags: [{ name: 'drawn', description: 'Draws what it does, in search of lost marks or of what is hidden: one that fails is not tried again.' }],
        },
      },
      {
        test: {
          name: 'chaos',
          environment: 'node',
          include: ['tests/chaos/**/*.test.ts'],
          globalSetup: ['tests/support/services-vitest.ts'],
          fileParallelism: false,
          hookTimeout: 60_000,
          testTimeout: 600_000,
        },
      },
    ],
  },
});
