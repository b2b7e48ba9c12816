/** The chain of the audit: what parallel writers and rollbacks leave, and what tampering with the database betrays. */
import type { Kysely } from 'kysely'
import { expect, test } from 'vitest'
import { verifyChain } from '#app/audit.ts'
import { changeMember } from '#core/workspaces/contract.ts'
import { verifyAudit } from '#kernel/audit.ts'
import { linked } from '#kernel/chain.ts'
import { migrate } from '#kernel/data/migrate.ts'
import { newId } from '#kernel/ids.ts'
import { workspaceParts } from '#kernel/places.ts'
import { DAY } from '#kernel/time.ts'
import { createOffer } from '#modules/school/offers/contract.ts'
import { openTestEngine } from '#tests/engines/engines.ts'
import { village } from '#tests/village.ts'

type Here = Awaited<ReturnType<typeof village>>

const inPlace = <R>({ app, workspace }: Here, work: (db: Kysely<any>) => Promise<R>) =>
  app.open(workspace, (namespace) => namespace.transact(work))
const rowsOf = (here: Here) =>
  inPlace(here, (db) => db.selectFrom('audit').selectAll().orderBy('sequence').execute())
const damagesIn = async ({ app, workspace }: Here) =>
  (await verifyChain(app, workspace)).damages.map(({ kind, sequence, id }) => [kind, sequence, id])
const setSequence = (db: Kysely<any>, id: string, sequence: number) =>
  db.updateTable('audit').set({ sequence }).where('id', '=', id).execute()

/** A chain of some length, of which row 5 is about to be touched. */
async function chained() {
  const here = await village()
  for (let i = 0; i < 5; i++)
    await here.bob.call(createOffer, { title: `Piano ${i}`, category: 'music' })
  expect(await damagesIn(here)).toEqual([])
  const rows = await rowsOf(here)
  expect(rows.map((it) => it.sequence)).toEqual(rows.map((_, i) => i + 1))
  const at = 4
  return { here, rows, at, row: rows[at]!, sequence: at + 1 }
}

test('every act stands behind the one before', async () => {
  const { rows } = await chained()
  rows.slice(1).forEach((row, i) => expect(row.previous).toBe(rows[i]!.hash))
  expect(rows[0]!.previous).toBe('')
})

test('parallel writers make one chain, and what is rolled back leaves no gap', async () => {
  const here = await village()
  const { app, workspace } = here
  const before = (await rowsOf(here)).length
  const write = (n: number) =>
    app.system(async (ctx) => {
      await ctx.audit('test.written', String(n), { n })
      if (n % 4 === 0) throw new Error('rolled back')
      if (n % 3 === 0) await ctx.audit('test.again', String(n))
    }, workspace)
  const done = await Promise.allSettled(Array.from({ length: 60 }, (_, n) => write(n)))
  expect(done.filter((it) => it.status === 'rejected')).toHaveLength(15)
  const rows = await rowsOf(here)
  expect(rows).toHaveLength(before + 45 + 15)
  expect(rows.at(-1)!.sequence).toBe(rows.length)
  expect(await damagesIn(here)).toEqual([])
})

test('two first acts of a fresh namespace make one chain', async () => {
  const here = await village()
  await here.engine.create('w_fresh')
  const fresh = { ...here.workspace, id: newId(), namespace: 'w_fresh' }
  await here.app.open(fresh, (it) => migrate(it, workspaceParts([], [])))
  const write = (n: number) => here.app.system((ctx) => ctx.audit('test.first', String(n)), fresh)
  await Promise.all(Array.from({ length: 8 }, (_, n) => write(n)))
  const { rows, damages } = await here.app.open(fresh, ({ reader }) => verifyAudit(reader))
  expect({ rows, damages }).toEqual({ rows: 8, damages: [] })
})

