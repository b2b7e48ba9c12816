/** The product assembled: parts, engines, directory and clients, with the two lives (call.ts, jobs) running through it. */
import * as z from 'zod/mini'
import type { Waiting } from './audit.ts'
import { answer, type Answer, nameOf, type Request } from './call.ts'
import {
  contextOf,
  type Lender,
  type Queued,
  openContextOf,
  REGISTRY,
  type Scene,
  SYSTEM,
  transact,
} from './context.ts'
import { type Endpoint, type Event, NotFound, type Rate, type Shape, TooMany } from './contract.ts'
import type { Engine, Namespace } from './data/engine.ts'
import { migrate } from './data/migrate.ts'
import type { Source } from './data/rows.ts'
import { upgradeAll } from './data/upgrade.ts'
import type { Directory } from './directory.ts'
import { dropJobs } from './jobs/queue.ts'
import { forgetRepliesAbout } from './idempotency.ts'
import { claimOnce } from './jobs/outbox.ts'
import { type JobRow, Jobs, ModuleIsOff } from './jobs.ts'
import { Live } from './live.ts'
import { aloneBus, type Bus } from './live/bus.ts'
import type { Log } from './log.ts'
import {
  type Context,
  isWhole,
  type Job,
  type JobRun,
  type OpenContext,
  type Part,
  type Route,
  type TopicDoor,
  type WorkspaceFacts,
} from './module.ts'
import { Permissions } from './permissions.ts'
import { registryParts, workspaceParts } from './places.ts'
import { Rates } from './rate.ts'
import { Traces } from './traces.ts'
import { SECOND } from './time.ts'

type Bury = Parameters<OpenContext['erase']>[1]

export type Assembly = {
  parts: readonly Part[]
  /** Placement → engine; `default` holds the registry. */
  engines: ReadonlyMap<string, Engine>
  directory: Directory
  /** Port name → client. */
  clients: ReadonlyMap<string, unknown>
  log: Log
  /** How the nodes hear of each other; absent where there is one. */
  bus?: Bus
  now?: () => Date
}

export class Application implements Lender {
  readonly parts: readonly Part[]
  readonly directory: Directory
  readonly clients: ReadonlyMap<string, unknown>
  readonly permissions: Permissions
  readonly rates = new Rates()
  readonly jobs: Jobs
  readonly live: Live
  readonly log: Log
  readonly now: () => Date
  readonly #traces = new Traces()
  readonly #engines: ReadonlyMap<string, Engine>
  readonly #routes = new Map<Endpoint, { part: Part; route: Route }>()
  readonly #jobs = new Map<string, { part: Part; job: Job }>()
  readonly #topics = new Map<string, { part: Part; door: TopicDoor }>()

