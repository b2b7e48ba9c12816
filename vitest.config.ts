import { defineConfig } from 'vitest/config'
import { newRun } from './tests/engines/engines.ts'

/** What the files of this run share carries its name: the workers inherit it. */
process.env['SOCLE_TEST_RUN'] = newRun()

const engines = (process.env['SOCLE_TEST_ENGINES'] ?? 'sqlite').split(',').map((it) => it.trim())

/** Tests that touch no database run once; every other server test runs on each engine. */
const pure = [
  'kernel/{colour,shape,machine,text,ids,config,openapi,rate,sentences}.test.ts',
  '**/rules.test.ts',
  'core/calendar/clocks.test.ts',
  'core/documents/**/*.test.ts',
  'modules/maintenance/paper/*.test.ts',
  'modules/maintenance/reports/proof/*.test.ts',
  'scripts/**/*.test.ts',
  'tests/architecture.test.ts',
  'tests/deploy.test.ts',
  'tests/architecture/*.test.ts',
  // These choose SQLite themselves, or ask nothing of an engine that others do not ask of it.
  'app/cli.test.ts',
  'tests/crash/uploads.test.ts',
  'modules/{school,maintenance}/demo.test.ts',
  'modules/school/lists.test.ts',
  'tests/engines/files.test.ts',
  'tests/http/http.test.ts',
  'tests/http/metrics.test.ts',
  'edges/redis/bus.test.ts',
  'edges/clamav/clamd.test.ts',
]
/** Several nodes share one server and Redis: told once, on PostgreSQL. */
const several = 'tests/crash/nodes.test.ts'
const leftovers = ['tests/engines/leftovers.ts']
const elsewhere = ['**/node_modules/**', 'dist/**', 'tests/e2e/**', 'tests/bench/**']

export default defineConfig({
  test: {
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Two cores: more workers only wait for each other and for the databases.
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'pure',
          include: pure,
          exclude: elsewhere,
          globalSetup: leftovers,
          testTimeout: 180_000,
        },
      },
      ...engines.map((engine) => ({
        test: {
          name: engine,
          include: ['**/*.test.ts'],
          exclude: [...elsewhere, ...pure, ...(engine === 'postgres' ? [] : [several])],
          env: { SOCLE_TEST_ENGINE: engine },
          globalSetup: leftovers,
          // The product is loaded once for all files of a worker, as in a server, and their tables are made once.
          isolate: false,
          // Long enough for a machine that does something else as well: these end what hangs, they measure nothing.
          testTimeout: 180_000,
          hookTimeout: 120_000,
        },
      })),
      {
        test: {
          name: 'pages',
          include: ['**/*.test.tsx'],
          exclude: elsewhere,
          environment: 'happy-dom',
          env: { SOCLE_TEST_ENGINE: 'sqlite' },
          globalSetup: leftovers,
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.e2e.ts'],
          testTimeout: 180_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