test.each([
  ['facts', { facts: { roles: 'owner' } }],
  ['action', { action: 'nothing.happened' }],
  ['actor', { actorId: 'somebody-else' }],
  ['moment', { at: new Date('2020-01-01T00:00:00.000Z') }],
  ['address', { address: '198.51.100.1' }],
])('a changed %s is named', async (_, change) => {
  const { here, row, sequence } = await chained()
  await inPlace(here, (db) =>
    db.updateTable('audit').set(change).where('id', '=', row.id).execute(),
  )
  expect(await damagesIn(here)).toEqual([['changed', sequence, row.id]])
})

test('a row that was changed and hashed anew is named by the one behind it', async () => {
  const { here, row, rows, at, sequence } = await chained()
  const { hash, salt, personalHash } = linked(
    rows[at - 1]! as never,
    { ...row, facts: { a: 1 } } as never,
  )
  const change = { facts: { a: 1 }, hash, salt, personalHash }
  await inPlace(here, (db) =>
    db.updateTable('audit').set(change).where('id', '=', row.id).execute(),
  )
  expect(await damagesIn(here)).toEqual([['changed', sequence, row.id]])
})

test('a removed row is named, also when the rest is numbered anew', async () => {
  const { here, rows, row, at, sequence } = await chained()
  await inPlace(here, (db) => db.deleteFrom('audit').where('id', '=', row.id).execute())
  expect(await damagesIn(here)).toEqual([['removed', sequence, null]])
  await inPlace(here, async (db) => {
    for (const it of rows.slice(at + 1)) await setSequence(db, it.id, it.sequence - 1)
  })
  expect(await damagesIn(here)).toEqual([['removed', sequence, null]])
})

test('the first row is missed as well', async () => {
  const { here, rows } = await chained()
  await inPlace(here, (db) => db.deleteFrom('audit').where('id', '=', rows[0]!.id).execute())
  expect(await damagesIn(here)).toEqual([['removed', 1, null]])
})

test('an inserted row is named, in the middle and at the end', async () => {
  const { here, rows, at, sequence } = await chained()
  const forged = linked(rows[at - 1]! as never, { ...rows[at]!, id: newId() } as never)
  await inPlace(here, async (db) => {
    for (const it of rows.slice(at).toReversed()) await setSequence(db, it.id, it.sequence + 1)
    await db.insertInto('audit').values(forged).execute()
    await db
      .updateTable('auditHead')
      .set({ sequence: rows.length + 1 })
      .execute()
  })
  expect(await damagesIn(here)).toEqual([['inserted', sequence, forged.id]])
})

test('a row forged behind the end is named', async () => {
  const { here, rows } = await chained()
  const forged = linked(rows.at(-1)! as never, { ...rows[0]!, id: newId() } as never)
  await inPlace(here, (db) => db.insertInto('audit').values(forged).execute())
  expect(await damagesIn(here)).toEqual([['inserted', rows.length + 1, forged.id]])
})

test('of two rows that changed places one is named', async () => {
  for (const distance of [1, 3]) {
    const { here, rows, row, at } = await chained()
    const other = rows[at + distance]!
    await inPlace(here, async (db) => {
      await setSequence(db, row.id, 1_000_000)
      await setSequence(db, other.id, row.sequence)
      await setSequence(db, row.id, other.sequence)
    })
    const damages = await damagesIn(here)
    expect(damages.length).toBeGreaterThan(0)
    for (const [kind, , id] of damages) {
      expect(kind).toBe('moved')
      expect([row.id, other.id]).toContain(id)
    }
  }
})

test('a cut tail is missed, by the head, and by the anchor when the head was set back too', async () => {
  const { here, rows } = await chained()
  const { app, clock, settle } = here
  await app.jobs.schedules()
  clock.advance(DAY)
  await settle()
  expect(await damagesIn(here)).toEqual([])
  const left = rows.slice(0, -2)
  await inPlace(here, (db) => db.deleteFrom('audit').where('sequence', '>', left.length).execute())
  const { damages } = await verifyChain(app, here.workspace)
  expect(new Set(damages.map((it) => it.kind))).toEqual(new Set(['cut']))

  const { sequence, hash } = left.at(-1)!
  await inPlace(here, (db) => db.updateTable('auditHead').set({ sequence, hash }).execute())
  expect((await damagesIn(here)).map(([kind]) => kind)).toEqual(['cut'])
})

