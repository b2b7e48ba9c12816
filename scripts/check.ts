/**
 * `npm test` and `npm run check`: types, lint, format, unused code, then the tests on each engine that answers.
 * `--full` adds the build, the browser and a real start: what CI runs. Words after `--` run only the tests they match.
 */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { engineNames, serverUrls, testEngines } from '#tests/engines/engines.ts'
import { smoke } from './smoke.ts'
import { hold, line, type Outcome, root, run, say, testProject } from './steps.ts'

const { values, positionals: filters } = parseArgs({
  allowPositionals: true,
  options: { full: { type: 'boolean', default: false } },
})

const startedAt = Date.now()
const engines = await testEngines()
const env = {
  SOCLE_TEST_ENGINES: engines.join(),
  NODE_ENV: 'test',
  // Tests start hundreds of processes of the product: none has to compile it again.
  NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/compiled'),
}
console.log(`Node ${process.version} · engines: ${engines.join(', ')}`)
for (const name of engineNames)
  if (!engines.includes(name)) console.log(`  ${name} is not tested: ${reason(name)}`)

const outcomes: Outcome[] = []
if (filters.length === 0)
  outcomes.push(
    ...(await Promise.all([
      hold('types', 'tsc', []),
      hold('lint', 'oxlint', ['--deny-warnings']),
      hold('format', 'oxfmt', ['--check']),
      hold('unused', 'knip', ['--no-progress']),
    ])),
  )
if (values.full)
  outcomes.push(await hold('build', 'node', ['scripts/build.mjs', '--force'], { show: true }))
// A process that is killed leaves nothing in the cache: one that ends by itself fills it.
await run('node', ['app/cli.ts', 'help'], { env })
for (const project of ['pure', ...engines, 'pages'])
  outcomes.push(await testProject(project, filters, env))
if (values.full) {
  outcomes.push(await testProject('e2e', filters, env))
  outcomes.push(say(await smoke()))
}

const passed = sum('passed')
// In the full form nothing is skipped: a test that did not run proves nothing.
const failed = sum('failed') + (values.full ? sum('skipped') : 0)
const total: Outcome = {
  name: 'in all',
  passed,
  failed,
  skipped: sum('skipped'),
  ms: Date.now() - startedAt,
}
console.log(
  ['', ...outcomes.map(line), line(total), '', `${passed} passed, ${failed} failed`].join('\n'),
)
process.exitCode = failed ? 1 : 0

function sum(what: 'passed' | 'failed' | 'skipped'): number {
  return outcomes.reduce((all, it) => all + it[what], 0)
}

function reason(name: (typeof engineNames)[number]): string {
  if (process.env['SOCLE_TEST_ENGINES']) return 'SOCLE_TEST_ENGINES leaves it out'
  return name === 'sqlite'
    ? 'it is built in'
    : `nothing answers at ${new URL(serverUrls[name]).host}`
}
