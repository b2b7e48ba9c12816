/** THE LIFE OF A REQUEST, top to bottom. HTTP, tests, demonstration data, the command line and AI tools come in here. */
import * as z from 'zod/mini'
import type { Application } from './application.ts'
import type { Waiting } from './audit.ts'
import { openContextOf, REGISTRY, type Scene, transact } from './context.ts'
import { type Endpoint, Forbidden, NotFound, NotSignedIn, problem, type Shape } from './contract.ts'
import { cutTo } from './cut.ts'
import type { Limits, Session } from './directory.ts'
import { checkKey, type Claim, claimKey, dropClaim, keepReply } from './idempotency.ts'
import type { Actor, OpenContext, Origin, Part, Route, WorkspaceFacts } from './module.ts'
import { checkInput } from './shape.ts'

type Closed = { state: string; until: string | null }
/** The workspace is suspended or cancelled: everything may still be read and exported. */
export const WorkspaceClosed = problem<Closed>('workspace-closed', 409)
export const WorkspaceUnpaid = problem<Closed>('workspace-unpaid', 409)
export const WorkspaceBlocked = problem<Closed>('workspace-blocked', 409)
/** Its owner suspended it. */
export const WorkspacePaused = problem<Closed>('workspace-paused', 409)
export const WorkspaceCancelled = problem<Closed>('workspace-cancelled', 409)

export type Request = {
  session: Session | null
  origin: Origin
  /** The workspace's address; required by endpoints of a workspace. */
  slug?: string | undefined
  /** The client-made id of a write (`Idempotency-Key`); an `id` in the input counts as well. */
  key?: string | undefined
  /** Asked at most once, by work that may be long. */
  signal?: () => AbortSignal
}

export type Answer = { reply: unknown } & OpenContext['answer']

const NONE: ReadonlySet<string> = new Set()
const GUEST: Actor = {
  kind: 'guest',
  id: 'guest',
  accountId: null,
  sessionId: null,
  permissions: NONE,
  verified: false,
  admin: false,
}
const endless = new AbortController().signal
const never = () => endless

/**
 * Answers one JSON endpoint for one caller; throws a Problem, or an error that is a bug.
 * A function as input is called once the caller is known to be allowed: it may refuse what it reads.
 */
export async function answer<In extends Shape, Out extends Shape>(
  app: Application,
  endpoint: Endpoint<In, Out>,
  request: Request,
  rawInput: unknown,
): Promise<Answer> {
  const { scene, route, input } = await admit(app, endpoint, request, rawInput)

  const claim = claimOf(endpoint, scene, request.key, input)
  if (route.outside) {
    const ctx = openContextOf(app, scene, app.dialect, request.signal ?? never)
    const work = async () => cut(endpoint, await route.handle(ctx, input))
    const reply = await (claim ? once(app, scene, claim, input, work) : work())
    return { reply, ...ctx.answer }
  }
  if (endpoint.method === 'GET') return { reply: await read(app, scene, endpoint, route, input) }
  return { reply: await write(app, scene, endpoint, route, input, claim) }
}

/** The steps before any work: who, where, may, what, how often. The order is fixed and written once. */
export async function admit<In extends Shape, Out extends Shape>(
  app: Application,
  endpoint: Endpoint<In, Out>,
  request: Request,
  rawInput: unknown,
): Promise<{ scene: Scene; route: Route; input: z.output<In> }> {
  const { scene, route } = await enter(app, endpoint, request)
  const raw = typeof rawInput === 'function' ? await rawInput() : rawInput
  const input = checkInput(endpoint.input, raw)
  checkKey(request.key)
  if (endpoint.rate) {
    const caller = scene.actor.accountId ?? scene.origin.address
    await app.spend(`${nameOf(endpoint)} ${caller}`, endpoint.rate)
  }
  const { actor } = scene
  // What a transaction does writes itself down; whatever else a helper from outside sees or does is written down here.
  if (actor.kind === 'support' && (endpoint.method === 'GET' || route.outside))
    await transact(app, scene, (ctx) =>
      ctx.audit('support.acted', idIn(input) ?? '', { request: nameOf(endpoint) }),
    )
  return { scene, route, input }
}

