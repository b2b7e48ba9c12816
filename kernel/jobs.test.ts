import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { build, jobs, names, openNode } from '#tests/crash/scene.ts'
import { engineAt, openTestEngine, type TestEngine } from '#tests/engines/engines.ts'
import type { Engine } from './data/engine.ts'
import { diff, model } from './data/migrate.ts'
import { newId } from './ids.ts'
import { jobsMigration, outboxMigration } from './jobs/migrations.ts'
import { claimOnce, forgetDone } from './jobs/outbox.ts'
import { jobsTables, outboxTables } from './jobs/tables.ts'
import { DAY, HOUR, MINUTE, SECOND } from './time.ts'

type Node = ReturnType<typeof openNode>

let place: TestEngine
let engine: Engine
let node: Node
/** The clock of tests that wait for hours. */
let at = new Date('2026-11-21T08:00:00.000Z')
const now = () => at
const later = (ms: number) => (at = new Date(at.getTime() + ms))
const fast = { delayMs: () => 20 }
const quick = { leaseMs: 300, pollMs: 20 }

beforeAll(async () => {
  place = await openTestEngine()
  engine = place.engine
  await build(engine)
  node = openNode(engine, fast)
})
beforeEach(() => node.empty())
afterAll(() => place.end())

/** Waits until the queue holds nothing that runs or is ready. */
async function quiet(jobsOf: Node = node) {
  await until(async () => {
    const { ready, running } = await jobsOf.jobs.counts()
    return ready + running === 0
  })
}

async function until(holds: () => Promise<boolean>) {
  for (const end = Date.now() + 8 * SECOND; Date.now() < end; await sleep(15))
    if (await holds()) return
  throw new Error('it did not happen within 8 seconds')
}

test('the migrations make the declared tables', () => {
  const everywhere = { name: 'kernel', migrations: [outboxMigration] }
  expect(diff(model([everywhere]), outboxTables)).toEqual([])
  const registry = { name: 'kernel', migrations: [outboxMigration, jobsMigration] }
  expect(diff(model([registry]), { ...outboxTables, ...jobsTables })).toEqual([])
})

test('a transaction that fails leaves no job', async () => {
  await expect(node.queue(jobs.note, [{ label: 'a' }], { fails: true })).rejects.toThrow()
  await node.jobs.carry('ana')
  await node.jobs.settle()
  expect(await node.effects()).toEqual([])
})

test('a job runs in its workspace after the commit', async () => {
  const [id] = await node.queue(jobs.note, [{ label: 'a' }])
  await node.jobs.settle()
  expect(await node.effects()).toMatchObject([{ jobId: id, label: 'a', attempt: 1 }])
  expect(await node.row(id!)).toMatchObject({ state: 'done', payload: {}, workspaceId: 'ana' })
})

test('two workers run each of 300 jobs once', async () => {
  const labels = Array.from({ length: 300 }, (_, i) => `job ${i}`)
  const secondEngine = engineAt(place.address)
  const other = openNode(secondEngine, fast)
  const half = labels.map((label) => ({ label }))
  await Promise.all([
    node.queue(jobs.note, half.slice(0, 150)),
    other.queue(jobs.note, half.slice(150)),
  ])
  const workers = [node, other].map((it) => it.jobs.work({ leaseMs: 5 * SECOND, pollMs: 20 }))
  await quiet()
  await Promise.all(workers.map((it) => it.stop()))
  await secondEngine.close()
  const seen = (await node.effects()).map((it) => it.label)
  expect(seen.toSorted()).toEqual(labels.toSorted())
}, 15_000)

test('a failed job is tried again after a growing delay', async () => {
  const slow = openNode(engine, { now })
  const [id] = await slow.queue(jobs.note, [{ label: 'a', until: 3 }])
  await slow.jobs.settle()
  const first = await slow.row(id!)
  expect(first).toMatchObject({ state: 'ready', attempts: 1 })
  expect(first!.error).toContain('not before attempt 3')
  const wait = (runAt: Date) => runAt.getTime() - at.getTime()
  expect(wait(first!.runAt)).toBeGreaterThanOrEqual(SECOND)
  expect(wait(first!.runAt)).toBeLessThanOrEqual(3 * SECOND)

  await slow.jobs.settle()
  expect((await slow.row(id!))!.attempts).toBe(1)
  later(3 * SECOND)
  await slow.jobs.settle()
  expect(wait((await slow.row(id!))!.runAt)).toBeGreaterThanOrEqual(2 * SECOND)
  later(6 * SECOND)
  await slow.jobs.settle()
  // the transactions of the two failed attempts left nothing
  expect(await slow.effects()).toMatchObject([{ attempt: 3 }])
})

