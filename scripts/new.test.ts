/** What the generator writes is right as it stands: typed, formatted, within the law of the house. */
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as rules from '#tests/architecture/rules.ts'
import { product, type Source } from '#tests/architecture/sources.ts'
import { migrationText } from './migration.ts'
import { begin } from './new.ts'
import { wordsOf } from './templates/words.ts'

const root = join(import.meta.dirname, '..')
const copied =
  'app core edges kernel modules tests web package.json tsconfig.json vitest.config.ts .oxfmtrc.json'
let top: string
const written: string[] = []

beforeAll(async () => {
  top = mkdtempSync(join(tmpdir(), 'socle-new-'))
  for (const it of copied.split(' ')) cpSync(join(root, it), join(top, it), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(top, 'node_modules'))
  for (const line of [
    'module library loans',
    'feature library/reading-clubs',
    'endpoint library/loans read-summary',
    'edge lending-desk',
  ])
    written.push(...(await begin(top, line.split(' '))).written)
})
afterAll(() => rmSync(top, { recursive: true, force: true }))

const run = (tool: string, ...args: string[]) => {
  const { stdout, stderr } = spawnSync(join(root, 'node_modules/.bin', tool), args, {
    cwd: top,
    encoding: 'utf8',
    env: { ...process.env, SOCLE_TEST_ENGINES: 'sqlite', NO_COLOR: '1' },
  })
  return `${stdout}${stderr}`
}
const sources = (): Source[] =>
  written
    .filter((it) => /\.tsx?$/.test(it))
    .map((file) => ({ file, text: readFileSync(join(top, file), 'utf8') }))

test('everything a feature needs is there', () => {
  for (const it of ['contract', 'tables', 'routes', 'loans', 'loans.test'])
    expect(existsSync(join(top, `modules/library/loans/${it}.ts`))).toBe(true)
  expect(written).toContain('modules/library/reading-clubs/ReadingClubsPage.tsx')
  expect(written).toContain('modules/library/migrations/002-reading-clubs.ts')
})

test('it is typed', () => {
  // What the compiler remembers is about the tree that it has seen.
  const mine = run('tsc', '--tsBuildInfoFile', 'types.json')
    .split('\n')
    .filter((it) => /library|lending-desk|app\/(modules|texts|parts)/.test(it))
  expect(mine).toEqual([])
}, 180_000)

test('its own story passes', () => {
  const said = run('vitest', 'run', '--project', 'sqlite', 'modules/library/loans')
  expect(said).toMatch(/Tests .*6 passed/)
})

test('it is formatted', () => {
  const files = written.filter((it) => !it.endsWith('.md') && !it.startsWith('app/'))
  expect(run('oxfmt', '--check', ...files)).not.toMatch(/library|lending-desk/)
})

test.each([
  ['layers', rules.upwards],
  ['doors', rules.burglaries],
  ['boundary', rules.crossings],
  ['shared packages', rules.strangers],
  ['names', rules.vagueNames],
  ['shortcuts', rules.shortcutsTaken],
])('it keeps the rule: %s', (_, breaches) => expect(breaches(product(sources()))).toEqual([]))

test('nothing is written over what is there', async () => {
  await expect(begin(top, ['module', 'library'])).rejects.toThrow('is there already')
})

test.each([
  [['module', 'Library'], 'in lower case'],
  [['module', 'date-utils'], 'says nothing'],
  [['feature', 'library'], 'MODULE/FEATURE'],
  [['window', 'x'], 'Usage'],
])('%s is refused with a sentence', async (line, sentence) => {
  await expect(begin(top, line)).rejects.toThrow(sentence)
})

test('names take the forms that code needs', () => {
  expect(wordsOf('reading-clubs')).toMatchObject({ many: 'readingClubs', One: 'ReadingClub' })
  expect(wordsOf('copies')).toMatchObject({ one: 'copy' })
  expect(wordsOf('chess')).toMatchObject({ one: 'chess' })
})

test('a migration imports the steps it takes', () => {
  const text = migrationText('002-due', ["addColumn('loans', 'dueOn', t.day().nullable()),"])
  expect(text).toContain("import { t } from '#kernel/data/column.ts'")
  expect(text).toContain("import { addColumn, type Migration } from '#kernel/data/migrate.ts'")
})
