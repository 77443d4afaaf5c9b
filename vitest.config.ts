import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { precompileJsx } from './tools/precompile-jsx.mjs'

/*
 * Four projects: `unit` is pure and needs nothing; `pg` and `pg-alone` clone a migrated template database for each test file
 * (test/support/database.ts); `journeys` drives the built server in a real browser.
 */
/** TSX is drawn in tests as it is in the built server. */
const drawing = { oxc: { jsx: { runtime: 'automatic' as const, importSource: '#jsx', development: false } }, plugins: [precompileJsx()] }
/** One more than there are cores: tests wait for PostgreSQL and for timers as often as they work (pg: 47 s with one on two cores, 33 s with three). */
const maxWorkers = availableParallelism() + 1
const databases = 'test/support/global-database.ts'

/**
 * Tests of what follows the journal run one file at a time: what is read of it ends where any transaction of the server is under way, those
 * of other tests' databases too, and these tests say to the row what is read.
 */
const alone = ['reactions', 'rebuild', 'tail', 'timers', 'views'].map(name => `test/journal/${name}.pg.test.ts`)

export default defineConfig({
  test: {
    projects: [
      {
        ...drawing,
        test: {
          name: 'unit',
          // Pure, and held to be: a file reads the house's modules once for all (36 s instead of 62).
          isolate: false,
          // Property tests on a busy machine: a limit against hanging, not a measure.
          testTimeout: 60_000,
          include: ['src/**/*.test.ts', 'src/**/*.test.tsx', 'test/house/**/*.test.ts', 'test/examples/**/*.test.ts', 'test/bpmn/**/*.test.ts', 'test/dmn/**/*.test.ts'],
          exclude: ['**/*.pg.test.ts', '**/*.pg.test.tsx'],
          sequence: { groupOrder: 0 },
          maxWorkers,
        },
      },
      {
        ...drawing,
        test: {
          name: 'pg',
          include: ['src/**/*.pg.test.ts', 'src/**/*.pg.test.tsx', 'test/**/*.pg.test.ts'],
          exclude: alone,
          globalSetup: [databases],
          sequence: { groupOrder: 1 },
          maxWorkers,
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        ...drawing,
        test: {
          name: 'pg-alone',
          include: alone,
          globalSetup: [databases],
          sequence: { groupOrder: 2 },
          fileParallelism: false,
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        ...drawing,
        test: {
          name: 'journeys',
          include: ['test/journeys/**/*.journey.{ts,tsx}'],
          globalSetup: [databases],
          sequence: { groupOrder: 3 },
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // Journeys wait for timers, pages and processes more than they work: three at a time.
          maxWorkers: 3,
        },
      },
    ],
  },
})
