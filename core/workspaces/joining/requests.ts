/** Coming in by oneself, or asking to; and what who manages members answers. */
import { accountById, requireVerified } from '#core/identity/api.ts'
import { NotFound } from '#kernel/contract.ts'
import { insertIgnore } from '#kernel/data/write.ts'
import { newId } from '#kernel/ids.ts'
import { pageFrom, placeAfter } from '#kernel/keyset.ts'
import type { Context, OpenContext } from '#kernel/module.ts'
import { move } from '#kernel/transition.ts'
import { AlreadyMember, type Membership } from '../contract.ts'
import { findMember } from '../directory.ts'
import { join } from '../joining.ts'
import { checkGivable } from '../roles.ts'
import type { WorkspaceTables } from '../tables.ts'
import { AddressNotWelcome, joinAsked, joinDecided, type JoinRequest } from './contract.ts'
import { isWelcome, joinRequest } from './rules.ts'
import { joiningOf } from './settings.ts'

type Ctx = Context<WorkspaceTables>
type Account = NonNullable<Awaited<ReturnType<typeof accountById>>>
type Asked = { state: 'member' | 'pending'; membership: Membership | null }

export async function askToJoin(
  ctx: OpenContext,
  { message }: { message: string },
): Promise<Asked> {
  const account = await ctx.registry(({ db }) => accountById(db, ctx.actor.accountId!))
  if (!account) throw NotFound()
  return ctx.transact((inside: Ctx) => enter(inside, account, message))
}

async function enter(ctx: Ctx, account: Account, message: string): Promise<Asked> {
  const { mode, mailDomains } = await joiningOf(ctx)
  const takesPeople = mode === 'open' || mode === 'request'
  const present = await findMember(ctx.db, account.id)
  if (present?.active) throw AlreadyMember()
  // Who was deactivated does not come back by the open door; a closed one is no door, as if nothing stood there.
  if (present || !takesPeople) throw NotFound()
  requireVerified(ctx.actor)
  if (!isWelcome(account.email, mailDomains))
    throw AddressNotWelcome({ domains: mailDomains.join(', ') })
  if (mode === 'request') return ask(ctx, account, message)

  const roles = ['member']
  await join(ctx, { accountId: account.id, name: account.name, email: account.typedEmail, roles })
  const { id, slug, name, kind, state } = ctx.workspace
  return { state: 'member', membership: { id, slug, name, kind, state, roles } }
}

async function ask(ctx: Ctx, account: Account, message: string): Promise<Asked> {
  const { db, dialect, now, emit, audit, locked } = ctx
  const { id: accountId, name, typedEmail: email, locale } = account
  const said = { name, email, locale, message, createdAt: now() }
  const undecided = { roles: [], reason: null, decidedBy: null, decidedAt: null }
  const asked: Asked = { state: 'pending', membership: null }
  const id = newId()
  const row = { id, accountId, ...said, ...undecided, state: 'pending' as const }
  let requestId = id
  if (!(await insertIgnore(db, dialect, 'joinRequests', row))) {
    const known = await locked(
      db.selectFrom('joinRequests').select(['id', 'state']).where('accountId', '=', accountId),
    ).executeTakeFirstOrThrow()
    if (known.state === 'pending') return asked
    requestId = known.id
    const set = { ...said, ...undecided }
    await move(ctx, 'joinRequests', requestId, joinRequest, 'askAgain', { by: 'person', set })
  }
  await emit(joinAsked, { requestId })
  await audit('joining.asked', requestId)
  return asked
}

export async function readMyRequest(ctx: Ctx) {
  const accountId = ctx.actor.accountId!
  const { mode } = await joiningOf(ctx)
  const isMember = ctx.actor.kind === 'member'
  if (!isMember && mode !== 'open' && mode !== 'request') throw NotFound()
  const row = await ctx.db
    .selectFrom('joinRequests')
    .select(['state', 'reason', 'createdAt'])
    .where('accountId', '=', accountId)
    .executeTakeFirst()
  const request = row ? { ...row, createdAt: row.createdAt.toISOString() } : null
  return { isMember, request }
}

// ── who manages members ─────────────────────────────────────────────────────────────────────────

type Filter = {
  state?: JoinRequest['state'] | undefined
  cursor?: string | undefined
  limit: number
}

/** The newest first. */
export async function listJoinRequests({ db }: Ctx, { state, cursor, limit }: Filter) {
  let query = db.selectFrom('joinRequests').selectAll()
  if (state) query = query.where('state', '=', state)
  const after = placeAfter(cursor)
  if (after) query = query.where('id', '<', after.id)
  const rows = await query
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  const { page, next } = pageFrom(rows, limit, ({ id }) => ({ by: '', id }))
  return { items: page.map(shown), next }
}

export async function countJoinRequests({ db }: Ctx) {
  const { many } = await db
    .selectFrom('joinRequests')
    .select(({ fn }) => fn.countAll<number | string | bigint>().as('many'))
    .where('state', '=', 'pending')
    .executeTakeFirstOrThrow()
  return { pending: Number(many) }
}

type Approval = { requestId: string; roles: string[] }

/** Of two who answer at once, one does: the state is part of the UPDATE. */
export async function approveJoinRequest(ctx: Ctx, { requestId, roles }: Approval) {
  await checkGivable(ctx, roles)
  const chosen = [...new Set(roles)]
  const decision = { roles: chosen, reason: null, decidedBy: ctx.actor.id, decidedAt: ctx.now() }
  const by = 'manager'
  await move(ctx, 'joinRequests', requestId, joinRequest, 'approve', { by, set: decision })
  const row = await rowOf(ctx, requestId)
  const { accountId, name, email } = row
  // Somebody else's invitation may have brought them in since.
  await join(ctx, { accountId, name, email, roles: chosen })
  await ctx.emit(joinDecided, { requestId })
  await ctx.audit('joining.approved', requestId, { roles: chosen.join() })
  return shown(row)
}

export async function refuseJoinRequest(
  ctx: Ctx,
  { requestId, reason }: { requestId: string; reason: string },
) {
  const decision = { reason: reason || null, decidedBy: ctx.actor.id, decidedAt: ctx.now() }
  const by = 'manager'
  await move(ctx, 'joinRequests', requestId, joinRequest, 'refuse', { by, set: decision })
  await ctx.emit(joinDecided, { requestId })
  await ctx.audit('joining.refused', requestId)
  return shown(await rowOf(ctx, requestId))
}

const rowOf = ({ db }: Ctx, id: string) =>
  db.selectFrom('joinRequests').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

type Row = Awaited<ReturnType<typeof rowOf>>

const shown = ({ id, name, email, message, state, reason, createdAt, decidedAt }: Row) => ({
  ...{ id, name, email, message, state, reason },
  createdAt: createdAt.toISOString(),
  decidedAt: decidedAt?.toISOString() ?? null,
})