  constructor(assembly: Assembly) {
    const { parts, engines, directory, clients, log, bus, now = () => new Date() } = assembly
    this.parts = parts
    this.directory = directory
    this.clients = clients
    this.log = log
    this.now = now
    this.permissions = new Permissions(parts)
    this.#engines = engines
    for (const part of parts) {
      for (const route of part.routes) this.#routes.set(route.endpoint, { part, route })
      for (const job of part.jobs) this.#jobs.set(job.name, { part, job })
      for (const door of part.topics ?? []) this.#topics.set(door.topic.name, { part, door })
    }
    this.live = new Live({
      open: (id, work) => this.#openById(id, work),
      bus: bus ?? aloneBus,
      now,
      log,
    })
    this.jobs = new Jobs({
      open: (workspaceId, work) => this.#openById(workspaceId, work),
      jobs: [...this.#jobs.values()].map((it) => it.job),
      run: (row, run) => this.#runJob(row, run),
      fanOut: (job) => this.#workspacesWith(job),
      now,
      log,
    })
  }

  get endpoints(): Endpoint[] {
    return [...this.#routes.keys()]
  }

  get dialect() {
    return this.engineOf(REGISTRY).dialect
  }

  routeOf(endpoint: Endpoint<any, any>): { part: Part; route: Route } {
    const found = this.#routes.get(endpoint)
    if (!found) throw new Error(`no part answers ${nameOf(endpoint)}`)
    return found
  }

  /** Counts a call on this node, and over all of them while they hear of each other; throws TooMany. */
  async spend(what: string, rate: Rate): Promise<void> {
    const now = this.now().getTime()
    this.rates.spend(what, rate, now)
    const all = (await this.live.bus.count(what, rate.windowMs)) ?? 0
    const leftMs = rate.windowMs - (now % rate.windowMs)
    if (all > rate.max) throw TooMany({ retryAfterS: Math.ceil(leftMs / SECOND) })
  }

  topicNamed = (name: string) => this.#topics.get(name)

  /** One call as one person: the reply alone. */
  async call<In extends Shape, Out extends Shape>(
    endpoint: Endpoint<In, Out>,
    request: Request,
    input: unknown,
  ): Promise<z.output<Out>> {
    return (await this.answer(endpoint, request, input)).reply as z.output<Out>
  }

  /** The same with what HTTP says besides: status, session cookie, headers. */
  answer(endpoint: Endpoint<any, any>, request: Request, input: unknown): Promise<Answer> {
    return answer(this, endpoint, request, input)
  }

  /** Creates and migrates the registry; safe to repeat. */
  async prepare(): Promise<void> {
    const engine = this.engineOf(REGISTRY)
    if (!(await engine.exists(REGISTRY.namespace))) await engine.create(REGISTRY.namespace)
    await engine.use(REGISTRY.namespace, (namespace) =>
      migrate(namespace, registryParts(this.parts)),
    )
  }

  provision: OpenContext['provision'] = async ({ namespace, placement, modules }) => {
    const engine = this.engineOf({ placement })
    if (!(await engine.exists(namespace))) await engine.create(namespace)
    await engine.use(namespace, (it) => migrate(it, workspaceParts(this.parts, modules)))
  }

  sizeOf: OpenContext['sizeOf'] = (workspace) => this.engineOf(workspace).size(workspace.namespace)

  /** Parts first, while the namespace may still tell them what they keep; a crash anywhere leaves work that repeats. */
  async erase(ctx: OpenContext, workspace: WorkspaceFacts, bury: Bury): Promise<void> {
    for (const part of this.parts) await part.erase?.(ctx, workspace.id)
    await this.engineOf(workspace).drop(workspace.namespace)
    await ctx.registry(async (registry) => {
      await dropJobs(registry.db, workspace.id)
      await forgetRepliesAbout(registry.db, registry.dialect, workspace.id)
      await bury(registry)
    })
    await this.engineOf(REGISTRY).scrub(REGISTRY.namespace)
  }

  /** Brings every workspace up to date, some at once; one that is broken is named and stops nobody else. */
  async upgrade(): Promise<{ upgraded: number; failed: { slug: string; error: unknown }[] }> {
    const made = (await this.workspaces()).filter(isWhole)
    const byName = new Map(made.map((it) => [it.namespace, it]))
    const { upgraded, failed } = await upgradeAll(
      (name) => this.engineOf(byName.get(name)!),
      byName.keys(),
      (name) => workspaceParts(this.parts, byName.get(name)!.modules),
    )
    const broken = failed.map(({ name, error }) => ({ slug: byName.get(name)!.slug, error }))
    for (const { slug, error } of broken)
      this.log.error({ err: error, workspace: slug }, 'this workspace could not be upgraded')
    return { upgraded: upgraded.length, failed: broken }
  }

  /** The workspace at an address; one that is being made or unmade does not exist yet or any more. */
  async enter(slug: string | undefined): Promise<WorkspaceFacts> {
    const found = slug ? await this.readRegistry((db) => this.directory.workspace(db, slug)) : null
    if (!found || !isWhole(found)) throw NotFound()
    return found
  }

  async workspaceById(id: string): Promise<WorkspaceFacts> {
    const found = await this.readRegistry((db) => this.directory.workspaceById(db, id))
    if (!found) throw NotFound()
    return found
  }

  trace(accountId: string, { id: workspaceId }: WorkspaceFacts): Promise<void> {
    const write = () =>
      this.system((registry) => this.directory.trace(registry, { accountId, workspaceId }))
    return this.#traces.leave(accountId, workspaceId, write)
  }

  workspaces(): Promise<WorkspaceFacts[]> {
    return this.readRegistry((db) => this.directory.workspaces(db))
  }

  open<R>(workspace: WorkspaceFacts, work: (namespace: Namespace<any>) => Promise<R>): Promise<R> {
    return this.engineOf(workspace).use(workspace.namespace, work)
  }

  engineOf({ placement }: Pick<WorkspaceFacts, 'placement'>): Engine {
    const engine = this.#engines.get(placement)
    if (!engine) throw new Error(`no database is known for the placement ${placement}`)
    return engine
  }

  /** Reads places as they all were at one instant, as far as they share a database; the registry first. */
  snapshot<R>(
    places: readonly WorkspaceFacts[],
    work: (of: (place: WorkspaceFacts) => Source) => Promise<R>,
  ): Promise<R> {
    const [{ placement }] = places as [WorkspaceFacts]
    const here = places.filter((it) => it.placement === placement)
    const elsewhere = places.filter((it) => it.placement !== placement)
    const names = here.map((it) => it.namespace)
    return this.engineOf({ placement }).snapshot(names, (of) => {
      if (elsewhere.length === 0) return work((place) => of(place.namespace))
      return this.snapshot(elsewhere, (further) =>
        work((place) => (place.placement === placement ? of(place.namespace) : further(place))),
      )
    })
  }

  /** A context for reading outside a transaction; it has nothing to emit, and what it audits waits in `acts`. */
  readingContext(scene: Scene, namespace: Namespace<any>, acts: Waiting[]): Context {
    const nothing = { queued: [], published: Object.freeze([]) as never, acts }
    return contextOf(this, scene, namespace, namespace.reader, nothing)
  }

  /** Work of the system itself (command line, start-up), in the registry or in a workspace. */
  system<R>(work: (ctx: Context) => Promise<R>, workspace = REGISTRY): Promise<R> {
    const origin = { requestId: 'system', address: '', agent: '' }
    return transact(this, { workspace, actor: SYSTEM, origin }, work)
  }

  listeners(event: Event, workspace: WorkspaceFacts): readonly Job[] {
    return [...this.#jobs.values()]
      .filter(({ part, job }) => job.event?.name === event.name && isOn(part, workspace))
      .map((it) => it.job)
  }

  announce({ id }: WorkspaceFacts, keys: readonly string[]): void {
    this.live.announce(id, keys)
  }

  /** Carries jobs to the queue; prompt ones run before the reply leaves. A failure here loses nothing: the rows stay. */
  async deliver(workspace: WorkspaceFacts, queued: readonly Queued[]): Promise<void> {
    const prompt = queued.filter((it) => it.job.prompt).map((it) => it.id)
    const delivery = this.#deliver(workspace, prompt)
    if (prompt.length) await delivery
  }

  async #deliver(workspace: WorkspaceFacts, prompt: readonly string[]): Promise<void> {
    try {
      await this.jobs.carry(workspace.id)
      if (prompt.length) await this.jobs.runNow(prompt)
    } catch (error) {
      this.log.warn({ err: error, workspace: workspace.id }, 'jobs stay in the outbox for now')
    }
  }

  async close(): Promise<void> {
    await this.live.close()
    for (const engine of new Set(this.#engines.values())) await engine.close()
  }

  async #runJob(row: JobRow, run: JobRun): Promise<void> {
    const found = this.#jobs.get(row.name)
    if (!found) throw new Error(`no part does the job ${row.name}`)
    const { job, part } = found
    const workspace = await this.#workspaceOf(row.workspaceId)
    if (!workspace) return // deleted since: nothing is left to do
    if (workspace !== REGISTRY && !isOn(part, workspace)) {
      if (job.schedule) return // its next turn comes by itself
      throw new ModuleIsOff()
    }
    const origin = { requestId: row.requestId ?? row.id, address: '', agent: `job ${row.name}` }
    const scene: Scene = { workspace, actor: SYSTEM, origin }
    const payload = job.event ? z.parse(job.event.payload, row.payload) : row.payload

    if (job.outside) {
      const ctx = openContextOf(this, scene, this.dialect, () => run.signal)
      await job.handle(ctx, payload, run)
      return
    }
    await transact(this, scene, async (ctx) => {
      // The queue may deliver twice; the effect happens once.
      if (await claimOnce(ctx.db, ctx.dialect, row.id, ctx.now()))
        await job.handle(ctx, payload, run)
    })
  }

  async #workspaceOf(id: string | null): Promise<WorkspaceFacts | null> {
    if (id === null || id === REGISTRY.id) return REGISTRY
    return this.readRegistry((db) => this.directory.workspaceById(db, id))
  }

  async #workspacesWith(job: Job): Promise<string[]> {
    const { part } = this.#jobs.get(job.name)!
    if (!part.workspace || job.inRegistry) return [REGISTRY.id]
    const all = await this.workspaces()
    return all.filter((it) => it.state === 'active' && isOn(part, it)).map((it) => it.id)
  }

  async #openById<R>(
    id: string | null,
    work: (namespace: Namespace<any>) => Promise<R>,
  ): Promise<R> {
    const workspace = await this.#workspaceOf(id)
    if (!workspace) throw NotFound()
    return this.open(workspace, work)
  }

  /** Reads the registry outside a transaction. */
  readRegistry<R>(read: (db: Namespace<any>['reader']) => Promise<R>): Promise<R> {
    return this.open(REGISTRY, ({ reader }) => read(reader))
  }
}

const isOn = (part: Part, workspace: WorkspaceFacts) =>
  part.layer === 'core' || workspace.modules.includes(part.name)
