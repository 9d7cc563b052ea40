import { defineConfig } from 'vitest/config'

const outside = ['**/node_modules/**', '**/dist/**', 'data/**', 'test-output/**']

/**
 * Five kinds of tests. Two workers at most, because everything is meant to run on a two-core machine.
 *
 * - unit: pure, no process and no database, beside the code.
 * - db: a clone of the migrated template database for each file, in one embedded PostgreSQL for all of them.
 * - chromium: the engine's unit tests once more, in a browser; each counts under its own name.
 * - e2e: a whole Countersign behind its supervisor, seen through Chromium.
 * - faults: whole Countersigns that are killed on purpose.
 */
export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'unit',
          include: ['**/*.test.ts', '**/*.test.tsx'],
          exclude: [...outside, '**/*.db.test.ts'],
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'db',
          include: ['**/*.db.test.ts'],
          exclude: outside,
          globalSetup: ['test/database.setup.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'chromium',
          include: ['test/engine-browser/**/*.chromium.ts'],
          exclude: outside,
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.e2e.ts'],
          exclude: outside,
          globalSetup: ['test/countersign.setup.ts'],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'faults',
          include: ['test/faults/**/*.fault.ts'],
          exclude: outside,
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
})
