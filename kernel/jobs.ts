/**
 * THE LIFE OF A JOB. A transaction writes it in its namespace's outbox → after the commit it is carried to the queue in
 * the registry → a worker claims it → runs it in its place → done, later again with a growing delay, or a dead letter.
 * At least once, on every engine, for any number of nodes; `claimOnce` makes the effect of a transaction happen once.
 */
import type { Namespace } from './data/engine.ts'
import { carry, forgetDone } from './jobs/outbox.ts'
import * as queue from './jobs/queue.ts'
import { declare, tick } from './jobs/schedules.ts'
import type { JobRow } from './jobs/tables.ts'
import { type InHand, Worker, type WorkOptions } from './jobs/worker.ts'
import type { Job, JobRun } from './module.ts'
import { HOUR, MINUTE, SECOND } from './time.ts'

export type { Counts } from './jobs/queue.ts'
export type { JobRow } from './jobs/tables.ts'
export type { WorkOptions } from './jobs/worker.ts'

/** Thrown by an `outside` job whose request may have arrived although no answer came: the next attempt looks first. */
export class OutcomeUnknown extends Error {
  override readonly name = 'OutcomeUnknown'
}

/** Thrown by `run` when the job's module is switched off there: it rests, costs no attempt, and runs when it is on again. */
export class ModuleIsOff extends Error {
  override readonly name = 'ModuleIsOff'
}

export type Run = JobRun & {
  /** Aborted when the lease is lost or the worker stops. */
  signal: AbortSignal
}

type Log = {
  warn(facts: object, sentence: string): void
  error(facts: object, sentence: string): void
}

export type JobsSetting = {
  /** Opens a workspace's namespace, or the registry's for null. */
  open<R>(workspaceId: string | null, work: (namespace: Namespace<any>) => Promise<R>): Promise<R>
  jobs: readonly Job[]
  /** Runs a job in its place; `row.workspaceId` null is the registry. */
  run(row: JobRow, run: Run): Promise<void>
  /** The places where a recurring job runs now: ids of workspaces, `registry` or null for the registry. */
  fanOut(job: Job): Promise<readonly (string | null)[]>
  now(): Date
  log: Log
  /** The delay before the next attempt, without jitter. */
  delayMs?: (attempt: number) => number
}

/** 2 s, 4 s, 8 s … at most an hour. */
const growing = (attempt: number) => Math.min(SECOND * 2 ** attempt, HOUR)
/** Jobs called from a request or a test hold this lease. */
const inlineLeaseMs = MINUTE
/** How long a job rests before it looks again whether its module is on. */
const restMs = HOUR
/** Workers try to carry a namespace that often before they leave it to the next event or start. */
const giveUpAfter = 20
const placeOf = (id: string | null) => (id === 'registry' ? null : id)

export class Jobs {
  readonly #open: JobsSetting['open']
  readonly #run: JobsSetting['run']
  readonly #fanOut: JobsSetting['fanOut']
  readonly #now: () => Date
  readonly #log: Log
  readonly #delayMs: (attempt: number) => number
  readonly #jobs: ReadonlyMap<string, Job>
  readonly #workers = new Set<Worker>()
  /** Per place: the carry under way, and the one that will follow it. */
  readonly #carrying = new Map<string | null, { now: Promise<void>; next?: Promise<void> }>()
  /** Places whose last carry failed, and how often: workers try again. */
  readonly #left = new Map<string | null, number>()
  readonly #forgotAt = new Map<string | null, number>()
  /** Jobs that were met while their module is off, so that `settle` meets each once. */
  readonly #resting = new Set<string>()

  constructor({ open, jobs, run, fanOut, now, log, delayMs = growing }: JobsSetting) {
    this.#open = open
    this.#run = run
    this.#fanOut = fanOut
    this.#now = now
    this.#log = log
    this.#delayMs = delayMs
    this.#jobs = new Map(jobs.map((job) => [job.name, job]))
  }