/** Who, where, may: asked at each request, and again and again of a connection that stays open. */
export async function enter(
  app: Application,
  endpoint: Endpoint,
  request: Request,
): Promise<{ scene: Scene; route: Route }> {
  const { part, route } = app.routeOf(endpoint)
  return { scene: await pass(app, part, endpoint, request, { mayHelp: true }), route }
}

/** What is asked for, as far as it decides who may have it. */
type Asked = Pick<Endpoint, 'scope' | 'may' | 'method' | 'evenClosed'>

/** The same questions for whatever a part opens: an endpoint, a topic. */
export async function pass(
  app: Application,
  part: Part,
  asked: Asked,
  request: Request,
  { mayHelp = false } = {},
): Promise<Scene> {
  const { origin } = request
  const session = welcomeAt(asked, request.session)
  if (!session && asked.may !== 'anyone') throw NotSignedIn()

  const workspace = asked.scope === 'installation' ? REGISTRY : await app.enter(request.slug)
  const found = await actorIn(app, workspace, session)
  const isHelp = mayHelp && !session?.limits // a script's token never helps
  const actor = (isHelp && (await supporterIn(app, workspace, asked, found))) || found

  if (!mayEnter(asked, actor)) throw NotFound() // not a member? this workspace does not exist
  const isOn = part.layer === 'core' || workspace.modules.includes(part.name)
  if (!isOn) throw NotFound()
  if (!mayCall(asked, actor, session?.limits)) throw Forbidden({ needs: asked.may })
  if (workspace.state !== 'active' && asked.method !== 'GET' && !asked.evenClosed)
    throw closed(workspace)
  return { workspace, actor, origin }
}

/** A script's token opens what a permission guards and nothing of the account itself; to open endpoints it is a guest. */
function welcomeAt({ may }: Asked, session: Session | null): Session | null {
  if (!session?.limits) return session
  if (may === 'account' || may === 'admin') throw Forbidden({ needs: may })
  return may === 'anyone' ? null : session
}

async function actorIn(
  app: Application,
  workspace: WorkspaceFacts,
  session: Session | null,
): Promise<Actor> {
  if (!session) return GUEST
  const { accountId, sessionId, verified, admin, limits } = session
  const account = { accountId, sessionId, verified, admin }
  const outsider: Actor = { kind: 'account', id: accountId, permissions: NONE, ...account }
  if (workspace === REGISTRY) return outsider
  if (limits?.workspaceId && limits.workspaceId !== workspace.id) return outsider

  const member = await app.open(workspace, ({ reader }) => app.directory.member(reader, accountId))
  if (!member?.active) return outsider
  const own = app.permissions.of(member.roles, workspace.modules)
  const permissions = limits?.permissions ? own.intersection(new Set(limits.permissions)) : own
  return { kind: 'member', id: member.id, permissions, ...account }
}

function mayEnter({ scope, may }: Asked, actor: Actor): boolean {
  return (
    scope === 'installation' ||
    actor.kind === 'member' ||
    actor.kind === 'support' ||
    may === 'anyone' ||
    may === 'account'
  )
}

/**
 * An administrator of the installation is an outsider like everybody else, until the workspace itself lets them in.
 * Asked at each request: an access that has ended opens nothing any more.
 */
async function supporterIn(
  app: Application,
  workspace: WorkspaceFacts,
  { may, method }: Asked,
  outsider: Actor,
): Promise<Actor | undefined> {
  const { kind, admin, sessionId } = outsider
  if (kind !== 'account' || !admin || !sessionId || workspace === REGISTRY) return undefined
  if (may === 'anyone' || may === 'account' || may === 'admin') return undefined
  const access = await app.open(workspace, ({ reader }) => app.directory.support(reader, app.now()))
  if (!access) return undefined
  const { permissions } = app
  const given = access.mayWrite
    ? permissions.of(['admin'], workspace.modules)
    : permissions.reading(workspace.modules)
  // What the access does not open stays as far away as before.
  const isOpen = given.has(may) && (access.mayWrite || method === 'GET')
  return isOpen ? { ...outsider, kind: 'support', permissions: given } : undefined
}

