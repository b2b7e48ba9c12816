/** What a part is made of, and what its functions are given. */
import type { Readable } from 'node:stream'
import type { Kysely } from 'kysely'
import type * as z from 'zod/mini'
import type { Endpoint, Event, Facts, Notice, Port, Shape, Topic } from './contract.ts'
import type { DatabaseOf, Dialect, Table } from './data/column.ts'
import type { Migration } from './data/migrate.ts'
import type { DocumentKind, Judge, Limit, PlanTable, Purpose } from './declared.ts'

export type {
  DocumentKind,
  FoundDocument,
  Judge,
  Limit,
  PlanTable,
  Purpose,
  Verdict,
} from './declared.ts'

/** A workspace's state decides what may still be done there; only `active` accepts writes. */
export type WorkspaceState =
  | 'requested'
  | 'provisioning'
  | 'active'
  | 'suspended'
  | 'cancelled'
  | 'deleting'

/** Its data is whole: not still being made, not already being erased. */
export const isWhole = ({ state }: Pick<WorkspaceFacts, 'state'>): boolean =>
  state === 'active' || state === 'suspended' || state === 'cancelled'

/** What the registry knows of a workspace; `namespace` is the engine's name for its data. */
export type WorkspaceFacts = {
  id: string
  slug: string
  name: string
  kind: string
  state: WorkspaceState
  /** Why it is suspended, in the words of who keeps the list of workspaces. */
  stateReason?: string | null
  /** Until when it stays as it is: suspended, or kept after its cancellation. */
  stateUntil?: Date | null
  namespace: string
  placement: string
  locale: string
  timeZone: string
  modules: readonly string[]
  /** `#rrggbb`, what kernel/colour.ts paints with; null or absent is the product's own. */
  colour?: string | null
  /** Key of the published picture that stands for it. */
  logo?: string | null
}

export type Actor = {
  /** `support`: an administrator of the installation whom this workspace let in for a while. */
  kind: 'guest' | 'account' | 'member' | 'system' | 'support'
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
  /** What this browser was given to come back with, from a sign-in that went elsewhere. */
  ticket?: string | undefined
  /** What this browser was given as somebody from outside, for the addresses it was given for. */
  visitor?: string | undefined
}

type Common = {
  dialect: Dialect
  actor: Actor
  origin: Origin
  /** This workspace; in an endpoint of the installation it stands for the registry (`id: 'registry'`). */
  workspace: WorkspaceFacts
  /** What the product is made of: manifests, to be read and never called around `call`. */
  parts: readonly Part[]
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
  /** Kept with the transaction, told to the topic's followers after it commits; `of` names the member or the thing. */
  publish<P extends Shape>(topic: Topic<P>, payload: z.input<P>, of?: string): void
  /** A row of the audit, the last thing its transaction writes: `audit('members.role-changed', member.id, { roles })`. */
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
  /**
   * Drops a workspace's namespace, its jobs and what parts keep of it elsewhere; safe to repeat after a crash.
   * `bury` is the last transaction of it, in the registry.
   */
  erase(workspace: WorkspaceFacts, bury: (registry: Context<any>) => Promise<void>): Promise<void>
  /** Bytes of a workspace's namespace, as its engine counts them. */
  sizeOf(workspace: WorkspaceFacts): Promise<number>
  /** Aborted when the caller goes away or the server stops. */
  signal: AbortSignal
  /** What HTTP says besides the reply: another status, a session cookie to set (null clears it), headers. */
  answer: {
    status?: number
    session?: { secret: string; maxAgeS: number } | null
    /** A cookie for who is sent elsewhere and comes back (null clears it): `origin.ticket` then. */
    ticket?: { secret: string; maxAgeS: number } | null
    /** A cookie for somebody without an account, sent back below `path` alone: `origin.visitor` then. No age ends it. */
    visitor?: { secret: string; maxAgeS: number; path: string }
    headers?: Record<string, string>
  }
}

export type UploadedFile = { name: string; type: string; bytes: AsyncIterable<Uint8Array> }
type Sent = {
  name: string
  type: string
  /** Shown in the page instead of kept as a file; only for what cannot run anything. */
  inline?: boolean
  /** How long a browser may keep it; nothing when absent. */
  cache?: string
}
/** A part of something: both ends are in it, counted from 0. */
export type Range = { start: number; end: number }
/** Bytes made for this answer, or kept bytes of which a part may be asked: those are named by their content. */
export type Download = Sent &
  (
    | { bytes: Readable | Uint8Array }
    | { size: number; etag: string; read(range: Range): Promise<Readable> }
  )
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

/**
 * Binds a stream: each yielded event is sent at once; `lastEventId` is what a reconnecting browser saw last. What is
 * thrown before the events are given is a problem like any other.
 */
