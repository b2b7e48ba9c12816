/** Inviting by mail: the link is made when its mail is written, and only its digest is kept. */
import { publishedAddress } from '#core/files/api.ts'
import {
  accountById,
  digest,
  markVerified,
  normalise,
  requireVerified,
} from '#core/identity/api.ts'
import { giveBack, spend } from '#core/plans/api.ts'
import { KeyReused, NotFound } from '#kernel/contract.ts'
import { insertIgnore } from '#kernel/data/write.ts'
import { claimKey, keepReply } from '#kernel/idempotency.ts'
import { newId } from '#kernel/ids.ts'
import type { Context, OpenContext } from '#kernel/module.ts'
import { DAY } from '#kernel/time.ts'
import {
  AlreadyMember,
  INVITATION_DAYS,
  type Invitation,
  InvitationExpired,
  memberInvited,
  type Membership,
  WrongRecipient,
} from './contract.ts'
import { findMember } from './directory.ts'
import { join } from './joining.ts'
import { refuseWhereClosed } from './joining/settings.ts'
import { PENDING_INVITATIONS } from './limits.ts'
import { checkGivable } from './roles.ts'
import type { InvitationRow, WorkspaceTables } from './tables.ts'

type Ctx = Context<WorkspaceTables>
type Request = { id?: string | undefined; email: string; roles: string[] }

export async function invite(ctx: Ctx, request: Request): Promise<Invitation> {
  const { db, actor, now, emit, audit } = ctx
  requireVerified(actor)
  await refuseWhereClosed(ctx)
  await checkGivable(ctx, request.roles)
  const email = normalise(request.email)
  const member = await db
    .selectFrom('members')
    .select('id')
    .where('email', 'in', [...new Set([email, request.email])])
    .where('active', '=', true)
    .executeTakeFirst()
  if (member) throw AlreadyMember()

  const createdAt = now()
  const row: InvitationRow = {
    id: request.id ?? newId(),
    digest: null,
    email,
    typedEmail: request.email,
    roles: [...new Set(request.roles)],
    invitedBy: actor.id,
    createdAt,
    expiresAt: new Date(createdAt.getTime() + INVITATION_DAYS * DAY),
  }
  const former = await db.deleteFrom('invitations').where('email', '=', email).executeTakeFirst()
  if (former.numDeletedRows === 0n) await spend(ctx, PENDING_INVITATIONS)
  // The client made the id; another invitation may have it already.
  if (!(await insertIgnore(db, ctx.dialect, 'invitations', row))) throw KeyReused()
  await emit(memberInvited, { invitationId: row.id })
  await audit('members.invited', row.id, { roles: row.roles.join() })
  return shown(ctx, { ...row, invitedByName: await nameOf(ctx, actor.id) })
}

export async function listInvitations(ctx: Ctx) {
  const rows = await invitations(ctx).orderBy('invitations.createdAt', 'desc').execute()
  return { items: rows.map((it) => shown(ctx, it)) }
}

export async function withdraw(ctx: Ctx, { invitationId }: { invitationId: string }) {
  const { numDeletedRows } = await ctx.db
    .deleteFrom('invitations')
    .where('id', '=', invitationId)
    .executeTakeFirst()
  if (numDeletedRows !== 1n) throw NotFound()
  await giveBack(ctx, PENDING_INVITATIONS)
  return { done: true } as const
}

/** For the page behind the link, whose reader may have no account yet. */
export async function preview(ctx: Ctx, { token }: { token: string }) {
  const row = await invitations(ctx)
    .where('digest', '=', digest(token))
    .where('expiresAt', '>', ctx.now())
    .executeTakeFirst()
  if (!row) throw InvitationExpired()
  const { slug, name, kind, colour = null, logo = null } = ctx.workspace
  const { typedEmail: email, invitedByName: invitedBy, roles, expiresAt } = row
  return {
    workspace: { slug, name, kind, colour, logo: logo && publishedAddress(slug, logo) },
    email,
    invitedBy,
    roles,
    expiresAt: expiresAt.toISOString(),
  }
}