test('a job that keeps failing becomes a dead letter, and has a second life by hand', async () => {
  const stubborn = { ...jobs.note, attempts: 2 }
  const [id] = await node.queue(stubborn, [{ label: 'a', until: 4 }])
  await node.jobs.settle({ early: true })
  expect(await node.jobs.counts()).toMatchObject({ ready: 0, dead: 1 })
  expect(await node.jobs.dead('ana')).toMatchObject([{ id, attempts: 2, name: 'test/note' }])
  expect(await node.jobs.dead(null)).toEqual([])
  expect((await node.jobs.dead())[0]!.error).toContain('not before attempt 4')

  expect(await node.jobs.retry(newId())).toBe(false)
  expect(await node.jobs.retry(id!)).toBe(true)
  await node.jobs.settle({ early: true })
  expect(await node.effects()).toMatchObject([{ jobId: id, attempt: 4 }])
  expect(await node.jobs.dead()).toEqual([])
})

test('a dead letter can be given up', async () => {
  const [id] = await node.queue({ ...jobs.note, attempts: 1 }, [{ label: 'a', until: 9 }])
  await node.jobs.settle()
  expect(await node.jobs.discard(id!)).toBe(true)
  expect(await node.jobs.retry(id!)).toBe(false)
  expect(await node.jobs.counts()).toMatchObject({ ready: 0, running: 0, dead: 0 })
})

test('a job for later waits for its moment', async () => {
  const patient = openNode(engine, { now })
  await patient.queue(jobs.note, [{ label: 'a' }], { runAt: new Date(at.getTime() + HOUR) })
  await patient.jobs.settle()
  expect(await patient.effects()).toEqual([])
  later(HOUR)
  expect((await patient.jobs.counts()).oldestMs).toBe(0)
  later(MINUTE)
  expect((await patient.jobs.counts()).oldestMs).toBe(MINUTE)
  await patient.jobs.settle()
  expect(await patient.effects()).toHaveLength(1)
})

test('only one unfinished job has the same key', async () => {
  await node.queue(jobs.note, [{ label: 'first' }], { dedupe: 'digest' })
  await node.queue(jobs.note, [{ label: 'second' }, { label: 'second' }], { dedupe: 'digest' })
  await node.queue(jobs.note, [{ label: 'third' }], { dedupe: 'digest' })
  await node.jobs.settle()
  expect(await node.effects()).toMatchObject([{ label: 'first' }])
  await node.queue(jobs.note, [{ label: 'fourth' }], { dedupe: 'digest' })
  await node.jobs.settle()
  expect(await node.effects()).toHaveLength(2)
})

test('urgent jobs overtake, the others keep their order', async () => {
  for (const label of ['a', 'b']) {
    await node.queue(jobs.note, [{ label, ms: 3 }])
    await sleep(2) // within one millisecond there is no order
  }
  await node.queue(jobs.urgent, [{ label: 'urgent', ms: 3 }])
  await node.jobs.settle()
  expect((await node.effects()).map((it) => it.label)).toEqual(['urgent', 'a', 'b'])
})

test('a prompt job runs at once and is nobody else’s in the meantime', async () => {
  const prompt = { ...jobs.note, prompt: true }
  const ids = await node.queue(prompt, [{ label: 'a' }, { label: 'b', until: 2 }])
  await node.jobs.settle()
  expect(await node.effects()).toEqual([])
  await node.jobs.runNow(ids)
  expect(await node.effects()).toMatchObject([{ label: 'a' }])
  await node.jobs.settle({ early: true })
  expect(await node.effects()).toHaveLength(2)
})

test('a schedule that two nodes declare ticks once, and not twice at the same place', async () => {
  const nodes = [openNode(engine, { now }), openNode(engine, { now })]
  for (const it of nodes) await it.jobs.schedules()
  await nodes[0]!.jobs.settle()
  expect(await node.effects()).toEqual([])
  later(SECOND)
  for (const it of nodes) await it.jobs.settle()
  expect(await node.effects()).toHaveLength(1)
  later(MINUTE) // sixty ticks missed are one
  for (const it of nodes) await it.jobs.settle()
  expect(await node.effects()).toMatchObject([{ label: 'tick' }, { label: 'tick' }])
  expect(await node.jobs.counts()).toMatchObject({ ready: 0, running: 0, dead: 0 })
})

