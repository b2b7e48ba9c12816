/** The rows of the job system: an outbox in every namespace, the queue in the registry. */
import { t, table, type DatabaseOf, type RowOf } from '#kernel/data/column.ts'

/** Waiting jobs, written by the acting transaction in its own namespace until they are carried to the queue. */
const outbox = {
  id: t.uuid().primary(),
  name: t.string(120),
  payload: t.json<any>(),
  priority: t.int(),
  maxAttempts: t.int(),
  runAt: t.instant(),
  createdAt: t.instant(),
  /** The request that caused it, so that its log lines and the job's can be read together. */
  requestId: t.string(80).nullable(),
  /** At most one unfinished job has this key. */
  dedupe: t.string(200).nullable(),
}

/** Jobs whose effect is committed in this namespace; the queue may deliver one again after a crash. */
const jobsDone = { jobId: t.uuid().primary(), doneAt: t.instant().index() }

const states = ['ready', 'running', 'dead', 'done'] as const

const jobs = {
  id: t.uuid().primary(),
  /** Null: the job belongs to the registry. */
  workspaceId: t.string(48).nullable(),
  name: t.string(120),
  payload: t.json<any>(),
  priority: t.int(),
  state: t.oneOf(...states),
  runAt: t.instant(),
  /** While running: when another worker may take it over. */
  leaseUntil: t.instant().nullable(),
  /** Never decreases, so it is also the fence: who began attempt 3 cannot finish attempt 4. */
  attempts: t.int(),
  maxAttempts: t.int(),
  /** An earlier attempt may have reached an outside service; the next one looks before it acts. */
  unknown: t.boolean(),
  error: t.text().nullable(),
  dedupe: t.string(200).nullable().unique(),
  /** A cron expression: this row never ends, it makes the jobs of each tick. */
  schedule: t.string(80).nullable(),
  requestId: t.string(80).nullable(),
  createdAt: t.instant(),
  finishedAt: t.instant().nullable(),
}
const jobIndexes = {
  indexes: [
    ['state', 'priority', 'runAt'],
    ['state', 'leaseUntil'],
    ['state', 'finishedAt'],
  ],
}

/** In every namespace, the registry's included. */
export const outboxTables = { outbox: table(outbox), jobsDone: table(jobsDone) }
/** In the registry. */
export const jobsTables = { jobs: table(jobs, jobIndexes) }

export type OutboxDatabase = DatabaseOf<typeof outboxTables>
export type JobsDatabase = OutboxDatabase & DatabaseOf<typeof jobsTables>
export type OutboxRow = RowOf<typeof outboxTables.outbox>
export type JobRow = RowOf<typeof jobsTables.jobs>