function mayCall({ may, method }: Asked, actor: Actor, limits: Limits | undefined): boolean {
  if (limits?.readsOnly && method !== 'GET') return false
  if (may === 'anyone' || may === 'account') return true
  return may === 'admin' ? actor.admin : actor.permissions.has(may)
}

/** Says the state, why, and through its sentence what can be done about it. */
function closed({ state, stateReason, stateUntil }: WorkspaceFacts) {
  const facts = { state, until: stateUntil?.toISOString() ?? null }
  if (state === 'cancelled') return WorkspaceCancelled(facts)
  if (stateReason === 'unpaid') return WorkspaceUnpaid(facts)
  if (stateReason === 'abuse') return WorkspaceBlocked(facts)
  return stateReason === 'owner' ? WorkspacePaused(facts) : WorkspaceClosed(facts)
}

/** Reads see one moment of the data and wait for no writer. */
async function read(
  app: Application,
  scene: Scene,
  endpoint: Endpoint,
  route: Route,
  input: unknown,
): Promise<unknown> {
  const acts: Waiting[] = []
  const result = await app.open(scene.workspace, (namespace) =>
    route.handle(app.readingContext(scene, namespace, acts), input),
  )
  // Written down before anything leaves.
  if (acts.length > 0) await transact(app, scene, async (_, after) => void after.acts.push(...acts))
  return cut(endpoint, result)
}

/** One transaction: claim the idempotency id, the rule and its rows, the audit, the reply to replay. */
function write(
  app: Application,
  scene: Scene,
  endpoint: Endpoint,
  route: Route,
  input: unknown,
  claim: Claim | undefined,
): Promise<unknown> {
  const name = nameOf(endpoint)
  return transact(app, scene, async (ctx, after) => {
    if (claim) {
      const first = await claimKey(ctx.db, ctx.dialect, claim, input, ctx.now())
      if (first) return first.reply
    }
    const reply = cut(endpoint, await route.handle(ctx, input))
    if (after.acts.length === 0) await ctx.audit(name, idIn(reply) ?? idIn(input) ?? '')
    if (claim) await keepReply(ctx.db, claim, reply)
    return reply
  })
}

/** The same promise for work outside a transaction: claimed before it begins, given back when it fails. */
async function once(
  app: Application,
  scene: Scene,
  claim: Claim,
  input: unknown,
  work: () => Promise<unknown>,
): Promise<unknown> {
  const first = await transact(app, scene, ({ db, dialect, now }) =>
    claimKey(db, dialect, claim, input, now()),
  )
  if (first) return first.reply
  try {
    const reply = await work()
    await transact(app, scene, ({ db }) => keepReply(db, claim, reply))
    return reply
  } catch (error) {
    await transact(app, scene, ({ db }) => dropClaim(db, claim))
    throw error
  }
}

/** The client-made id of a write. Guests have none: two of them may choose the same, and must not share an answer. */
function claimOf(
  endpoint: Endpoint,
  { actor }: Scene,
  key: string | undefined,
  input: unknown,
): Claim | undefined {
  if (endpoint.method === 'GET' || endpoint.secret || !actor.accountId) return undefined
  // An id in the path names what exists; an id in the body names what this write creates.
  const id = key ?? (endpoint.path.includes('{id}') ? undefined : idIn(input))
  return id ? { actor: actor.accountId, endpoint: nameOf(endpoint), key: id } : undefined
}

export const nameOf = ({ method, path }: Endpoint) => `${method} ${path}`

function idIn(value: unknown): string | undefined {
  const id = typeof value === 'object' && value !== null && 'id' in value ? value.id : undefined
  return typeof id === 'string' ? id : undefined
}

/** Drops any column that the contract does not promise; a row that breaks its promise is a bug. */
export function cut(endpoint: Endpoint, result: unknown): unknown {
  return cutTo(endpoint.reply, result)
}