test('a carry that dies between insert and delete duplicates nothing', async () => {
  const payloads = Array.from({ length: 5 }, (_, i) => ({ label: `job ${i}` }))
  const carried = new Set(await node.queue(jobs.note, payloads, { carry: false }))
  const left = await node.waitingInOutbox()
  await node.jobs.carry('ana')
  await node.jobs.settle()
  // what the outbox still holds when the process dies before the delete
  await engine.use(names.workspace, ({ db }) => db.insertInto('outbox').values(left).execute())
  await node.queue(jobs.note, [{ label: 'new' }], { carry: false })
  await Promise.all([node.jobs.carry('ana'), openNode(engine).jobs.carry('ana')])
  await node.jobs.settle()
  expect(await node.waitingInOutbox()).toEqual([])
  expect(await node.effects()).toHaveLength(carried.size + 1)
})

test('start-up carries what a crash left in every outbox', async () => {
  await node.queue(jobs.note, [{ label: 'a' }], { carry: false })
  await openNode(engine).jobs.carryAll(['ana'])
  await node.jobs.settle()
  expect(await node.effects()).toHaveLength(1)
})

test('forty commits at once lose no job', async () => {
  const labels = Array.from({ length: 40 }, (_, i) => `job ${i}`)
  await Promise.all(labels.map((label) => node.queue(jobs.note, [{ label }])))
  await node.jobs.settle()
  expect((await node.effects()).map((it) => it.label).toSorted()).toEqual(labels.toSorted())
})

test('an outcome that is not known is said to the next attempt', async () => {
  await node.queue(jobs.send, [
    { label: 'lost', lost: true },
    { label: 'refused', until: 2 },
  ])
  await node.jobs.settle({ early: true })
  const seen = (await node.effects()).map((it) => [it.label, it.attempt, it.unknown])
  expect(seen.toSorted()).toEqual([
    ['lost', 1, false],
    ['lost', 2, true],
    ['refused', 1, false],
    ['refused', 2, false],
  ])
})

test('a running job keeps its lease', async () => {
  const other = openNode(engine, fast)
  await node.queue(jobs.send, [{ label: 'slow', ms: 900 }])
  const workers = [node, other].map((it) => it.jobs.work(quick))
  await sleep(100)
  await quiet()
  await Promise.all(workers.map((it) => it.stop()))
  expect(await node.effects()).toMatchObject([{ label: 'slow', attempt: 1 }])
})

test('a worker that lost its lease cannot finish the job', async () => {
  let finish = () => {}
  const released = new Promise<void>((resolve) => (finish = resolve))
  const frozen = openNode(engine, { now, run: () => released })
  const [id] = await frozen.queue(jobs.note, [{ label: 'a' }])
  const settled = frozen.jobs.settle()
  await until(async () => (await frozen.row(id!))?.state === 'running')
  await frozen.registry((db) => db.updateTable('jobs').set({ attempts: 2 }).execute())
  finish()
  await settled
  expect(await frozen.row(id!)).toMatchObject({ state: 'running', attempts: 2 })
})

test('stop() finishes short jobs and gives long ones back uncounted', async () => {
  const [short] = await node.queue(jobs.send, [{ label: 'short', ms: 60 }])
  const [long] = await node.queue(jobs.send, [{ label: 'long', ms: 60_000 }])
  const worker = node.jobs.work({ ...quick, stopMs: 250 })
  await until(async () => (await node.effects()).length === 2)
  await worker.stop()
  expect(await node.row(short!)).toMatchObject({ state: 'done' })
  const given = await node.row(long!)
  expect(given).toMatchObject({ state: 'ready', attempts: 1, maxAttempts: 9, unknown: true })
  await sleep(30) // the handler was told to stop, and its end changes nothing
  expect(await node.row(long!)).toEqual(given)
})

test('old effects are forgotten, except of jobs that may still come', async () => {
  const [done] = await node.queue(jobs.note, [{ label: 'a' }])
  await node.jobs.settle()
  const [dead] = await node.queue({ ...jobs.note, attempts: 1 }, [{ label: 'b', until: 9 }])
  await node.jobs.settle()
  await engine.use(names.workspace, async (workspace) => {
    const { db, dialect } = workspace
    await claimOnce(db, dialect, dead!, new Date())
    await forgetDone(workspace, new Date(Date.now() + 8 * DAY), (work) =>
      engine.use(names.registry, work),
    )
    const kept = await db.selectFrom('jobsDone').select('jobId').execute()
    expect(kept).toEqual([{ jobId: dead }])
    expect(await claimOnce(db, dialect, done!, new Date())).toBe(true)
    expect(await claimOnce(db, dialect, done!, new Date())).toBe(false)
  })
})
