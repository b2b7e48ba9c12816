/** Makes what handlers and jobs are given: one workspace, one actor, one clock, and the door to more transactions. */
import type { Kysely } from 'kysely'
import { sound } from './alarms.ts'
import { appendAudit, type Waiting } from './audit.ts'
import type { Event, Port } from './contract.ts'
import { type Namespace, locked } from './data/engine.ts'
import { enqueue, newJob } from './jobs/outbox.ts'
import { type Key, type Published, publication, writeMessages } from './live/messages.ts'
import type { Actor, Context, Job, OpenContext, Origin, Part, WorkspaceFacts } from './module.ts'

/** Where work happens: a workspace or the registry, and who acts from where. */
export type Scene = { workspace: WorkspaceFacts; actor: Actor; origin: Origin }

/** What the application lends to contexts. */
export type Lender = {
  now(): Date
  parts: readonly Part[]
  clients: ReadonlyMap<string, unknown>
  listeners(event: Event, workspace: WorkspaceFacts): readonly Job[]
  /** Opens the namespace of a workspace (or of the registry). */
  open<R>(workspace: WorkspaceFacts, work: (namespace: Namespace<any>) => Promise<R>): Promise<R>
  /** Called after a commit that queued jobs. */
  deliver(workspace: WorkspaceFacts, queued: readonly Queued[]): Promise<void>
  /** Called after a commit that published messages. */
  announce(workspace: WorkspaceFacts, keys: readonly Key[]): void
  workspaceById(id: string): Promise<WorkspaceFacts>
  /** Called before an account's transaction in a workspace. */
  trace(accountId: string, workspace: WorkspaceFacts): Promise<void>
  provision: OpenContext['provision']
  erase(ctx: OpenContext, ...rest: Parameters<OpenContext['erase']>): Promise<void>
  sizeOf: OpenContext['sizeOf']
}

export const REGISTRY: WorkspaceFacts = {
  id: 'registry',
  slug: '',
  name: 'registry',
  kind: 'registry',
  state: 'active',
  namespace: 'registry',
  placement: 'default',
  locale: 'fr-BE',
  timeZone: 'Europe/Brussels',
  modules: [],
}

export const SYSTEM: Actor = {
  kind: 'system',
  id: 'system',
  accountId: null,
  sessionId: null,
  permissions: new Set(),
  verified: true,
  admin: false,
}

/** What a transaction leaves to do: messages and acts to write down at its end, jobs to deliver once it is committed. */
export type Aftermath = { queued: Queued[]; published: Published[]; acts: Waiting[] }
export type Queued = { id: string; job: Job }

export function contextOf(
  lender: Lender,
  scene: Scene,
  namespace: Namespace<any>,
  db: Kysely<any>,
  after: Aftermath,
): Context {
  const { dialect } = namespace
  return {
    db,
    dialect,
    ...scene,
    parts: lender.parts,
    now: lender.now,
    locked: (query) => locked(dialect, query),
    emit: async (event, payload) => {
      const jobs = lender.listeners(event, scene.workspace)
      const facts = { now: lender.now(), requestId: scene.origin.requestId }
      const rows = jobs.map((job) => newJob(job, payload, facts))
      await enqueue(db, rows)
      after.queued.push(...jobs.map((job, i) => ({ id: rows[i]!.id, job })))
    },
    publish: (topic, payload, of) => {
      if (scene.workspace === REGISTRY) throw new Error(`${topic.name} belongs to a workspace`)
      after.published.push(publication(topic, payload, of))
    },
    audit: async (action, target, facts = {}) => {
      const { actor, origin } = scene
      after.acts.push({ at: lender.now(), actor, origin, action, target, facts })
    },
  }
}

/** Runs work in one transaction of a scene's namespace, then delivers what it queued. */
export async function transact<R>(
  lender: Lender,
  scene: Scene,
  work: (ctx: Context, after: Aftermath) => Promise<R>,
): Promise<R> {
  const { actor, workspace } = scene
  if (actor.accountId && workspace !== REGISTRY) await lender.trace(actor.accountId, workspace)
  const { result, after } = await lender.open(scene.workspace, (namespace) =>
    namespace.transact(async (db) => {
      // Made anew at each attempt: a transaction lost to a deadlock must not deliver twice.
      const after: Aftermath = { queued: [], published: [], acts: [] }
      const ctx = contextOf(lender, scene, namespace, db, after)
      const result = await work(ctx, after)
      if (scene.workspace !== REGISTRY) await sound(ctx, after.acts)
      await writeMessages(db, namespace.dialect, after.published, lender.now())
      await appendAudit(db, namespace.dialect, after.acts)
      return { result, after }
    }),
  )
  const keys = after.published.map((it) => it.key)
  if (keys.length) lender.announce(scene.workspace, keys)
  if (after.queued.length) await lender.deliver(scene.workspace, after.queued)
  return result
}

export function openContextOf(
  lender: Lender,
  scene: Scene,
  dialect: Context['dialect'],
  signal: () => AbortSignal,
): OpenContext {
  const system = { actor: SYSTEM, origin: scene.origin }
  let made: AbortSignal | undefined
  const ctx: OpenContext = {
    dialect,
    ...scene,
    parts: lender.parts,
    now: lender.now,
    transact: (work) => transact(lender, scene, work),
    registry: (work) => transact(lender, { ...scene, workspace: REGISTRY }, work),
    inWorkspace: async (id, work) =>
      transact(lender, { ...system, workspace: await lender.workspaceById(id) }, work),
    client: <Client>(port: Port<Client>) => {
      const client = lender.clients.get(port.name)
      if (client === undefined) throw new Error(`nothing is bound to the port ${port.name}`)
      return client as Client
    },
    provision: lender.provision,
    erase: (workspace, bury) => lender.erase(ctx, workspace, bury),
    sizeOf: lender.sizeOf,
    // Made at the first look: most handlers never look, and a signal costs as much as a short statement.
    get signal() {
      return (made ??= signal())
    },
    answer: {},
  }
  return ctx
}