/** The link came by mail to the address it names: who opens it with that account reads that address. */
export async function accept(ctx: OpenContext, { token }: { token: string }): Promise<Membership> {
  const accountId = ctx.actor.accountId!
  const account = await ctx.registry(({ db }) => accountById(db, accountId))
  if (!account) throw NotFound()
  const meant = await ctx.transact((inside: Ctx) => pending(inside, token).executeTakeFirst())
  // Proven before joined: whoever stops in between finds the invitation still there.
  if (meant?.email === account.email)
    await ctx.registry(({ db, now }) => markVerified(db, accountId, now()))
  return ctx.transact((inside: Ctx) => take(inside, token, account))
}

type Account = NonNullable<Awaited<ReturnType<typeof accountById>>>

/** Once per person and link: who lost the answer asks again and gets the same one, as long as they belong here. */
async function take(ctx: Ctx, token: string, account: Account): Promise<Membership> {
  const { db, dialect, now, locked } = ctx
  const accountId = account.id
  const claim = { actor: accountId, endpoint: 'workspaces/accept-by-token', key: digest(token) }
  const first = await claimKey(db, dialect, claim, {}, now())
  if (first) {
    if (await findMember(db, accountId)) return first.reply as Membership
    throw InvitationExpired()
  }
  const row = await locked(pending(ctx, token)).executeTakeFirst()
  if (!row) throw InvitationExpired()
  if (row.email !== account.email) throw WrongRecipient()
  await db.deleteFrom('invitations').where('id', '=', row.id).execute()
  await giveBack(ctx, PENDING_INVITATIONS)
  await join(ctx, { accountId, name: account.name, email: account.typedEmail, roles: row.roles })
  const { roles } = (await findMember(db, accountId)) ?? row
  const { id, slug, name, kind, state } = ctx.workspace
  const membership = { id, slug, name, kind, state, roles }
  await keepReply(db, claim, membership)
  return membership
}

const pending = ({ db, now }: Ctx, token: string) =>
  db
    .selectFrom('invitations')
    .selectAll()
    .where('digest', '=', digest(token))
    .where('expiresAt', '>', now())

/** Who left, or may give less than before, takes their invitations along. */
export async function withdrawInvitationsBy(ctx: Ctx, memberId: string): Promise<void> {
  const gone = ctx.db.deleteFrom('invitations').where('invitedBy', '=', memberId)
  await giveBack(ctx, PENDING_INVITATIONS, Number((await gone.executeTakeFirst()).numDeletedRows))
}

export async function forgetExpired(ctx: Ctx): Promise<void> {
  const before = new Date(ctx.now().getTime() - 30 * DAY)
  const gone = ctx.db.deleteFrom('invitations').where('expiresAt', '<', before)
  await giveBack(ctx, PENDING_INVITATIONS, Number((await gone.executeTakeFirst()).numDeletedRows))
}

const invitations = ({ db }: Ctx) =>
  db
    .selectFrom('invitations')
    .innerJoin('members', 'members.id', 'invitations.invitedBy')
    .selectAll('invitations')
    .select('members.name as invitedByName')

function shown({ now }: Ctx, row: InvitationRow & { invitedByName: string }): Invitation {
  const { id, typedEmail: email, roles, invitedByName: invitedBy, createdAt, expiresAt } = row
  const moments = { createdAt: createdAt.toISOString(), expiresAt: expiresAt.toISOString() }
  return { id, email, roles, invitedBy, ...moments, isExpired: expiresAt <= now() }
}

async function nameOf({ db }: Ctx, memberId: string): Promise<string> {
  const row = await db
    .selectFrom('members')
    .select('name')
    .where('id', '=', memberId)
    .executeTakeFirst()
  return row?.name ?? ''
}
