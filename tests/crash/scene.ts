/** A registry and a workspace with jobs of every kind, whose effects are counted in the database. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Kysely } from 'kysely'
import * as z from 'zod/mini'
import { type DatabaseOf, t, table } from '#kernel/data/column.ts'
import type { Engine } from '#kernel/data/engine.ts'
import { createTable, migrate } from '#kernel/data/migrate.ts'
import { event } from '#kernel/contract.ts'
import { newId } from '#kernel/ids.ts'
import { Jobs, type JobsSetting, OutcomeUnknown, type Run } from '#kernel/jobs.ts'
import { jobsMigration, outboxMigration } from '#kernel/jobs/migrations.ts'
import { claimOnce, enqueue, newJob } from '#kernel/jobs/outbox.ts'
import type { JobsDatabase } from '#kernel/jobs/tables.ts'
import { every, type Job, when, whenOutside } from '#kernel/module.ts'

const effects = {
  id: t.uuid().primary(),
  jobId: t.uuid(),
  label: t.string(),
  attempt: t.int(),
  unknown: t.boolean(),
}
const tables = { effects: table(effects) }
type Database = DatabaseOf<typeof tables> & JobsDatabase
type Handed = { db: Kysely<Database> }
export type Payload = {
  label: string
  /** Fails until this attempt. */
  until?: number
  /** How long the work takes. */
  ms?: number
  /** Where the first attempt stands still, for the test to kill it there. */
  hang?: 'before commit' | 'after commit' | 'outside'
  /** The first attempt says that it does not know its outcome. */
  lost?: boolean
}

export const names = { registry: 'registry', workspace: 'ws_ana' }

const happened = event('test/happened', z.object({}))

/** Writes one row per effect: twice the effect is two rows. */
async function leaveTrace({ db }: Handed, { label }: Payload, run: Run) {
  const { jobId, attempt, unknown } = run
  await db.insertInto('effects').values({ id: newId(), jobId, label, attempt, unknown }).execute()
}

const note = when<any, Database>('test/note', happened, async (ctx, payload: any, run) => {
  await leaveTrace(ctx, payload, run as Run)
  if (payload.ms) await sleep(payload.ms)
  if (run.attempt < payload.until) throw new Error(`not before attempt ${payload.until}`)
  if (payload.hang === 'before commit') await hang(run)
})
const send = whenOutside<any>('test/send', happened, async (ctx: any, payload: any, run) => {
  await ctx.transact((inside: Handed) => leaveTrace(inside, payload, run as Run))
  if (payload.hang === 'outside') await hang(run)
  if (payload.ms) await sleep(payload.ms, undefined, { signal: (run as Run).signal })
  if (payload.lost && run.attempt === 1) throw new OutcomeUnknown('no answer came')
  if (run.attempt < payload.until) throw new Error('refused')
})
const urgent = when<any, Database>('test/urgent', happened, note.handle, { priority: 0 })
const tick = every('test/tick', '* * * * * *', async (ctx: any, _, run) => {
  await ctx.transact((inside: Handed) => leaveTrace(inside, { label: 'tick' }, run as Run))
})
export const jobs = { note, send, urgent, tick }

/** Stands still on the first attempt, after telling the parent process. */
async function hang(run: { attempt: number }): Promise<void> {
  if (run.attempt > 1) return
  process.stdout.write('in hand\n')
  await new Promise(() => setInterval(() => {}, 1000))
}

/** Creates the two namespaces of one test file. */
export async function build(engine: Engine) {
  const effectsMigration = { name: '001-effects', steps: [createTable('effects', effects)] }
  const everywhere = [outboxMigration, effectsMigration]
  for (const [name, migrations] of [
    [names.registry, [...everywhere, jobsMigration]],
    [names.workspace, everywhere],
  ] as const) {
    await engine.create(name)
    await engine.use(name, (namespace) => migrate(namespace, [{ name: 'kernel', migrations }]))
  }
}

const silent = { warn() {}, error() {} }

/** One node: jobs run as the application runs them. */
export function openNode(engine: Engine, setting: Partial<JobsSetting> = {}) {
  const open: JobsSetting['open'] = (id, work) =>
    engine.use(id === null ? names.registry : names.workspace, work)
  const byName = new Map<string, Job>(Object.values(jobs).map((job) => [job.name, job]))
  const now = setting.now ?? (() => new Date())

  const node: Jobs = new Jobs({
    open,
    jobs: [...byName.values()],
    fanOut: async () => ['ana'],
    log: silent,
    now,
    async run(row, run) {
      const job = byName.get(row.name)!
      const transact = <R>(work: (ctx: Handed) => Promise<R>) =>
        open(row.workspaceId, (namespace) => namespace.transact((db) => work({ db })))
      if (job.outside) return job.handle({ transact }, row.payload, run)
      await open(row.workspaceId, (namespace) =>
        namespace.transact(async (db) => {
          if (await claimOnce(db, namespace.dialect, row.id, now()))
            await job.handle({ db }, row.payload, run)
        }),
      )
      if (row.payload.hang === 'after commit') await hang(run)
    },
    ...setting,
  })

  return {
    jobs: node,
    /** Queues jobs in one transaction of the workspace; `fails` undoes it. */
    async queue(
      job: Job,
      payloads: Payload[],
      more: { runAt?: Date; dedupe?: string; fails?: boolean; carry?: boolean } = {},
    ): Promise<string[]> {
      const rows = payloads.map((payload) => newJob(job, payload, { now: now(), ...more }))
      await open('ana', (namespace) =>
        namespace.transact(async (db) => {
          await enqueue(db, rows)
          if (more.fails) throw new Error('the transaction fails')
        }),
      )
      if (more.carry ?? true) await node.carry('ana')
      return rows.map((row) => row.id)
    },
    effects: () =>
      open('ana', ({ db }: { db: Kysely<Database> }) =>
        db.selectFrom('effects').selectAll().orderBy('id').execute(),
      ),
    row: (id: string) =>
      open(null, ({ db }: { db: Kysely<Database> }) =>
        db.selectFrom('jobs').selectAll().where('id', '=', id).executeTakeFirst(),
      ),
    waitingInOutbox: () =>
      open('ana', ({ db }: { db: Kysely<Database> }) =>
        db.selectFrom('outbox').selectAll().execute(),
      ),
    registry: <R>(work: (db: Kysely<Database>) => Promise<R>) => open(null, ({ db }) => work(db)),
    async empty() {
      await open('ana', async ({ db }) => {
        for (const name of ['outbox', 'jobsDone', 'effects']) await db.deleteFrom(name).execute()
      })
      await open(null, ({ db }) => db.deleteFrom('jobs').execute())
    },
  }
}
