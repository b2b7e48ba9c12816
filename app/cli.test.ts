/** What people type on the server, each command in a process of its own as theirs are. */
import { execFile } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateSync } from 'otplib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accountOf } from '#core/identity/api.ts'
import { register } from '#core/identity/contract.ts'
import { confirmCodeApp, startCodeApp } from '#core/identity/factors/contract.ts'
import { recentMails } from '#core/mail/api.ts'
import { createWorkspace } from '#core/workspaces/contract.ts'
import { requestWorkspace } from '#core/workspaces/lifecycle/contract.ts'
import type { Application } from '#kernel/application.ts'
import { readConfig } from '#kernel/config.ts'
import { newId } from '#kernel/ids.ts'
import { createLog } from '#kernel/log.ts'
import { databaseOf } from '#tests/crash/server.ts'
import { openTestEngine } from '#tests/engines/engines.ts'
import { assemble } from './assemble.ts'

const EMAIL = 'ana@exemple.test'
const password = 'une phrase bien longue'

let app: Application
let env: Record<string, string>
let end: () => Promise<void>

beforeAll(async () => {
  const database = await openTestEngine()
  env = {
    NODE_ENV: 'test',
    SOCLE_DATA: mkdtempSync(join(tmpdir(), 'socle-cli-')),
    SOCLE_SECRET: 'k3Jd8sLq0vXzR5tYw2mNb7pHc9fGa1eU',
    ...databaseOf(database.address),
  }
  app = assemble(readConfig(env), createLog('silent')).app
  await app.prepare()
  end = async () => {
    await app.close()
    await database.end()
  }
  const origin = { requestId: newId(), address: '127.0.0.1', agent: 'test', isLocal: true }
  await app.call(register, { session: null, origin }, { email: EMAIL, name: 'Ana', password })
  const { id: accountId } = (await app.readRegistry((db) => accountOf(db, EMAIL)))!
  const session = { sessionId: newId(), accountId, verified: true, admin: false }
  const asAna = { session, origin }
  await app.call(createWorkspace, asAna, { name: 'Tilleul', slug: 'tilleul', kind: 'school' })
  const wanted = { name: 'Érable', slug: 'erable', kind: 'school', message: 'Bonjour' } as const
  await app.call(requestWorkspace, asAna, wanted)
  const { secret } = await app.call(startCodeApp, asAna, { password })
  await app.call(confirmCodeApp, asAna, { code: generateSync({ secret }) })
  await app.jobs.settle({ early: true })
})
afterAll(() => end())

/** What it says, faults included, and whether it went well. */
const socle = (line: string) =>
  new Promise<{ said: string; code: number }>((resolve) => {
    const options = { env: { ...process.env, ...env } }
    execFile(process.execPath, ['app/cli.ts', ...line.split(' ')], options, (fault, out, err) =>
      resolve({ said: out + err, code: Number(fault?.code ?? 0) }),
    )
  })
const says = async (line: string, words: string) =>
  expect(await socle(line), line).toEqual({ said: expect.stringContaining(words), code: 0 })
const refuses = async (line: string, words: string) =>
  expect(await socle(line), line).toEqual({ said: expect.stringContaining(words), code: 1 })

const auditOf = async (action: string) =>
  app.readRegistry((db) =>
    db.selectFrom('audit').select(['actorKind', 'facts']).where('action', '=', action).execute(),
  )

test('the life of a workspace, one verb after the other, as the system’s acts', async () => {
  await refuses('workspace suspend tilleul', 'unpaid|abuse')
  await says('workspace suspend tilleul unpaid Facture de juin', 'tilleul is suspended')
  const row = await app.readRegistry((db) =>
    db
      .selectFrom('workspaces')
      .select('stateNote')
      .where('slug', '=', 'tilleul')
      .executeTakeFirst(),
  )
  expect(row).toEqual({ stateNote: 'Facture de juin' })
  await says('workspace resume tilleul', 'tilleul is active')
  await refuses('workspace approve tilleul', 'no longer possible')
  await refuses('workspace delete tilleul', 'no longer possible') // only what is cancelled
  await says('workspace cancel tilleul', 'tilleul is cancelled')
  await says('workspace restore tilleul', 'tilleul is active')
  await says('workspace approve erable', 'erable is active')
  await says('workspace cancel erable', 'erable is cancelled')
  await says('workspace delete erable', 'its tombstone stays')
  await refuses('workspace cancel erable', 'no workspace has the address erable')
  await refuses('workspace fly tilleul', 'has no "fly"')
  await says('workspace list', 'tilleul')
  const acts = ['suspend', 'lift', 'cancel', 'restore', 'approve', 'erase', 'bury']
  for (const act of acts)
    for (const { actorKind } of await auditOf(`workspaces.${act}`)) expect(actorKind).toBe('system')
  expect(await auditOf('workspaces.approve')).toHaveLength(1)
}, 120_000)

test('plans and counters', async () => {
  await refuses('plan tilleul unlimited', 'say why')
  await says('plan tilleul unlimited Parce que', 'tilleul: unlimited')
  await says('recount', 'the counters say the truth')
}, 60_000)

test('rescue opens the account to who lost phone and codes, and its owner is told', async () => {
  await refuses('user rescue zoe@exemple.test', 'nobody has the address')
  await says(`user rescue ${EMAIL}`, 'enters with the first step alone')
  await refuses(`user rescue ${EMAIL}`, 'has no two-step verification')
  expect(await auditOf('identity.rescued')).toHaveLength(1)
  const tables = ['codeApps', 'recoveryCodes', 'pendingLogins']
  for (const table of tables)
    expect(await app.readRegistry((db) => db.selectFrom(table).selectAll().execute())).toEqual([])
  const [mail] = await app.readRegistry((db) => recentMails(db))
  expect(mail).toMatchObject({ to: EMAIL, subject: expect.stringContaining('deux étapes') })
}, 60_000)

test('accounts are closed, opened and made administrators', async () => {
  await says(`user deactivate ${EMAIL}`, 'is deactivated')
  await says(`user activate ${EMAIL}`, 'is active')
  await says(`user make-admin ${EMAIL}`, 'administers this installation')
  await refuses('user praise', 'has no "praise"')
  await says('user list', EMAIL)
}, 60_000)
