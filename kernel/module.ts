/** What a part is made of, and what its functions are given. */
import type { Readable } from 'node:stream'
import type { Kysely } from 'kysely'
import type * as z from 'zod/mini'
import type { Endpoint, Event, Facts, Port, Shape } from './contract.ts'
import type { DatabaseOf, Dialect, Table } from './data/column.ts'
import type { Migration } from './data/migrate.ts'

/** A workspace's state decides what may still be done there; only `active` accepts writes. */
export type WorkspaceState = 'provisioning' | 'active' | 'suspended' | 'cancelled' | 'deleting'

/** What the registry knows of a workspace; `namespace` is the engine's name for its data. */
export type WorkspaceFacts = {
  id: string
  slug: string
  name: string
  kind: string
  state: WorkspaceState
  namespace: string
  placement: string
  locale: string
  timeZone: string
  modules: readonly string[]
}

export type Actor = {
  kind: 'guest' | 'account' | 'member' | 'system'
  /** The member's id inside a workspace, the account's id outside of one; `guest` and `system` are themselves. */
  id: string
  accountId: string | null
  sessionId: string | null
  permissions: ReadonlySet<string>
  /** The account's address is verified. */
  verified: boolean
  /** Administrator of the installation. */
  admin: boolean
}

/** Where a request came from, for limits and the audit; empty for jobs and the command line. */
export type Origin = {
  requestId: string
  address: string
  agent: string
  /** The call was made on this very machine and passed on by no proxy. */
  isLocal?: boolean
}

type Common = {
  dialect: Dialect
  actor: Actor
  origin: Origin
  /** This workspace; in an endpoint of the installation it stands for the registry (`id: 'registry'`). */
  workspace: WorkspaceFacts
  now(): Date
}

/** Everything a handler may touch. Nothing else is reachable, so nothing else is a dependency. */
export type Context<Tables = any> = Common & {
  /** This workspace's data (or the registry's) and no other's, already inside a transaction; reads run without one. */
  db: Kysely<Tables>
  /** Locks the rows a query reads until the transaction ends; SQLite's transaction already holds the write lock. */
  locked<Query extends { forUpdate(): Query }>(query: Query): Query
  /** Written with the transaction, delivered after it commits. */
  emit<P extends Shape>(event: Event<P>, payload: z.input<P>): Promise<void>
  /** A row of the audit, written with the transaction: `audit('members.role-changed', member.id, { roles })`. */
  audit(action: string, target: string, facts?: Facts): Promise<void>
}

/** What an endpoint or job outside a transaction is given: it opens short transactions itself and may call ports. */
export type OpenContext<Tables = any> = Common & {
  transact<Result>(work: (ctx: Context<Tables>) => Promise<Result>): Promise<Result>
  /** The same on the registry (accounts, sessions, workspaces). */
  registry<Result>(work: (ctx: Context<any>) => Promise<Result>): Promise<Result>
  /** The same on another workspace, as `system`. */
  inWorkspace<Result>(id: string, work: (ctx: Context<any>) => Promise<Result>): Promise<Result>
  /** The client that app/edges.ts bound to a port. */
  client<Client>(port: Port<Client>): Client
  /** Creates a namespace if it is missing and brings the given modules' tables up to date; safe to repeat. */
  provision(workspace: Pick<WorkspaceFacts, 'namespace' | 'placement' | 'modules'>): Promise<void>
  /** Aborted when the caller goes away or the server stops. */
  signal: AbortSignal
  /** What HTTP says besides the reply: another status, a session cookie to set (null clears it), headers. */
  answer: {
    status?: number
    session?: { secret: string; maxAgeS: number } | null
    headers?: Record<string, string>
  }
}

export type UploadedFile = { name: string; type: string; bytes: AsyncIterable<Uint8Array> }
export type Download = {
  name: string
  type: string
  bytes: Readable | Uint8Array
  inline?: boolean
}
export type StreamEvent<Data> = { id?: string; event?: string; data: Data }
export type WebhookRequest = { headers: Record<string, string>; raw: Uint8Array }

export type Route = {
  endpoint: Endpoint
  /** Runs outside a transaction, with an OpenContext. */
  outside: boolean
  handle: (ctx: any, input: any, extra?: any) => any
}

type Awaitable<T> = T | Promise<T>

/** Binds an endpoint to the function that answers it, inside one transaction (GET: without one). */
export const on = <In extends Shape, Out extends Shape, Tables>(
  endpoint: Endpoint<In, Out>,
  handle: (ctx: Context<Tables>, input: z.output<In>) => Awaitable<z.input<Out>>,
): Route => ({ endpoint, outside: false, handle })

/** Binds an endpoint to a function that hashes, waits or calls outside services: it opens short transactions itself. */
export const outside = <In extends Shape, Out extends Shape>(
  endpoint: Endpoint<In, Out>,
  handle: (ctx: OpenContext, input: z.output<In>) => Awaitable<z.input<Out>>,
): Route => ({ endpoint, outside: true, handle })

/** Binds a stream: each yielded event is sent at once; `lastEventId` is what a reconnecting browser saw last. */
export const onStream = <In extends Shape, Out extends Shape>(
  endpoint: Endpoint<In, Out>,
  handle: (
    ctx: OpenContext,
    input: z.output<In>,
    extra: { lastEventId: string | undefined },
  ) => AsyncIterable<StreamEvent<z.input<Out>>>,
): Route => ({ endpoint, outside: true, handle })

