import type { Kysely } from 'kysely'
import { balanceOf, openAccount as openInLedger, transfer } from '#core/ledger/api.ts'
import { memberOf } from '#core/workspaces/api.ts'
import { NotFound } from '#kernel/contract.ts'
import { insertIgnore } from '#kernel/data/write.ts'
import { newId } from '#kernel/ids.ts'
import type { Context } from '#kernel/module.ts'
import * as exchange from './contract.ts'
import { availableOf, receivableOf, warningFor } from './rules.ts'
import { fold } from './search.ts'
import type { AccountRow, ExchangeTables } from './tables.ts'

export const BOOK = 'exchange'
type Ctx = Context<ExchangeTables>
type Db = Kysely<ExchangeTables>
type Newcomer = { memberId: string; accountId: string; name: string }

/** The community grants what members start with; it has no limits, so its balance is −120 per member. */
export const communityAccount = (ctx: Ctx) =>
  openInLedger(ctx, { book: BOOK, owner: 'community', lowest: null, highest: null })

/** Opens a member's account with its opening grant, once, however many callers try at the same moment. */
export async function openAccount(ctx: Ctx, newcomer: Newcomer): Promise<AccountRow> {
  const { db, dialect, now, locked } = ctx
  const { memberId, accountId, name } = newcomer
  const communityId = await communityAccount(ctx)
  const limits = { lowest: exchange.LOWEST_BALANCE, highest: exchange.HIGHEST_BALANCE }
  const ledgerAccountId = await openInLedger(ctx, { book: BOOK, owner: memberId, ...limits })
  const names = { name, folded: fold(name) }
  const row = { memberId, accountId, ledgerAccountId, ...names, active: true, joinedAt: now() }
  if (!(await insertIgnore(db, dialect, 'exchangeAccounts', row))) {
    const query = db.selectFrom('exchangeAccounts').selectAll().where('memberId', '=', memberId)
    return locked(query).executeTakeFirstOrThrow()
  }
  await grant(ctx, memberId, communityId, ledgerAccountId)
  return row
}

async function grant(ctx: Ctx, memberId: string, from: string, to: string): Promise<void> {
  const id = newId(ctx.now().getTime())
  const units = exchange.OPENING_GRANT
  const sides = { debitAccountId: from, creditAccountId: to }
  await transfer(ctx, { id, book: BOOK, ...sides, units, reference: 'exchange/grant' })
  const moment = ctx.now()
  await ctx.db
    .insertInto('exchangeTransfers')
    .values({
      id,
      kind: 'grant',
      state: 'completed',
      payerId: null,
      receiverId: memberId,
      initiator: 'payer',
      units,
      reason: '',
      createdAt: moment,
      resolvedAt: moment,
      receiverBalance: units,
    })
    .execute()
}

/** An active member's account; opened here for who joined before the module was switched on. NotFound (404). */
export async function accountOf(ctx: Ctx, memberId: string): Promise<AccountRow> {
  const row = await findAccount(ctx.db, memberId)
  if (row?.active) return row
  const member = await memberOf(ctx, memberId)
  if (!member?.active || row) throw NotFound()
  return openAccount(ctx, { memberId, accountId: member.accountId, name: member.name })
}

const findAccount = (db: Db, memberId: string) =>
  db.selectFrom('exchangeAccounts').selectAll().where('memberId', '=', memberId).executeTakeFirst()

/**
 * Writes nothing, also when the account is still missing (the job that opens it has to try again): it is shown as it
 * will be, and the first payment opens it.
 */
export async function readMyAccount(ctx: Ctx): Promise<exchange.Account> {
  const { db, actor } = ctx
  const account = await findAccount(db, actor.id)
  if (!account) return unopened(ctx)
  if (!account.active) throw NotFound()
  const { memberId, name, joinedAt } = account
  return {
    memberId,
    name,
    ...standingFrom(await balanceOf(ctx, account.ledgerAccountId)),
    ...(await turnoverOf(db, [memberId])).get(memberId)!,
    ...(await waitingOf(db, memberId)),
    joinedAt: joinedAt.toISOString(),
  }
}

async function unopened(ctx: Ctx): Promise<exchange.Account> {
  const member = await memberOf(ctx, ctx.actor.id)
  if (!member?.active) throw NotFound()
  const limits = { lowest: exchange.LOWEST_BALANCE, highest: exchange.HIGHEST_BALANCE }
  return {
    memberId: member.id,
    name: member.name,
    ...standingFrom({ posted: exchange.OPENING_GRANT, heldOut: 0, heldIn: 0, ...limits }),
    earned: 0,
    spent: 0,
    waitingForMe: 0,
    waitingForOthers: 0,
    joinedAt: ctx.now().toISOString(),
  }
}

const standingFrom = (position: Parameters<typeof availableOf>[0]) => ({
  balance: position.posted,
  heldOut: position.heldOut,
  heldIn: position.heldIn,
  available: availableOf(position),
  receivable: receivableOf(position),
  lowest: position.lowest ?? exchange.LOWEST_BALANCE,
  highest: position.highest ?? exchange.HIGHEST_BALANCE,
  warning: warningFor(position.posted),
})

export type Turnover = { earned: number; spent: number }

/** Units received for help given, and given for help received, by member. */
export async function turnoverOf(db: Db, ids: readonly string[]): Promise<Map<string, Turnover>> {
  const turnover = new Map(ids.map((id) => [id, { earned: 0, spent: 0 }]))
  if (ids.length === 0) return turnover
  const sumBy = (side: 'payerId' | 'receiverId') =>
    db
      .selectFrom('exchangeTransfers')
      .select(({ fn, ref }) => [ref(side).as('memberId'), fn.sum<number>('units').as('units')])
      .where(side, 'in', [...ids])
      .where('state', '=', 'completed')
      .where('kind', 'in', ['payment', 'request'])
      .groupBy(side)
      .execute()
  for (const { memberId, units } of await sumBy('payerId')) turnover.get(memberId!)!.spent = units
  for (const { memberId, units } of await sumBy('receiverId'))
    turnover.get(memberId!)!.earned = units
  return turnover
}

async function waitingOf(db: Db, memberId: string) {
  const rows = await db
    .selectFrom('exchangeTransfers')
    .select(['payerId', 'initiator'])
    .where('state', '=', 'pending')
    .where(({ or, eb }) => or([eb('payerId', '=', memberId), eb('receiverId', '=', memberId)]))
    .execute()
  const mine = rows.filter(
    ({ payerId, initiator }) => (initiator === 'payer') === (payerId === memberId),
  )
  return { waitingForMe: rows.length - mine.length, waitingForOthers: mine.length }
}
