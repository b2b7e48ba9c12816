/** A change of address: asked by who knows the password, confirmed in both mailboxes, and then at once everywhere. */
import { isUniqueViolation } from '#kernel/data/faults.ts'
import { newId } from '#kernel/ids.ts'
import type { Context, OpenContext } from '#kernel/module.ts'
import { HOUR } from '#kernel/time.ts'
import { accountById } from '../accounts.ts'
import { normalise } from '../addresses.ts'
import { cancelAddressChanges } from '../closing.ts'
import { addressChanged, installation, LinkExpired } from '../contract.ts'
import type { ProofFields } from '../factors/contract.ts'
import { proveAgain } from '../factors/proof.ts'
import { endSessions } from '../sessions.ts'
import type { AccountRow, IdentityDb, IdentityTables } from '../tables.ts'
import { addressChangeAsked, AddressTaken, CHANGE_HOURS, SameAddress } from './contract.ts'
import { readLink, type Side } from './links.ts'

type Registry = Context<IdentityTables>
type Change = NonNullable<Awaited<ReturnType<typeof changeOf>>>

export async function read({ db, actor, now }: Registry) {
  const account = (await accountById(db, actor.accountId!))!
  const change = await changeOf(db, account.id, now())
  const pending = change && {
    email: change.typedEmail,
    oldNeeded: mustOldConfirm(account),
    oldConfirmed: change.oldConfirmedAt !== null,
    newConfirmed: change.newConfirmedAt !== null,
    expiresAt: change.expiresAt.toISOString(),
  }
  return { email: account.typedEmail, change: pending ?? null }
}

export async function ask(
  ctx: OpenContext,
  { email: typedEmail, ...given }: ProofFields & { email: string },
): Promise<{ done: true }> {
  const account = await proveAgain(ctx, given)
  const accountId = account.id
  const email = normalise(typedEmail)
  if (email === account.email) throw SameAddress()

  await ctx.registry(async ({ db, locked, now, emit, audit }: Registry) => {
    // Of two requests at once the second waits here, and replaces the first.
    await locked(db.selectFrom('accounts').select('id').where('id', '=', accountId)).execute()
    await cancelAddressChanges(db, accountId)
    const id = newId()
    const expiresAt = new Date(now().getTime() + CHANGE_HOURS * HOUR)
    const open = { oldConfirmedAt: null, newConfirmedAt: null, createdAt: now(), expiresAt }
    const row = { accountId, id, email, typedEmail, sessionId: ctx.actor.sessionId! }
    await db
      .insertInto('addressChanges')
      .values({ ...row, ...open })
      .execute()
    await emit(addressChangeAsked, { changeId: id })
    await audit('identity.address-change-asked', accountId)
  })
  return { done: true }
}

export async function cancel({ db, actor, audit }: Registry): Promise<{ done: true }> {
  await cancelAddressChanges(db, actor.accountId!)
  await audit('identity.address-change-cancelled', actor.accountId!)
  return { done: true }
}

export async function preview(ctx: OpenContext, { token }: { token: string }) {
  const { changeId, side } = linkOf(ctx, token)
  return ctx.registry(async ({ db, now }: Registry) => {
    const change = await livingChange(db, changeId, now())
    const account = change && (await accountById(db, change.accountId))
    if (!change || !account || change[sideColumn(side)] !== null) throw LinkExpired()
    return { from: account.typedEmail, to: change.typedEmail, side }
  })
}

export async function refuse(ctx: OpenContext, { token }: { token: string }) {
  const { changeId, side } = linkOf(ctx, token)
  await ctx.registry(async ({ db, now, audit }: Registry) => {
    const change = await livingChange(db, changeId, now())
    if (!change) throw LinkExpired()
    await db.deleteFrom('addressChanges').where('id', '=', changeId).execute()
    await audit('identity.address-change-refused', change.accountId, { side })
  })
  return { done: true } as const
}

/** Each link serves once. Of two that come at the same time one finds the other's mark, and carries out the change. */
export async function confirm(ctx: OpenContext, { token }: { token: string }) {
  const { changeId, side } = linkOf(ctx, token)
  try {
    const outcome = await ctx.registry((registry: Registry) => mark(registry, changeId, side))
    if (outcome === 'expired') throw LinkExpired()
    if (outcome === 'taken') throw AddressTaken()
    return outcome
  } catch (error) {
    // Somebody registered with the address between our look and our write.
    if (!isUniqueViolation(error)) throw error
    await ctx.registry(({ db }: Registry) => dropChange(db, changeId))
    throw AddressTaken()
  }
}

type Outcome = { isChanged: boolean; email: string } | 'expired' | 'taken'

async function mark(ctx: Registry, changeId: string, side: Side): Promise<Outcome> {
  const { db, locked, now } = ctx
  const column = sideColumn(side)
  const { numUpdatedRows } = await db
    .updateTable('addressChanges')
    .set({ [column]: now() })
    .where('id', '=', changeId)
    .where(column, 'is', null)
    .where('expiresAt', '>', now())
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return 'expired'
  const change = (await locked(
    db.selectFrom('addressChanges').selectAll().where('id', '=', changeId),
  ).executeTakeFirst())!
  const account = await accountById(db, change.accountId)
  if (!account?.active) return 'expired'
  const isComplete =
    change.newConfirmedAt !== null && (change.oldConfirmedAt !== null || !mustOldConfirm(account))
  if (!isComplete) return { isChanged: false, email: change.typedEmail }

  const other = await db
    .selectFrom('accounts')
    .select('id')
    .where('email', '=', change.email)
    .executeTakeFirst()
  if (other) {
    await dropChange(db, changeId)
    return 'taken'
  }
  await carryOut(ctx, account, change)
  return { isChanged: true, email: change.typedEmail }
}

/** The device that asked stays open; every other one, and every link mailed to the old address, ends. */
async function carryOut(ctx: Registry, account: AccountRow, change: Change): Promise<void> {
  const { db, now, emit, audit } = ctx
  const { id: accountId } = account
  const { email, typedEmail } = change
  const moved = { email, typedEmail, verifiedAt: now() }
  await db.updateTable('accounts').set(moved).where('id', '=', accountId).execute()
  await dropChange(db, change.id)
  await db.deleteFrom('oneTimeTokens').where('accountId', '=', accountId).execute()
  await endSessions(db, accountId, change.sessionId)
  await emit(addressChanged, { accountId, email: typedEmail })
  await audit('identity.address-changed', accountId)
}

async function dropChange(db: IdentityDb, changeId: string): Promise<void> {
  await db.deleteFrom('addressChanges').where('id', '=', changeId).execute()
}

/** A mistyped address that nobody ever confirmed cannot confirm this either; the password was asked instead. */
const mustOldConfirm = ({ verifiedAt, passwordHash }: AccountRow) =>
  verifiedAt !== null || passwordHash === null

const sideColumn = (side: Side) => (side === 'old' ? 'oldConfirmedAt' : 'newConfirmedAt')

function linkOf(ctx: OpenContext, token: string) {
  const link = readLink(token, ctx.client(installation).secrets)
  if (!link) throw LinkExpired()
  return link
}

const changeOf = (db: IdentityDb, accountId: string, now: Date) =>
  db
    .selectFrom('addressChanges')
    .selectAll()
    .where('accountId', '=', accountId)
    .where('expiresAt', '>', now)
    .executeTakeFirst()

const livingChange = (db: IdentityDb, id: string, now: Date) =>
  db
    .selectFrom('addressChanges')
    .selectAll()
    .where('id', '=', id)
    .where('expiresAt', '>', now)
    .executeTakeFirst()