/** Binds an upload: the file arrives as chunks, never whole in memory. */
export const onUpload = <In extends Shape, Out extends Shape>(
  endpoint: Endpoint<In, Out>,
  handle: (
    ctx: OpenContext,
    input: z.output<In>,
    extra: { file: UploadedFile },
  ) => Promise<z.input<Out>>,
): Route => ({ endpoint, outside: true, handle })

/** Binds a download. */
export const onDownload = <In extends Shape>(
  endpoint: Endpoint<In, any>,
  handle: (ctx: OpenContext, input: z.output<In>) => Promise<Download>,
): Route => ({ endpoint, outside: true, handle })

/** Binds a webhook: the handler verifies `raw` before believing anything. */
export const onWebhook = <In extends Shape, Out extends Shape>(
  endpoint: Endpoint<In, Out>,
  handle: (ctx: OpenContext, input: z.output<In>, extra: WebhookRequest) => Promise<z.input<Out>>,
): Route => ({ endpoint, outside: true, handle })

export type JobOptions = {
  /** Attempts before the job becomes a dead letter; 8 when absent. */
  attempts?: number
  /** 0 urgent, 5 normal (when absent), 9 idle. */
  priority?: number
  /**
   * Runs outside a transaction (OpenContext) because it calls an outside service. When such a job throws after the
   * request may have left, it throws `OutcomeUnknown`: the next attempt gets `unknown: true` and must look first.
   */
  outside?: boolean
  /** Tried at once after the commit, before the reply; if that fails the queue takes over. Not with `outside`. */
  prompt?: boolean
}
export type JobRun = {
  jobId: string
  /** 1 for the first. */
  attempt: number
  /** An earlier attempt may have reached the outside service: look before acting again. */
  unknown: boolean
  /** Moves the lease forward; false when another worker has taken the job over. */
  keep(): Promise<boolean>
  /** Aborted when the worker stops and the job goes back to the queue. */
  signal: AbortSignal
}

export type Job = JobOptions & {
  /** Unique in the repository; `part/function` when absent. */
  name: string
  event?: Event
  /** A cron expression in Europe/Brussels, run once in the registry however many nodes there are. */
  schedule?: string
  handle: (ctx: any, payload: any, run: JobRun) => Promise<void>
}

/** Binds an event to a background job in the same workspace; `name` is `part/verb-noun`. */
export const when = <P extends Shape, Tables>(
  name: string,
  event: Event<P>,
  handle: (ctx: Context<Tables>, payload: z.output<P>, run: JobRun) => Promise<void>,
  options: Omit<JobOptions, 'outside'> = {},
): Job => ({ name, event, handle, ...options })

/** The same for a job that calls outside services or the registry: no transaction around it. */
export const whenOutside = <P extends Shape>(
  name: string,
  event: Event<P>,
  handle: (ctx: OpenContext, payload: z.output<P>, run: JobRun) => Promise<void>,
  options: Omit<JobOptions, 'outside'> = {},
): Job => ({ name, event, handle, ...options, outside: true })

/** A recurring job in every active workspace that has the part; a part without tables there runs once, in the registry. */
export const every = (
  name: string,
  schedule: string,
  handle: (ctx: OpenContext, payload: unknown, run: JobRun) => Promise<void>,
  options: Omit<JobOptions, 'outside' | 'prompt'> = {},
): Job => ({ name, schedule, handle, ...options, outside: true })

export const platformRoles = ['owner', 'admin', 'staff', 'member', 'viewer'] as const
export type PlatformRole = (typeof platformRoles)[number]

/** How one part gives a person back what it knows of them, and forgets them; both per workspace. */
export type Personal = {
  gather(ctx: Context, accountId: string): Promise<Facts>
  forget(ctx: Context, accountId: string): Promise<void>
}

type Place = { tables: Record<string, Table<any>>; migrations: readonly Migration[] }

export type Part = {
  /** The folder's name. */
  name: string
  /** `core` parts are always on; `module` parts are switched on per workspace. */
  layer: 'core' | 'module'
  /** Parts whose doors this one imports; checked both ways, acyclic. */
  uses: readonly string[]
  /** Tables in each workspace's namespace. */
  workspace?: Place
  /** Tables in the registry: core parts only. */
  registry?: Place
  /** Role → permissions `feature.verb`; platform roles, or own roles named `part.role`. */
  roles: Readonly<Record<string, readonly string[]>>
  /** Tables (of `workspace` or `registry`) that know a person must be named here, or say why they do not. */
  personal?: Personal & { tables: readonly string[] }
  routes: readonly Route[]
  jobs: readonly Job[]
  ports?: readonly Port<any>[]
  /** Only a module: the kind of workspace that starts with it. */
  kind?: string
  /** Tells a story through `call`: see tests/village.ts and `socle demo`. */
  demo?: (teller: any) => Promise<void>
}

export const defineModule = (part: Omit<Part, 'layer'>): Part => ({ ...part, layer: 'module' })
export const defineCore = (part: Omit<Part, 'layer'>): Part => ({ ...part, layer: 'core' })

export type TablesOf<T extends Record<string, Table<any>>> = DatabaseOf<T>
