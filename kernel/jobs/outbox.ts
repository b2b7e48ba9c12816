/** Jobs leave with the transaction that caused them, and take effect once. */
import type { Kysely } from 'kysely'
import type { Dialect } from '#kernel/data/column.ts'
import type { Namespace } from '#kernel/data/engine.ts'
import { isUniqueViolation } from '#kernel/data/faults.ts'
import { insertIgnore, insertOne } from '#kernel/data/write.ts'
import { newId } from '#kernel/ids.ts'
import type { Job } from '#kernel/module.ts'
import { DAY, SECOND } from '#kernel/time.ts'
import type { JobRow, JobsDatabase, OutboxDatabase, OutboxRow } from './tables.ts'

/** One job to queue. `dedupe`: ignored while another unfinished job has the same key. */
export type NewJob = Omit<OutboxRow, 'createdAt' | 'requestId' | 'dedupe'> &
  Partial<Pick<OutboxRow, 'createdAt' | 'requestId' | 'dedupe'>>

/** How long the node that wrote a prompt job has it for itself. */
const headStartMs = 5 * SECOND
/** How long finished jobs are remembered, so that what a crash repeats is recognised. */
export const memoryMs = 7 * DAY
const batch = 200

type Circumstances = { now: Date; requestId?: string | null; runAt?: Date; dedupe?: string }

/** The outbox row of a declared job, with the defaults of its options; `runAt` delays it. */
export function newJob(
  job: Pick<Job, 'name' | 'attempts' | 'priority' | 'prompt'>,
  payload: unknown,
  { now, requestId = null, runAt, dedupe }: Circumstances,
): NewJob & { createdAt: Date } {
  const soon = job.prompt ? new Date(now.getTime() + headStartMs) : now
  return {
    id: newId(),
    name: job.name,
    payload,
    priority: job.priority ?? 5,
    maxAttempts: job.attempts ?? 8,
    runAt: runAt ?? soon,
    createdAt: now,
    requestId,
    dedupe: dedupe ?? null,
  }
}

/** Writes jobs with the acting transaction. */
export async function enqueue(db: Kysely<any>, jobs: readonly NewJob[]): Promise<void> {
  if (jobs.length === 0) return
  const rows = jobs.map((job) => ({
    ...job,
    createdAt: job.createdAt ?? job.runAt,
    requestId: job.requestId ?? null,
    dedupe: job.dedupe ?? null,
  }))
  if (rows.length === 1) await insertOne(db, 'outbox', rows[0]!)
  else await db.insertInto('outbox').values(rows).execute()
}

/**
 * The first statement of a job's transaction. False: this job's effect is already committed here and only the queue
 * does not know it (the process died between the two commits), so the handler must not run again.
 */
export const claimOnce = (
  db: Kysely<any>,
  dialect: Dialect,
  jobId: string,
  now: Date,
): Promise<boolean> => insertIgnore(db, dialect, 'jobsDone', { jobId, doneAt: now })

/**
 * Copies a namespace's waiting jobs into the queue, then deletes them here. Died in between, or done by two nodes at
 * once: the queue already knows the id, finished or not, and ignores the second copy.
 */
export async function carry(
  from: Namespace<OutboxDatabase>,
  workspaceId: string | null,
  inRegistry: <R>(work: (registry: Namespace<JobsDatabase>) => Promise<R>) => Promise<R>,
): Promise<number> {
  for (let carried = 0; ;) {
    const rows = await from.db.selectFrom('outbox').selectAll().orderBy('id').limit(batch).execute()
    if (rows.length === 0) return carried
    const jobs = rows.map((row) => waiting({ ...row, workspaceId }))
    await inRegistry(({ db, dialect }) => insertJobs(db, dialect, jobs))
    const ids = rows.map((row) => row.id)
    await from.db.deleteFrom('outbox').where('id', 'in', ids).execute()
    carried += rows.length
    if (rows.length < batch) return carried
  }
}

/** Forgets effects committed long ago, except those of jobs that the queue may still deliver. */
export async function forgetDone(
  from: Namespace<OutboxDatabase>,
  now: Date,
  inRegistry: <R>(work: (registry: Namespace<JobsDatabase>) => Promise<R>) => Promise<R>,
): Promise<void> {
  const old = await from.db
    .selectFrom('jobsDone')
    .select('jobId')
    .where('doneAt', '<', new Date(now.getTime() - memoryMs))
    .limit(1000)
    .execute()
  if (old.length === 0) return
  const ids = old.map((row) => row.jobId)
  const unfinished = await inRegistry(({ db }) =>
    db
      .selectFrom('jobs')
      .select('id')
      .where('id', 'in', ids)
      .where('state', '!=', 'done')
      .execute(),
  )
  const keep = new Set(unfinished.map((row) => row.id))
  const gone = ids.filter((id) => !keep.has(id))
  if (gone.length > 0) await from.db.deleteFrom('jobsDone').where('jobId', 'in', gone).execute()
}

type Waiting = Pick<
  JobRow,
  'id' | 'name' | 'payload' | 'priority' | 'maxAttempts' | 'runAt' | 'createdAt' | 'workspaceId'
> &
  Partial<JobRow>

/** A complete queue row that nobody has tried yet. */
export const waiting = (row: Waiting): JobRow => ({
  leaseUntil: null,
  attempts: 0,
  unknown: false,
  error: null,
  dedupe: null,
  schedule: null,
  requestId: null,
  finishedAt: null,
  ...row,
  state: 'ready',
})

/** Inserts the jobs whose id and key are free. */
export async function insertJobs(
  db: Kysely<JobsDatabase>,
  dialect: Dialect,
  jobs: readonly JobRow[],
): Promise<void> {
  if (jobs.length === 0) return
  const insert = db.insertInto('jobs').values(jobs)
  if (dialect !== 'mariadb') {
    await insert.onConflict((conflict) => conflict.doNothing()).execute()
    return
  }
  try {
    await insert.execute()
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    for (const job of jobs) await insertIgnore(db, dialect, 'jobs', job)
  }
}
