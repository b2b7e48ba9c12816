/** The queue's SQL. Every write after a claim carries the attempt it belongs to: a worker that lost its lease changes nothing. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Kysely } from 'kysely'
import { type Namespace, locked } from '#kernel/data/engine.ts'
import { isTransient } from '#kernel/data/faults.ts'
import { memoryMs } from './outbox.ts'
import type { JobRow, JobsDatabase } from './tables.ts'

type Registry = Namespace<JobsDatabase>
type Db = Kysely<JobsDatabase>
export type Attempt = Pick<JobRow, 'id' | 'attempts'>

/** Which jobs a worker may take. */
export type Wanted = {
  names: readonly string[]
  /** Only these, due or not. */
  ids?: readonly string[]
  /** Waiting jobs too; schedules still wait for their moment. */
  early?: boolean
}

/** Runs single statements again that a deadlock or a busy database refused; each may be repeated. */
export async function steadily<R>(work: () => Promise<R>): Promise<R> {
  for (let retry = 0; ; retry++) {
    try {
      return await work()
    } catch (error) {
      if (retry === 3 || !isTransient(error)) throw error
      await sleep(Math.random() * 20 * 2 ** retry)
    }
  }
}

/** Takes up to `room` due jobs, most urgent first, each until its lease ends. */
export async function claim(
  registry: Registry,
  wanted: Wanted,
  room: number,
  now: Date,
  leaseMs: number,
): Promise<JobRow[]> {
  if (wanted.names.length === 0 || wanted.ids?.length === 0) return []
  const due = (db: Db) => {
    const ready = db
      .selectFrom('jobs')
      .where('state', '=', 'ready')
      .where('name', 'in', wanted.names)
    if (wanted.ids) return ready.where('id', 'in', wanted.ids)
    if (!wanted.early) return ready.where('runAt', '<=', now)
    return ready.where((where) =>
      where.or([where('runAt', '<=', now), where('schedule', 'is', null)]),
    )
  }
  // An idle queue is asked without a transaction: on SQLite that would take the write lock each time.
  const any = await due(registry.db).select('id').limit(1).executeTakeFirst()
  if (!any) return []
  return registry.transact(async (db) => {
    const inOrder = due(db)
      .selectAll()
      .orderBy('priority')
      .orderBy('runAt')
      .orderBy('id')
      .limit(room)
    const rows = await unclaimed(registry, inOrder).execute()
    if (rows.length === 0) return []
    await db
      .updateTable('jobs')
      .set((to) => ({
        state: 'running' as const,
        leaseUntil: new Date(now.getTime() + leaseMs),
        attempts: to('attempts', '+', 1),
      }))
      .where(
        'id',
        'in',
        rows.map((row) => row.id),
      )
      .execute()
    return rows.map((row) => ({ ...row, state: 'running' as const, attempts: row.attempts + 1 }))
  })
}

/** Locks the rows nobody else is looking at; SQLite's transaction is alone anyway. */
function unclaimed<Query extends { forUpdate(): Query; skipLocked(): Query }>(
  registry: Registry,
  query: Query,
): Query {
  const locking = locked(registry.dialect, query)
  return registry.dialect === 'sqlite' ? locking : locking.skipLocked()
}

const mine = (db: Db, { id, attempts }: Attempt) =>
  db
    .updateTable('jobs')
    .where('id', '=', id)
    .where('attempts', '=', attempts)
    .where('state', '=', 'running')

const happened = (result: { numUpdatedRows: bigint }) => result.numUpdatedRows > 0n

/** Moves the lease forward; false when the job is no longer ours. */
export async function keep({ db }: Registry, attempt: Attempt, until: Date): Promise<boolean> {
  return happened(await mine(db, attempt).set({ leaseUntil: until }).executeTakeFirst())
}

/** Ends a job. The row stays a while, without its payload, so that a repeated delivery is recognised by its id. */
export async function finish({ db }: Registry, attempt: Attempt, now: Date): Promise<boolean> {
  const end = { state: 'done' as const, payload: {}, dedupe: null, error: null, unknown: false }
  const done = await mine(db, attempt)
    .set({ ...end, leaseUntil: null, finishedAt: now })
    .executeTakeFirst()
  return happened(done)
}

/** `again` null: a dead letter. */
export type Failure = { error: string; unknown: boolean; again: Date | null }

/** The attempt failed: later again, or a dead letter. */
export async function fail({ db }: Registry, attempt: Attempt, outcome: Failure, now: Date) {
  await mine(db, attempt).set(afterwards(outcome, now)).execute()
}

const afterwards = ({ error, unknown, again }: Failure, now: Date) => ({
  ...(again
    ? { state: 'ready' as const, runAt: again }
    : { state: 'dead' as const, dedupe: null, finishedAt: now }),
  error: error.slice(0, 4000),
  unknown,
  leaseUntil: null,
})

