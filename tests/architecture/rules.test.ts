/** Each rule is shown a breach, and something close to it that is right: a law that cannot bite is no law. */
import { describe, expect, test } from 'vitest'
import * as rules from './rules.ts'
import { importsOf, packagesOf, type Source } from './sources.ts'

const source = (file: string, text = ''): Source => ({ file, text })
const importing = (file: string, ...targets: string[]) =>
  source(file, targets.map((it) => `import { thing } from '${it}'\n`).join(''))
const lines = (count: number) => 'a\n'.repeat(count)

type Rule = (sources: readonly Source[]) => string[]
const uses = (...pairs: [string, string[]][]) => new Map(pairs)
const owners = new Map([
  ['members', 'workspaces'],
  ['jobs', 'kernel'],
])

const cases: [name: string, rule: Rule, wrong: Source[], right: Source[]][] = [
  [
    'layers are imported downwards',
    rules.upwards,
    [
      importing('kernel/call.ts', '#core/mail/api.ts'),
      importing('core/mail/api.ts', '#modules/school/contract.ts'),
      importing('web/api.tsx', '#core/mail/contract.ts'),
      importing('modules/school/rules.ts', '#app/modules.ts'),
      importing('core/mail/jobs.ts', '#edges/smtp/mailer.ts'),
      importing('kernel/jobs.ts', '#tests/village.ts'),
    ],
    [
      importing('modules/school/pages.tsx', '#web/pages.tsx'),
      importing('app/http.ts', '../kernel/call.ts'),
    ],
  ],
  [
    'a part is entered by its doors',
    rules.burglaries,
    [
      importing('modules/school/exchange/routes.ts', '#core/ledger/transfers.ts'),
      importing('edges/smtp/mailer.ts', '#core/mail/tables.ts'),
      importing('app/start.ts', '#core/identity/sessions.ts'),
      importing('core/mail/jobs.ts', '#core/identity/module.ts'),
    ],
    [
      importing('modules/school/exchange/routes.ts', '#core/ledger/api.ts', './transfers.ts'),
      importing('core/mail/jobs.ts', '#core/identity/sessions/contract.ts'),
      importing('app/modules.ts', '#core/identity/module.ts'),
    ],
  ],
  [
    'what is imported is in `uses`',
    (sources) => rules.undeclared(sources, uses(['school', ['ledger']], ['mail', []])),
    [
      importing('modules/school/a.ts', '#core/mail/api.ts'),
      importing('core/mail/a.ts', '#core/ledger/api.ts'),
    ],
    [importing('modules/school/a.ts', '#core/ledger/api.ts', '#kernel/ids.ts')],
  ],
  [
    'the file extension is the boundary',
    rules.crossings,
    [
      importing('core/mail/MailPage.tsx', './api.ts'),
      importing('web/api.tsx', '#kernel/call.ts'),
      importing('core/mail/routes.ts', './MailPage.tsx'),
      importing('core/mail/contract.ts', './tables.ts'),
      importing('core/mail/contract.ts', '#kernel/module.ts'),
      importing('kernel/ids.ts', './log.ts'),
    ],
    [
      importing(
        'core/mail/MailPage.tsx',
        './contract.ts',
        './rules.ts',
        './locales/fr.ts',
        '#web/api.tsx',
      ),
      importing('core/mail/routes.ts', './rules.ts', './contract.ts'),
      importing('core/mail/contract.ts', '#kernel/contract.ts', '#kernel/machine.ts', './rules.ts'),
    ],
  ],
  [
    'both sides share zod/mini and nothing else',
    rules.strangers,
    [
      importing('core/mail/contract.ts', 'zod'),
      importing('core/mail/rules.ts', 'node:crypto'),
      importing('core/mail/MailPage.tsx', 'node:path'),
      importing('web/ui/Form.tsx', 'zod'),
    ],
    [importing('core/mail/contract.ts', 'zod/mini'), importing('core/mail/api.ts', 'node:crypto')],
  ],
  [
    'no barrels',
    rules.barrels,
    [
      source('core/mail/index.ts', 'export const one = 1\n'),
      source('core/mail/all.ts', "export * from './api.ts'\n"),
      source(
        'core/mail/all.ts',
        "/** Everything. */\nexport { one } from './api.ts'\nexport type { Two } from './b.ts'\n",
      ),
    ],
    [
      source(
        'core/mail/routes.ts',
        "export type { Mail } from './tables.ts'\nexport const one = 1\n",
      ),
      source('core/mail/api.ts', "export { one } from './one.ts'\n"),
    ],
  ],
  [
    'no computed imports',
    rules.computedImports,
    [source('app/a.ts', 'await import(path)'), source('app/a.ts', 'await import(`./${name}.ts`)')],
    [source('app/a.ts', "await import('vite')"), source('app/a.ts', '// import(anything)')],
  ],
  [
    'a file has at most 400 lines',
    rules.tooLong,
    [source('app/a.ts', lines(401))],
    [source('app/a.ts', lines(400))],
  ],
  [
    'nine files in ten are under 200 lines',
    rules.oftenLong,
    [source('app/a.ts', lines(200))],
    [
      source('app/a.ts', lines(200)),
      ...Array.from({ length: 9 }, (_, i) => source(`app/${i}.ts`, lines(199))),
    ],
  ],
  [
    'names say something',
    rules.vagueNames,
    [
      source('core/mail/utils.ts'),
      source('kernel/base.ts'),
      source('web/date-helper.tsx'),
      source('core/data/a.ts'),
    ],
    [
      source('kernel/data/engine.ts'),
      source('web/ui/DataTable.tsx'),
      source('core/mail/database.ts'),
    ],
  ],
  [
    'no table is read by two parts',
    (sources) => rules.trespasses(sources, owners),
    [
      source('modules/school/a.ts', "db.selectFrom('members').selectAll()"),
      source(
        'modules/school/a.ts',
        "db.selectFrom('pupils').innerJoin(\n 'members as them', 'a', 'b')",
      ),
      source('app/health.ts', "db.selectFrom(['jobs', 'pupils'])"),
    ],
    [
      source('core/workspaces/a.ts', "db.selectFrom('members')"),
      source('kernel/jobs.ts', "db.updateTable('jobs')"),
      source('modules/school/a.ts', "// db.selectFrom('members')\ndb.selectFrom('membersOfClubs')"),
    ],
  ],
  [
    'raw SQL names no table outside the kernel',
    rules.rawTables,
    [
      source('core/mail/a.ts', 'sql`select 1 from mails`'),
      source('core/mail/a.ts', 'sql<number>`(select count(*) from "mails")`'),
      source('core/mail/a.ts', "sql.table('mails')"),
    ],
    [
      source('core/mail/a.ts', 'sql<number>`sum(units)`'),
      source('kernel/data/a.ts', 'sql`delete from jobs`'),
    ],
  ],
  [
    'no shortcuts',
    rules.shortcutsTaken,
    [
      source('core/a.test.ts', ['test', 'only'].join('.') + "('x', run)"),
      source('core/a.ts', ['// TO', 'DO'].join('')),
      source('core/a.ts', ['try { run() } catch', '{ }'].join(' ')),
      source('core/a.ts', ['// @ts', 'ignore'].join('-')),
    ],
    [
      source('core/a.test.ts', "test.runIf(isThere)('x', run)"),
      source('core/a.ts', 'catch { return false }'),
    ],
  ],
]

