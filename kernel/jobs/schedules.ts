/** Recurring jobs: one row per schedule in the queue, however many nodes declare it; each tick makes one job per place. */
import { Cron } from 'croner'
import type { Kysely } from 'kysely'
import type { Namespace } from '#kernel/data/engine.ts'
import { newId } from '#kernel/ids.ts'
import type { Job } from '#kernel/module.ts'
import { insertJobs, waiting } from './outbox.ts'
import type { JobRow, JobsDatabase } from './tables.ts'

type Registry = Namespace<JobsDatabase>

/** The first moment after `after` that a cron expression names, on Belgian clocks. */
export function nextTick(schedule: string, after: Date): Date {
  const next = new Cron(schedule, { timezone: 'Europe/Brussels', paused: true }).nextRun(after)
  if (!next) throw new Error(`the schedule ${schedule} has no next moment`)
  return next
}

/** Declares recurring jobs; a schedule that changed since the last start waits for its new moment. */
export async function declare({ db, dialect }: Registry, jobs: readonly Job[], now: Date) {
  for (const { name, schedule, priority = 5, attempts = 8 } of jobs) {
    if (!schedule) continue
    const dedupe = `schedule:${name}`
    const runAt = nextTick(schedule, now)
    const facts = { name, payload: {}, priority, maxAttempts: attempts, workspaceId: null }
    const row = waiting({ id: newId(), ...facts, runAt, createdAt: now, dedupe, schedule })
    await insertJobs(db, dialect, [row])
    await db
      .updateTable('jobs')
      .set({ schedule, runAt, priority, maxAttempts: attempts })
      .where('dedupe', '=', dedupe)
      .where('schedule', '!=', schedule)
      .execute()
  }
}

/**
 * One tick, in one transaction of the registry: the jobs of this moment and the move to the next, so that a node that
 * dies here neither loses nor doubles it. A place whose previous job is not finished gets no second one.
 */
export async function tick(registry: Registry, row: JobRow, places: (string | null)[], now: Date) {
  await registry.transact(async (db) => {
    const next = nextTick(row.schedule!, now > row.runAt ? now : row.runAt)
    if (!(await advance(db, row, next))) return
    const { name, priority, maxAttempts } = row
    const jobs = places.map((workspaceId) => {
      const facts = { name, payload: {}, priority, maxAttempts, workspaceId }
      const dedupe = `${name}@${workspaceId ?? 'registry'}`
      return waiting({ id: newId(), ...facts, runAt: now, createdAt: now, dedupe })
    })
    for (let at = 0; at < jobs.length; at += 200)
      await insertJobs(db, registry.dialect, jobs.slice(at, at + 200))
  })
}

async function advance(db: Kysely<JobsDatabase>, { id, attempts }: JobRow, runAt: Date) {
  const moved = await db
    .updateTable('jobs')
    .set({ state: 'ready', runAt, leaseUntil: null, error: null })
    .where('id', '=', id)
    .where('attempts', '=', attempts)
    .where('state', '=', 'running')
    .executeTakeFirst()
  return moved.numUpdatedRows > 0n
}