export const onStream = <In extends Shape, Out extends Shape>(
  endpoint: Endpoint<In, Out>,
  handle: (
    ctx: OpenContext,
    input: z.output<In>,
    extra: { lastEventId: string | undefined },
  ) => Awaitable<AsyncIterable<StreamEvent<z.input<Out>>>>,
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

/** Binds a piece: its bytes as they arrive; an error among them is a caller who has gone. */
export const onPiece = <In extends Shape, Out extends Shape>(
  endpoint: Endpoint<In, Out>,
  handle: (
    ctx: OpenContext,
    input: z.output<In>,
    extra: { bytes: AsyncIterable<Uint8Array> },
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
  /** A recurring job of the installation itself: once, in the registry, however many workspaces there are. */
  inRegistry?: boolean
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

/** A topic that members may follow; of a thing, `admits` says whether who asks is part of it. */
export type TopicDoor = {
  topic: Topic
  admits?: (ctx: Context, thingId: string) => Awaitable<boolean>
}

/** Opens a topic of the workspace or of each member. */
export const live = (topic: Topic<any, any>): TopicDoor => ({ topic })

/** Opens a topic of things: `liveOf(conversation, (ctx, id) => isParticipant(ctx, id))`. */
export const liveOf = <Tables>(
  topic: Topic<any, any>,
  admits: (ctx: Context<Tables>, thingId: string) => Awaitable<boolean>,
): TopicDoor => ({ topic, admits })

export const platformRoles = ['owner', 'admin', 'staff', 'member', 'viewer'] as const
export type PlatformRole = (typeof platformRoles)[number]

/** How one part gives a person back what it knows of them, and forgets them; both per workspace. */
export type Personal = {
  gather(ctx: Context, accountId: string): Promise<Facts>
  forget(ctx: Context, accountId: string): Promise<void>
}

export const fileKinds = ['document', 'image', 'audio', 'video', 'archive', 'other'] as const
export type FileKind = (typeof fileKinds)[number]

/** What a part keeps as files, by a name `part.thing`; `core/files` keeps them. */
export type FilePurpose = {
  /** Files of a workspace, or of an account. */
  per: 'workspace' | 'account'
  kinds: readonly FileKind[]
  maxBytes: number
  /** The permission to bring one, besides the one to bring files at all. */
  may?: string
  /** The pictures that are made of an image, by their names in `core/files`; three sizes when absent. */
  pictures?: readonly string[]
  /** Days after which it goes by itself; it stays as long as it is used when absent. */
  keptDays?: number
}

/** A thing of a part that others may point to: a ticket about a transfer. */
export type Thing = {
  /** What it is called and its page, for who asks; undefined when it is not there for them. */
  find(ctx: Context, id: string): Promise<{ title: string; path: string } | undefined>
}

/** Something that waits for people when a module is about to be switched off: `what` is a key with a `count`. */
export type Pending = { what: string; count: number }

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
  /** What members may follow over their live connection. */
  topics?: readonly TopicDoor[]
  /** What members may be told of: see core/notifications. */
  notices?: readonly Notice[]
  /** Names of acts, of whichever part, that are told as an event (kernel/alarms.ts) with the transaction that wrote them. */
  alarms?: readonly string[]
  ports?: readonly Port<any>[]
  /** What this part counts for the plans. */
  limits?: Readonly<Record<string, Limit>>
  /** What others may point to, by a name `part.thing`. */
  things?: Readonly<Record<string, Thing>>
  /** What this part keeps as files. */
  files?: Readonly<Record<string, FilePurpose>>
  /** What of this part people may find. */
  documents?: Readonly<Record<string, DocumentKind>>
  /** What this part asks language models for. */
  purposes?: Readonly<Record<string, Purpose>>
  /** Where this part is on, it looks at answers to these purposes, of whichever part. */
  judges?: Readonly<Record<string, Judge>>
  /** Removes what this part keeps of a workspace outside of its namespace; safe to repeat. */
  erase?(ctx: OpenContext, workspaceId: string): Promise<void>
  /** Only a module: its page that everybody may open, `{slug}` standing for the workspace. */
  publicPage?: `/${string}`
  /** Key of the words for it, where a public site leads there. */
  publicPageText?: string
  /** Only a module: the kind of workspace that starts with it. */
  kind?: string
  /** Only a module with a kind. */
  plans?: PlanTable
  /** Only a module: what its members would leave unfinished if it were switched off now. */
  pending?(ctx: Context): Promise<readonly Pending[]>
  /** Tells a story through `call`: see tests/village.ts and `socle demo`. */
  demo?: (teller: any) => Promise<void>
}

export const defineModule = (part: Omit<Part, 'layer'>): Part => ({ ...part, layer: 'module' })
export const defineCore = (part: Omit<Part, 'layer'>): Part => ({ ...part, layer: 'core' })

export type TablesOf<T extends Record<string, Table<any>>> = DatabaseOf<T>
