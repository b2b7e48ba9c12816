/** A deleted workspace is searched for on the whole server: every text of every table, every byte of every file. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { assemble } from '#app/assemble.ts'
import { register } from '#core/identity/contract.ts'
import { accountOf, setAdmin } from '#core/identity/api.ts'
import { readConfig } from '#kernel/config.ts'
import type { Endpoint } from '#kernel/contract.ts'
import type { Namespace } from '#kernel/data/engine.ts'
import { newId } from '#kernel/ids.ts'
import { createLog } from '#kernel/log.ts'
import { DAY } from '#kernel/time.ts'
import { createOffer } from '#modules/school/offers/contract.ts'
import { databaseOf } from '#tests/crash/server.ts'
import { openTestEngine } from '#tests/engines/engines.ts'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { changeWorkspace, createWorkspace, inviteMember, leaveWorkspace } from '../contract.ts'
import { nameDomain } from '../domains/contract.ts'
import { changeJoining, askToJoin } from '../joining/contract.ts'
import { cancelWorkspace, checkSlug, freeSlug, listTombstones } from './contract.ts'

const PASSWORD = 'une phrase bien longue'
const database = await openTestEngine()
const folder = mkdtempSync(join(tmpdir(), 'socle-deletion-'))
const config = readConfig({
  NODE_ENV: 'test',
  SOCLE_SECRET: 'k3Jd8sLq0vXzR5tYw2mNb7pHc9fGa1eU',
  SOCLE_DATA: folder,
  SOCLE_LOG: 'silent',
  ...databaseOf(database.address),
})
let now = Date.parse('2026-11-21T09:00:00.000Z')
const { app } = assemble(config, createLog('silent'), () => new Date(now))
await app.prepare()
afterAll(async () => {
  await app.close()
  await database.end()
})
const settle = () => app.jobs.settle({ early: true })

async function newcomer(name: string) {
  const origin = { requestId: newId(), address: '127.0.0.1', agent: 'test', isLocal: true }
  const email = `${name}@exemple.test`
  await app.call(register, { session: null, origin }, { email, name, password: PASSWORD })
  await settle()
  const account = (await app.readRegistry((db) => accountOf(db, email)))!
  await app.system(({ db }) => db.updateTable('accounts').set({ verifiedAt: app.now() }).execute())
  const session = { sessionId: newId(), accountId: account.id, verified: true, admin: false }
  const call = (endpoint: Endpoint<any, any>, input: unknown = {}, slug = 'marqueslug') =>
    app.call<any, any>(endpoint, { session, origin, slug }, input)
  return { email, accountId: account.id, session, call }
}

/** Table → rows of it that hold the words, as text, in any column. */
async function search(namespace: Namespace<any>, words: string): Promise<string[]> {
  const { dialect, db, schema } = namespace
  const { rows } =
    dialect === 'sqlite'
      ? await sql<{ name: string }>`select name from sqlite_master where type = 'table'`.execute(db)
      : await sql<{
          name: string
        }>`select table_name as name from information_schema.tables where table_schema = ${schema}`.execute(
          db,
        )
  const found: string[] = []
  for (const { name } of rows.filter((it) => !it.name.startsWith('sqlite_'))) {
    const all = await db.selectFrom(name).selectAll().execute()
    if (all.some((row) => JSON.stringify(row).includes(words))) found.push(name)
  }
  return found.toSorted()
}

/** Everything that holds the words: `namespace.table` on the engine, paths below the folder of data. */
async function everywhere(words: string): Promise<string[]> {
  const found: string[] = []
  for (const name of await database.engine.list())
    for (const table of await database.engine.use(name, (it) => search(it, words)))
      found.push(`${name}.${table}`)
  const { dialect, place } = database.address
  for (const root of dialect === 'sqlite' ? [folder, place] : [folder])
    for (const file of readdirSync(root, { recursive: true, withFileTypes: true }))
      if (file.isFile() && readFileSync(join(file.parentPath, file.name)).includes(words))
        found.push(file.name)
  return found.toSorted()
}

test('thirty days after its cancellation a workspace is a tombstone, and nothing else anywhere', async () => {
  const ana = await newcomer('ana')
  const zoe = await newcomer('zoe')
  const slug = 'marqueslug'
  const { id } = await ana.call(createWorkspace, {
    id: newId(),
    name: 'MarqueNom',
    slug,
    kind: 'school',
  })
  await ana.call(changeWorkspace, { name: 'MarqueNom Deux' })
  await ana.call(inviteMember, { email: 'marqueinvite@exemple.test' })
  await ana.call(createOffer, { title: 'MarqueOffre', category: 'music' })
  await ana.call(changeJoining, { mode: 'request' })
  await zoe.call(askToJoin, { message: 'MarqueMessage' })
  await ana.call(nameDomain, { domain: 'marquedomaine.be' })
  await settle()
  const marks = ['MarqueNom', 'marqueinvite', 'MarqueOffre', 'MarqueMessage', 'marquedomaine']
  // The search finds what is there: else finding nothing later would prove nothing.
  for (const mark of marks) expect(await everywhere(mark)).not.toEqual([])
  const { namespace } = (await app.workspaces())[0]!

  await ana.call(cancelWorkspace, { name: 'MarqueNom Deux', password: PASSWORD })
  await settle()
  now += 31 * DAY
  await app.jobs.schedules()
  const tend = () =>
    app.system(({ db }) =>
      db
        .updateTable('jobs')
        .set({ runAt: app.now() })
        .where('name', '=', 'lifecycle/tend-lives')
        .where('schedule', 'is not', null)
        .execute(),
    )
  await tend()
  await settle()

  expect(await app.workspaces()).toEqual([])
  expect(await database.engine.list()).toEqual(['registry'])
  for (const mark of [...marks, namespace])
    expect({ [mark]: await everywhere(mark) }).toEqual({ [mark]: [] })
  const isTable = (it: string) => it.startsWith('registry.') && it !== 'registry.db'
  // Its address stays in the audit, which nobody may change, and reserved.
  const holders = (await everywhere(slug)).filter(isTable)
  expect(holders).toEqual(['registry.audit', 'registry.tombstones'])
  // People are of the installation: their accounts stay theirs, and nothing of the workspace knows them any more.
  const known = (await everywhere(ana.email)).filter(isTable)
  expect(known.filter((it) => it !== 'registry.accounts' && it !== 'registry.mails')).toEqual([])
  const about = await app.readRegistry((db) =>
    db.selectFrom('mails').select('workspaceId').where('workspaceId', 'is not', null).execute(),
  )
  expect(about).toEqual([])

  await app.system(({ db }) => setAdmin(db, ana.accountId, true))
  ana.session.admin = true
  const { items } = await ana.call(listTombstones)
  expect(items).toMatchObject([{ id, slug, kind: 'school', members: 1, isSlugReserved: true }])
  await expect(zoe.call(createWorkspace, { name: 'Zoé', slug, kind: 'school' })).rejects.toThrow(
    'slug-taken',
  )
  expect(await zoe.call(checkSlug, { slug })).toEqual({ isFree: false })
  await ana.call(freeSlug, { tombstoneId: id })
  expect(await zoe.call(checkSlug, { slug })).toEqual({ isFree: true })
  await zoe.call(createWorkspace, { name: 'Zoé', slug, kind: 'school' })
  await expect(zoe.call(leaveWorkspace)).rejects.toThrow('last-owner')
})