test('a chain that was made anew from its middle betrays itself by its anchor', async () => {
  const { here, rows, at } = await chained()
  const { app, clock, settle } = here
  await app.jobs.schedules()
  clock.advance(DAY)
  await settle()
  await inPlace(here, async (db) => {
    const all = await db.selectFrom('audit').selectAll().orderBy('sequence').execute()
    let head: any = rows[at - 1]
    for (const it of all.slice(at)) {
      head = linked(head, it.id === rows[at]!.id ? { ...it, facts: { forged: true } } : (it as any))
      await db.updateTable('audit').set(head).where('id', '=', it.id).execute()
    }
    const { sequence, hash } = head
    await db.updateTable('auditHead').set({ sequence, hash }).execute()
  })
  expect((await damagesIn(here)).map(([kind]) => kind)).toEqual(['changed'])
})

test('who is forgotten leaves no address, and the chain holds', async () => {
  const { here } = await chained()
  const { bob, app, workspace } = here
  const { personal } = app.parts.find((it) => it.name === 'audit')!
  await app.system((ctx) => personal!.forget(ctx, bob.accountId), workspace)
  const his = (await rowsOf(here)).filter((it) => it.accountId === bob.accountId)
  expect(his.length).toBeGreaterThan(0)
  expect(his.map(({ address, agent }) => address + agent).join('')).toBe('')
  expect(await damagesIn(here)).toEqual([])
  await inPlace(here, (db) =>
    db.updateTable('audit').set({ agent: 'Firefox' }).where('id', '=', his[0]!.id).execute(),
  )
  expect(await damagesIn(here)).toEqual([['changed', his[0]!.sequence, his[0]!.id]])
})

test('rows from before there was a chain are chained in the order of their time', async () => {
  const { engine, end } = await openTestEngine()
  await engine.create('w_old')
  const [kernel] = workspaceParts([], [])
  const migrations = kernel!.migrations.filter((it) => it.name !== '005-audit-chain')
  const start = Date.UTC(2026, 10, 21)
  const row = (n: number) => ({
    id: newId(),
    at: new Date(start - n * 1000),
    actorKind: 'member',
    actorId: newId(),
    accountId: null,
    action: 'members.changed',
    target: String(n),
    facts: { n, é: ['ü', { b: 1, a: null }] },
    requestId: 'r',
    address: '203.0.113.7',
    agent: 'Firefox',
    hash: 'x'.repeat(64),
  })
  await engine.use('w_old', async (old) => {
    await migrate(old, [{ name: 'kernel', migrations }])
    const rows = Array.from({ length: 1203 }, (_, n) => row(n))
    await old.db.insertInto('audit').values(rows).execute()
    await migrate(old, [kernel!])
    const { rows: count, head, damages } = await verifyAudit(old.reader)
    expect({ count, damages }).toEqual({ count: 1203, damages: [] })
    const { target } = await old.reader
      .selectFrom('audit')
      .select('target')
      .where('sequence', '=', 1)
      .executeTakeFirstOrThrow()
    expect(target).toBe('1202')
    const next = linked(head, { ...row(0), facts: {} })
    await old.transact(async (db) => {
      await db.insertInto('audit').values(next).execute()
      await db.updateTable('auditHead').set({ sequence: 1204, hash: next.hash }).execute()
    })
    expect((await verifyAudit(old.reader)).damages).toEqual([])
  })
  await engine.drop('w_old')
  await end()
})

test('an act that changes rights is one row, with who and from where', async () => {
  const here = await village()
  const { ana, bob } = here
  await ana.call(changeMember, { memberId: bob.id, roles: ['staff'] })
  expect((await rowsOf(here)).at(-1)).toMatchObject({
    actorKind: 'member',
    actorId: ana.id,
    action: 'members.changed',
    target: bob.id,
    address: '203.0.113.7',
  })
})