/** Hands a job back, for another worker or for a later moment; the attempt is not counted (one more is allowed: attempts never decrease). */
export async function giveBack({ db }: Registry, attempt: Attempt, unknown: boolean, runAt: Date) {
  await mine(db, attempt)
    .set((to) => ({
      state: 'ready' as const,
      runAt,
      leaseUntil: null,
      unknown,
      maxAttempts: to('maxAttempts', '+', 1),
    }))
    .execute()
}

/** Takes a job from a worker that has gone silent, unless it renewed its lease just now. */
export async function takeOver(
  registry: Registry,
  row: JobRow,
  outcome: Failure,
  now: Date,
): Promise<boolean> {
  const silent = mine(registry.db, row).where('leaseUntil', '<', now)
  return happened(await silent.set(afterwards(outcome, now)).executeTakeFirst())
}

/** Jobs whose worker has gone silent. */
export function expired({ db }: Registry, names: readonly string[], now: Date): Promise<JobRow[]> {
  return db
    .selectFrom('jobs')
    .selectAll()
    .where('state', '=', 'running')
    .where('leaseUntil', '<', now)
    .where('name', 'in', names)
    .limit(100)
    .execute()
}

/** Dead letters, newest first; of one workspace, of the registry (null) or of all. */
export function dead({ db }: Registry, workspaceId: string | null | undefined, limit: number) {
  const letters = db
    .selectFrom('jobs')
    .selectAll()
    .where('state', '=', 'dead')
    .orderBy('finishedAt', 'desc')
    .limit(limit)
  if (workspaceId === undefined) return letters.execute()
  if (workspaceId === null) return letters.where('workspaceId', 'is', null).execute()
  return letters.where('workspaceId', '=', workspaceId).execute()
}

/** When waiting jobs are tried next, by their ids; what is done or gave up is not in it. */
export async function nextOf({ db }: Registry, ids: readonly string[]): Promise<Map<string, Date>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('jobs')
    .select(['id', 'runAt'])
    .where('id', 'in', ids)
    .where('state', 'in', ['ready', 'running'])
    .execute()
  return new Map(rows.map((it) => [it.id, it.runAt]))
}

const deadLetter = (db: Db, id: string) =>
  db.updateTable('jobs').where('id', '=', id).where('state', '=', 'dead')

/** A second life for a dead letter, with as many attempts as `attempts` says. */
export async function retry({ db }: Registry, id: string, attempts: number, now: Date) {
  const revived = await deadLetter(db, id)
    .set((to) => ({
      state: 'ready' as const,
      runAt: now,
      finishedAt: null,
      maxAttempts: to('attempts', '+', attempts),
    }))
    .executeTakeFirst()
  return happened(revived)
}

/** Gives a dead letter up for good; its error stays until the row is forgotten. */
export async function discard({ db }: Registry, id: string, now: Date): Promise<boolean> {
  const dropped = await deadLetter(db, id)
    .set({ state: 'done', payload: {}, finishedAt: now })
    .executeTakeFirst()
  return happened(dropped)
}

export async function forget({ db }: Registry, now: Date): Promise<void> {
  const before = new Date(now.getTime() - memoryMs)
  await db.deleteFrom('jobs').where('state', '=', 'done').where('finishedAt', '<', before).execute()
}

/** The place is gone: nothing will ask for its jobs any more. */
export async function dropJobs(db: Db, workspaceId: string): Promise<void> {
  await db.deleteFrom('jobs').where('workspaceId', '=', workspaceId).execute()
}

export type Counts = { ready: number; running: number; dead: number; oldestMs: number }

/** For the metrics: how many, and for how long the oldest due job has been waiting. Schedules are not counted. */
export async function counts({ db }: Registry, now: Date): Promise<Counts> {
  const rows = await db
    .selectFrom('jobs')
    .select((row) => ['state', row.fn.countAll<number | string | bigint>().as('many')])
    .where('state', '!=', 'done')
    .where('schedule', 'is', null)
    .groupBy('state')
    .execute()
  const oldest = await db
    .selectFrom('jobs')
    .select('runAt')
    .where('state', '=', 'ready')
    .where('schedule', 'is', null)
    .where('runAt', '<=', now)
    .orderBy('runAt')
    .limit(1)
    .executeTakeFirst()
  const many = (state: string) => Number(rows.find((row) => row.state === state)?.many ?? 0)
  return {
    ready: many('ready'),
    running: many('running'),
    dead: many('dead'),
    oldestMs: oldest ? now.getTime() - oldest.runAt.getTime() : 0,
  }
}