describe.each(cases)('%s', (_, rule, wrong, right) => {
  test.each(wrong)('refused: $file $text', (it) => expect(rule([it])).toHaveLength(1))
  test('allowed', () => expect(rule(right)).toEqual([]))
})

test('`uses` names nothing that is not imported', () => {
  const sources = [importing('modules/school/a.ts', '#core/ledger/api.ts')]
  expect(rules.unused(sources, uses(['school', ['ledger', 'mail']]))).toHaveLength(1)
  expect(rules.unused(sources, uses(['school', ['ledger']]))).toEqual([])
})

test('parts do not use each other in circles', () => {
  expect(rules.circles(uses(['a', ['b']], ['b', ['c']], ['c', ['b']]))).toHaveLength(2)
  expect(rules.circles(uses(['a', ['b', 'c']], ['b', ['c']], ['c', []]))).toEqual([])
})

test('a folder at the top needs a room', () => {
  expect(rules.strayFolders(['app', 'lib'])).toHaveLength(1)
  expect(rules.strayFolders(['app', 'deploy', 'docs'])).toEqual([])
})

test('a link leads somewhere', () => {
  const page = source('docs/a.md', '[b](b.md) [c](../c.md#part) [d](https://d.example) [e](e.md)')
  expect(rules.deadLinks([page], (it) => ['docs/b.md', 'c.md'].includes(it))).toHaveLength(1)
})

test('imports are found however they are written, and not in comments', () => {
  const text = `import type { A } from './a.ts'
import {
  b,
  type C,
} from '#kernel/b.ts'
import './style.css'
import fs from 'node:fs'
export { d } from "./not-formatted.ts"
// import { e } from './e.ts'
/** \`page(() => import('./f.tsx'))\` */
const g = lazy(() => import('./g.tsx'))
const said = 'import { h } from nowhere'
`
  const here = source('web/here.tsx', text)
  const found = importsOf(here).map((it) => it.target)
  expect(found.toSorted()).toEqual(['kernel/b.ts', 'web/a.ts', 'web/g.tsx', 'web/style.css'])
  expect(packagesOf(here).map((it) => it.target)).toEqual(['node:fs'])
})
