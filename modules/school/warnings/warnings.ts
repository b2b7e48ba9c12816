/** Tells a member once when the balance enters a warning band, and again only after it has been outside of it. */
import { balances } from '#core/ledger/api.ts'
import { notify } from '#core/notifications/api.ts'
import { insertIgnore } from '#kernel/data/write.ts'
import type { Context, JobRun } from '#kernel/module.ts'
import type { TransferFacts } from '../exchange/contract.ts'
import { warningFor } from '../exchange/rules.ts'
import { settingsOf } from '../membership/conditions.ts'
import type { ExchangeTables } from '../exchange/tables.ts'
import { balanceHigh, balanceLow } from './notices.ts'
import type { WarningTables } from './tables.ts'

type Ctx = Context<ExchangeTables & WarningTables>
type Band = 'none' | 'low' | 'high'

/** A reversal names the transfer it undoes: the same two people. */
export const warnBoth = (ctx: Ctx, { payerId, receiverId }: TransferFacts, run: JobRun) =>
  warn(
    ctx,
    [payerId, receiverId].filter((it) => it !== null),
    run,
  )
export const warnGroup = (ctx: Ctx, { memberIds }: { memberIds: readonly string[] }, run: JobRun) =>
  warn(ctx, memberIds, run)

async function warn(ctx: Ctx, memberIds: readonly string[], { jobId }: JobRun): Promise<void> {
  const levels = await settingsOf(ctx)
  // In one order: two transfers between the same people wait for each other and not in a circle.
  for (const memberId of memberIds.toSorted()) {
    const balance = await postedOf(ctx, memberId)
    if (balance === undefined) continue
    const band = warningFor(balance, levels) ?? 'none'
    const isNew = await enter(ctx, memberId, band)
    if (!isNew || band === 'none') continue
    await notify(ctx, {
      notice: band === 'low' ? balanceLow : balanceHigh,
      to: [memberId],
      key: jobId,
      about: 'balance',
      facts: { balance: balance < 0 ? `−${-balance}` : `+${balance}` },
      path: `/exchange/offers${band === 'low' ? '/new' : ''}`,
    })
  }
}

async function postedOf(ctx: Ctx, memberId: string): Promise<number | undefined> {
  const account = await ctx.db
    .selectFrom('exchangeAccounts')
    .select('ledgerAccountId')
    .where('memberId', '=', memberId)
    .where('active', '=', true)
    .executeTakeFirst()
  if (!account?.ledgerAccountId) return undefined
  return (await balances(ctx, [account.ledgerAccountId]))[0]?.posted
}

/** True for the one job that saw the balance cross. */
async function enter({ db, dialect, now }: Ctx, memberId: string, warning: Band) {
  const changedAt = now()
  const fresh = { memberId, warning: 'none' as const, changedAt }
  await insertIgnore(db, dialect, 'exchangeWarnings', fresh)
  const { numUpdatedRows } = await db
    .updateTable('exchangeWarnings')
    .set({ warning, changedAt })
    .where('memberId', '=', memberId)
    .where('warning', '<>', warning)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
