/** THE LIFE OF A REQUEST, top to bottom. HTTP, tests, demonstration data, the command line and AI tools come in here. */
import * as z from 'zod/mini'
import type { Application } from './application.ts'
import { openContextOf, REGISTRY, type Scene, transact } from './context.ts'
import { type Endpoint, Forbidden, NotFound, NotSignedIn, problem, type Shape } from './contract.ts'
import type { Session } from './directory.ts'
import { checkKey, type Claim, claimKey, dropClaim, keepReply } from './idempotency.ts'
import type { Actor, OpenContext, Origin, Route, WorkspaceFacts } from './module.ts'
import { checkInput } from './shape.ts'

/** The workspace is suspended or cancelled: everything may still be read and exported. */
export const WorkspaceClosed = problem<{ state: string }>('workspace-closed', 409)

export type Request = {
  session: Session | null
  origin: Origin
  /** The workspace's address; required by endpoints of a workspace. */
  slug?: string | undefined
  /** The client-made id of a write (`Idempotency-Key`); an `id` in the input counts as well. */
  key?: string | undefined
  signal?: AbortSignal
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
const never = new AbortController().signal

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
  const { part, route } = app.routeOf(endpoint)
  const { session, origin } = request
  if (!session && endpoint.may !== 'anyone') throw NotSignedIn()

  const workspace = endpoint.scope === 'installation' ? REGISTRY : await app.enter(request.slug)
  const actor = await actorIn(app, workspace, session)

  if (!mayEnter(endpoint, actor)) throw NotFound() // not a member? this workspace does not exist
  const isOn = part.layer === 'core' || workspace.modules.includes(part.name)
  if (!isOn) throw NotFound()
  if (!mayCall(endpoint, actor)) throw Forbidden({ needs: endpoint.may })
  if (endpoint.method !== 'GET' && isClosed(workspace))
    throw WorkspaceClosed({ state: workspace.state })

  const raw = typeof rawInput === 'function' ? await rawInput() : rawInput
  const input = checkInput(endpoint.input, raw)
  checkKey(request.key)
  if (endpoint.rate) {
    const caller = session?.accountId ?? origin.address
    app.rates.spend(`${nameOf(endpoint)} ${caller}`, endpoint.rate, app.now().getTime())
  }
  return { scene: { workspace, actor, origin }, route, input }
}

async function actorIn(
  app: Application,
  workspace: WorkspaceFacts,
  session: Session | null,
): Promise<Actor> {
  if (!session) return GUEST
  const { accountId, sessionId, verified, admin } = session
  const account = { accountId, sessionId, verified, admin }
  const outsider: Actor = { kind: 'account', id: accountId, permissions: NONE, ...account }
  if (workspace === REGISTRY) return outsider

  const member = await app.open(workspace, ({ reader }) => app.directory.member(reader, accountId))
  if (!member?.active) return outsider
  const permissions = app.permissions.of(member.roles, workspace.modules)
  return { kind: 'member', id: member.id, permissions, ...account }
}

function mayEnter({ scope, may }: Endpoint, actor: Actor): boolean {
  return (
    scope === 'installation' || actor.kind === 'member' || may === 'anyone' || may === 'account'
  )
}

function mayCall({ may }: Endpoint, actor: Actor): boolean {
  if (may === 'anyone' || may === 'account') return true
  return may === 'admin' ? actor.admin : actor.permissions.has(may)
}

const isClosed = ({ state }: WorkspaceFacts) => state !== 'active'

/** Reads see one moment of the data and wait for no writer. */
async function read(
  app: Application,
  scene: Scene,
  endpoint: Endpoint,
  route: Route,
  input: unknown,
): Promise<unknown> {
  const result = await app.open(scene.workspace, (namespace) =>
    route.handle(app.readingContext(scene, namespace), input),
  )
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
    if (!after.audited) await ctx.audit(name, idIn(reply) ?? idIn(input) ?? '')
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
  if (endpoint.method === 'GET' || !actor.accountId) return undefined
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
  return z.parse(endpoint.reply, result)
}
