/** Whatever any part writes to the audit can be read there: every act has a sentence, and every group a name. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parts } from '#app/modules.ts'
import { catalogues } from '#app/texts.ts'
import { factorChanges } from '#core/identity/factors/contract.ts'
import { lifecycle } from '#core/workspaces/lifecycle/rules.ts'
import { nameOf } from '#kernel/call.ts'
import { groupOf } from '../log/rules.ts'

const root = join(import.meta.dirname, '../../..')
const known = new Set(Object.values(catalogues).flatMap(({ fr }) => Object.keys(fr)))

/** What the names that are put together may become; a new one has to be added here, and in the catalogues. */
const madeOf: Record<string, readonly string[]> = {
  'core/identity/factors/code-apps.ts': factorChanges.map((it) => `identity.${it}`),
  'core/workspaces/members.ts': ['members.left', 'members.removed'],
  'core/workspaces/plans/plans.ts': ['plans.changed', 'plans.kept'],
  'core/workspaces/lifecycle/moves.ts': Object.keys(lifecycle.moves).map(
    (it) => `workspaces.${it}`,
  ),
  'modules/maintenance/executions/intervals.ts': ['executions.paused', 'executions.resumed'],
  'modules/maintenance/followups/moves.ts': [
    'assigned',
    'begun',
    'finished',
    'verified',
    'sent-back',
    'cancelled',
  ].map((it) => `followups.${it}`),
  'modules/school/membership/enrolment.ts': [
    'activated',
    'suspended',
    'resumed',
    'leaving',
    'left',
    'rejoined',
    'reopened',
  ].map((it) => `membership.${it}`),
  'modules/school/exchange/corrections.ts': [
    'exchange.transfer-reversed',
    'exchange.transfer-adjusted',
  ],
}

type Site = { file: string; first: string }

/** Each place that writes to the audit, with the text of its first argument. */
function sites(): Site[] {
  const files = globSync('{core,modules,app,kernel}/**/*.ts', { cwd: root }).filter(
    (it) => !/\.test\.ts$|locales\//.test(it) && !/^kernel\/(context|call|module)\.ts$/.test(it),
  )
  return files.flatMap((file) => {
    const code = readFileSync(join(root, file), 'utf8').replaceAll(
      /\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm,
      '',
    )
    return [...code.matchAll(/\baudit\(\s*([^,]+?),/g)].map(([, first]) => ({
      file,
      first: first!,
    }))
  })
}

/** Every literal in the argument: `isOn ? 'a.b' : 'a.c'` has two. */
const literals = (first: string) => [...first.matchAll(/'([^']+)'/g)].map(([, it]) => it!)
const isPlain = (first: string) => literals(first).length > 0 && !first.includes('`')

const written = sites().flatMap(({ file, first }) =>
  isPlain(first) ? literals(first) : (madeOf[file] ?? []),
)
const requests = parts
  .flatMap((it) => it.routes)
  .filter(({ endpoint, outside }) => endpoint.method !== 'GET' && !outside)
  .map(({ endpoint }) => nameOf(endpoint))
const acts = [...new Set([...written, ...requests, 'support.acted'])]

test('the acts are found', () => {
  expect(sites().length).toBeGreaterThan(50)
  expect(acts).toContain('members.changed')
  expect(acts).toContain('POST /exchange/offers')
})

test('a name that is put together says what it may become', () => {
  const made = sites().filter((it) => !isPlain(it.first))
  expect(made.filter((it) => !madeOf[it.file])).toEqual([])
})

test('every act has a sentence', () => {
  expect(acts.filter((it) => !known.has(`act/${it}`))).toEqual([])
})

test('every group of acts has a name', () => {
  const groups = [...new Set(acts.map(groupOf))]
  expect(groups.filter((it) => !known.has(`act-group/${it}`))).toEqual([])
})