  /** Moves what a namespace's transactions queued into the queue. Calls that come together share one trip. */
  carry(workspaceId: string | null): Promise<void> {
    const place = placeOf(workspaceId)
    const under = this.#carrying.get(place)
    // The trip under way may have read before our commit: the one after it surely reads our rows.
    if (under) return (under.next ??= under.now.then(ignore, ignore).then(() => this.#trip(place)))
    return this.#trip(place)
  }

  /** At start-up: what a crash left in the outboxes, and the registry's own. One broken namespace stops nobody else. */
  async carryAll(workspaceIds: Iterable<string | null>): Promise<void> {
    for (const place of new Set([null, ...workspaceIds])) {
      try {
        await this.carry(place)
      } catch (error) {
        this.#log.error({ error, workspace: place }, 'the outbox of this namespace stays for now')
      }
    }
  }

  /** Runs prompt jobs at once, most urgent first; those that fail stay queued, and so do those another node has. */
  async runNow(ids: readonly string[]): Promise<void> {
    const wanted = { names: this.#names(), ids }
    for (const row of await this.#claim(wanted, ids.length, inlineLeaseMs)) await this.#inline(row)
  }

  work(options: WorkOptions = {}): { stop(): Promise<void> } {
    const { leaseMs = MINUTE } = options
    const names = this.#names(options.names)
    const worker = new Worker(
      {
        take: (room) => this.#claim({ names }, room, leaseMs),
        takeOver: async () => {
          await this.#takeOver(names)
          await this.carryLeft()
        },
        run: (hand) => this.#attempt(hand),
        giveBack: (hand) => this.#giveBack(hand),
        failed: (error) => this.#log.error({ error }, 'the queue cannot be reached'),
      },
      options,
    )
    this.#workers.add(worker)
    const stop = async () => {
      this.#workers.delete(worker)
      await worker.stop()
      await Promise.allSettled([...this.#carrying.values()].map((it) => it.next ?? it.now))
    }
    return { stop }
  }

  /** Workers of this process look at the queue now. */
  wake(): void {
    for (const worker of this.#workers) worker.wake()
  }

  /** Declares recurring jobs; safe to repeat on every node. */
  async schedules(): Promise<void> {
    await this.#queue((registry) => declare(registry, [...this.#jobs.values()], this.#now()))
    this.wake()
  }

  /** Dead letters, newest first: of one workspace, of the registry (null), or of all when absent. */
  dead(workspaceId?: string | null, limit = 100): Promise<JobRow[]> {
    const place = workspaceId === undefined ? undefined : placeOf(workspaceId)
    return this.#queue((registry) => queue.dead(registry, place, limit))
  }

  /** Gives a dead letter its attempts again; false when there is none with this id. */
  async retry(id: string): Promise<boolean> {
    const row = await this.#queue(({ db }) =>
      db.selectFrom('jobs').select('name').where('id', '=', id).executeTakeFirst(),
    )
    const attempts = (row && this.#jobs.get(row.name)?.attempts) ?? 8
    const revived = await this.#queue((registry) =>
      queue.retry(registry, id, attempts, this.#now()),
    )
    this.wake()
    return revived
  }

  /** Gives a dead letter up; false when there is none with this id. */
  discard(id: string): Promise<boolean> {
    return this.#queue((registry) => queue.discard(registry, id, this.#now()))
  }

  /** When these jobs are tried next; those that are done or gave up are not in it. */
  next(ids: readonly string[]): Promise<Map<string, Date>> {
    return this.#queue((registry) => queue.nextOf(registry, ids))
  }

  counts(): Promise<queue.Counts> {
    return this.#queue((registry) => queue.counts(registry, this.#now()))
  }

  /** For tests and the demonstration: runs what is due until nothing is; `early` also what waits for a later moment. */
  async settle({ early = false, atMost = 10_000 } = {}): Promise<void> {
    this.#resting.clear()
    for (let run = 0; run < atMost;) {
      await Promise.all([...this.#carrying.values()].map((it) => it.next ?? it.now))
      const rows = await this.#claim({ names: this.#names(), early }, 20, inlineLeaseMs)
      if (rows.every((it) => this.#resting.has(it.id))) return this.#putOffAgain(rows)
      for (const row of rows) await this.#inline(row)
      run += rows.length
    }
    throw new Error(`jobs keep making jobs: more than ${atMost} have run`)
  }

  #names(names: readonly string[] = [...this.#jobs.keys()]): readonly string[] {
    return names.filter((name) => this.#jobs.has(name))
  }

  #queue<R>(work: (registry: Namespace<any>) => Promise<R>): Promise<R> {
    return queue.steadily(() => this.#open(null, work))
  }

  #claim(wanted: queue.Wanted, room: number, leaseMs: number): Promise<JobRow[]> {
    return this.#queue((registry) => queue.claim(registry, wanted, room, this.#now(), leaseMs))
  }

  #trip(place: string | null): Promise<void> {
    const trip: { now: Promise<void>; next?: Promise<void> } = { now: this.#carryOnce(place) }
    this.#carrying.set(place, trip)
    const over = () => {
      if (this.#carrying.get(place) === trip && !trip.next) this.#carrying.delete(place)
    }
    trip.now.then(over, over)
    return trip.now
  }

  async #carryOnce(place: string | null): Promise<void> {
    const failed = this.#left.get(place) ?? 0
    this.#left.set(place, failed + 1)
    if (failed >= giveUpAfter) this.#left.delete(place)
    const carried = await this.#open(place, async (namespace) => {
      const carried = await queue.steadily(() =>
        carry(namespace, place, (work) => this.#queue(work)),
      )
      await this.#forget(place, namespace)
      return carried
    })
    this.#left.delete(place)
    if (carried > 0) this.wake()
  }

  /** What could not be carried at its time; and once an hour the registry, which forgets old jobs by the way. */
  async carryLeft(): Promise<void> {
    const left = [...this.#left.keys()].filter((place) => !this.#carrying.has(place))
    const isTime = this.#now().getTime() - (this.#forgotAt.get(null) ?? 0) >= HOUR
    if (left.length > 0 || isTime) await this.carryAll(left)
  }

  /** Once an hour and namespace: what is old enough to be forgotten. */
  async #forget(place: string | null, namespace: Namespace<any>): Promise<void> {
    const now = this.#now()
    if (now.getTime() - (this.#forgotAt.get(place) ?? 0) < HOUR) return
    this.#forgotAt.set(place, now.getTime())
    await forgetDone(namespace, now, (work) => this.#queue(work))
    if (place === null) await queue.forget(namespace, now)
  }

  #inline(row: JobRow): Promise<void> {
    const hand = { row, leaseMs: inlineLeaseMs, cancel: new AbortController(), lost: false }
    return this.#attempt(hand)
  }

  /** One attempt, whatever happens to it; the queue learns the outcome, or the lease runs out. */
  async #attempt(hand: InHand): Promise<void> {
    const { row } = hand
    const renewal = setInterval(() => void this.#keep(hand), hand.leaseMs / 2)
    try {
      if (row.schedule) return await this.#tick(row)
      await this.#run(row, this.#runOf(hand))
    } catch (error) {
      const after = () =>
        error instanceof ModuleIsOff ? this.#rest(row) : this.#again(hand, error)
      if (!hand.lost) await this.#report(row, after)
      return
    } finally {
      clearInterval(renewal)
    }
    this.#resting.delete(row.id)
    await this.#report(row, () =>
      this.#queue((registry) => queue.finish(registry, row, this.#now())),
    )
  }

  async #report(row: JobRow, tell: () => Promise<unknown>): Promise<void> {
    try {
      await tell()
    } catch (error) {
      this.#log.error(
        { error, job: row.id },
        'the end of this job is not written: its lease will run out',
      )
    }
  }

  #runOf(hand: InHand): Run {
    const { row, cancel } = hand
    // Inside a transaction the connection is taken: asking the database there would wait for itself.
    const keep = () => (this.#jobs.get(row.name)?.outside ? this.#keep(hand) : !hand.lost)
    return {
      jobId: row.id,
      attempt: row.attempts,
      unknown: row.unknown,
      keep: async () => keep(),
      signal: cancel.signal,
    }
  }

  async #keep(hand: InHand): Promise<boolean> {
    if (hand.lost) return false
    const until = new Date(this.#now().getTime() + hand.leaseMs)
    try {
      hand.lost = !(await this.#queue((registry) => queue.keep(registry, hand.row, until)))
    } catch (error) {
      this.#log.warn({ error, job: hand.row.id }, 'a lease could not be renewed')
      return false
    }
    if (hand.lost) hand.cancel.abort(new Error('another worker has this job'))
    return !hand.lost
  }

  async #tick(row: JobRow): Promise<void> {
    const places = await this.#fanOut(this.#jobs.get(row.name)!)
    await this.#queue((registry) => tick(registry, row, places.map(placeOf), this.#now()))
    this.wake()
  }

  async #again({ row }: InHand, error: unknown): Promise<void> {
    const unknown = row.unknown || error instanceof OutcomeUnknown
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
    const facts = { job: row.id, name: row.name, workspace: row.workspaceId, attempt: row.attempts }
    const now = this.#now()
    const isLast = row.attempts >= row.maxAttempts && !row.schedule
    // Half to one and a half times the delay: jobs that failed together do not come back together.
    const later = this.#delayMs(row.attempts) * (0.5 + Math.random())
    const again = isLast ? null : new Date(now.getTime() + later)
    await this.#queue((registry) => queue.fail(registry, row, { error: text, unknown, again }, now))
    if (isLast) this.#log.error({ ...facts, error: text }, 'a job is now a dead letter')
    else this.#log.warn({ ...facts, error: text }, 'a job failed and will be tried again')
  }

  async #rest(row: JobRow): Promise<void> {
    this.#resting.add(row.id)
    const later = new Date(this.#now().getTime() + restMs)
    await this.#queue((registry) => queue.giveBack(registry, row, row.unknown, later))
  }

  async #putOffAgain(rows: readonly JobRow[]): Promise<void> {
    for (const row of rows) await this.#rest(row)
  }

  async #giveBack({ row }: InHand): Promise<void> {
    const unknown = row.unknown || this.#mayHaveLeft(row)
    await this.#queue((registry) => queue.giveBack(registry, row, unknown, this.#now()))
  }

  /** Jobs whose worker died: at once for others, or dead letters when they were at their last attempt. */
  async #takeOver(names: readonly string[]): Promise<void> {
    const rows = await this.#queue((registry) => queue.expired(registry, names, this.#now()))
    for (const row of rows) {
      const unknown = row.unknown || this.#mayHaveLeft(row)
      const again = row.attempts >= row.maxAttempts && !row.schedule ? null : this.#now()
      const error = 'The worker stopped without a word during this attempt.'
      await this.#queue((registry) =>
        queue.takeOver(registry, row, { error, unknown, again }, this.#now()),
      )
    }
  }

  /** The worker of an `outside` job died: its request may be on its way. */
  #mayHaveLeft(row: JobRow): boolean {
    return !row.schedule && this.#jobs.get(row.name)?.outside === true
  }
}

const ignore = () => {}
