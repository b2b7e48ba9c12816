/** The workspace's credits in the ledger: given once a month by the plan, reserved before a call, settled by what it used. */
import { accountIdOf, balanceOf, hold, openAccount, release, transfer } from '#core/ledger/api.ts'
import { BalanceTooLow } from '#core/ledger/contract.ts'
import { allowanceOf } from '#core/plans/api.ts'
import { insertIgnore } from '#kernel/data/write.ts'
import type { Context, Limit } from '#kernel/module.ts'
import type { AiTables } from '../tables.ts'

type Ctx = Context<AiTables>

const BOOK = 'ai-credits'
/** Where credits come from and go back to. */
const PLAN = 'plan'
const HERE = 'workspace'
export const MONTHLY_CREDITS = 'ai.credits'
/** The days and months of credits are Greenwich's: the same for everybody who reads them. */
export const dayOf = (at: Date) => at.toISOString().slice(0, 10)
const monthOf = (at: Date) => at.toISOString().slice(0, 7)

type Accounts = { here: string; plan: string }
type Ready = Accounts & { isUnlimited: boolean }

async function accounts(ctx: Ctx): Promise<Accounts> {
  const plan = await openAccount(ctx, { book: BOOK, owner: PLAN, lowest: null, highest: null })
  const here = await openAccount(ctx, { book: BOOK, owner: HERE, lowest: 0, highest: null })
  return { here, plan }
}

/** The month's grant exactly once, whoever comes first; what was left of the month before goes back. */
async function ready(ctx: Ctx): Promise<Ready> {
  const both = await accounts(ctx)
  const month = monthOf(ctx.now())
  const granted = await grantOf(ctx, month)
  const most = await allowanceOf(ctx, MONTHLY_CREDITS)
  const isUnlimited = most === null
  if (granted !== undefined && (most ?? 0) <= granted) return { ...both, isUnlimited }
  const isNew = await insertIgnore(ctx.db, ctx.dialect, 'aiGrants', {
    month,
    credits: 0,
    givenAt: ctx.now(),
  })
  const row = await ctx
    .locked(ctx.db.selectFrom('aiGrants').select('credits').where('month', '=', month))
    .executeTakeFirstOrThrow()
  const move = (from: string, to: string, units: number) =>
    transfer(ctx, {
      book: BOOK,
      debitAccountId: from,
      creditAccountId: to,
      units,
      reference: `${MONTHLY_CREDITS} ${month}`,
    })
  if (isNew) {
    const { posted, heldOut } = await balanceOf(ctx, both.here)
    const left = posted - heldOut
    if (left > 0) await move(both.here, both.plan, left)
    if (left < 0) await move(both.plan, both.here, -left)
  }
  // A wider plan within the month adds the difference: up, down and up again gives nothing twice.
  const more = (most ?? 0) - row.credits
  if (more > 0) {
    await move(both.plan, both.here, more)
    await ctx.db
      .updateTable('aiGrants')
      .set({ credits: row.credits + more })
      .where('month', '=', month)
      .execute()
  }
  return { ...both, isUnlimited }
}

async function grantOf({ db }: Ctx, month: string): Promise<number | undefined> {
  const row = await db
    .selectFrom('aiGrants')
    .select('credits')
    .where('month', '=', month)
    .executeTakeFirst()
  return row?.credits
}

/** The id of the reservation; null when there are not enough. */
export async function reserveCredits(ctx: Ctx, units: number, answerId: string) {
  const { here, plan, isUnlimited: isBeyondLimits } = await ready(ctx)
  const sides = { debitAccountId: here, creditAccountId: plan }
  try {
    return await hold(ctx, { book: BOOK, ...sides, units, reference: answerId, isBeyondLimits })
  } catch (error) {
    if (BalanceTooLow.is(error)) return null
    throw error
  }
}

/** Gives the reservation back and takes what was used, never more than was reserved. */
export async function settleCredits(
  ctx: Ctx,
  holdId: string,
  units: number,
  reference: string,
): Promise<void> {
  await release(ctx, holdId)
  if (units === 0) return
  const { here, plan } = await accounts(ctx)
  const sides = { debitAccountId: here, creditAccountId: plan }
  // Within what was reserved a moment ago: no limit that changed since may refuse it.
  await transfer(ctx, { book: BOOK, ...sides, units, reference, isBeyondLimits: true })
}

export type Credits = { granted: number | null; left: number | null; reserved: number }

/** Where credits stand, also before the month's first call. */
export async function creditsOf(ctx: Ctx): Promise<Credits> {
  const most = await allowanceOf(ctx, MONTHLY_CREDITS)
  const id = await accountIdOf(ctx, BOOK, HERE)
  const granted = await grantOf(ctx, monthOf(ctx.now()))
  if (!id || granted === undefined) return { granted: most, left: most, reserved: 0 }
  const { posted, heldOut } = await balanceOf(ctx, id)
  const shown = most === null ? null : Math.max(granted, most)
  const waiting = most === null ? 0 : Math.max(0, most - granted)
  return {
    granted: shown,
    left: most === null ? null : posted - heldOut + waiting,
    reserved: heldOut,
  }
}

async function usedThisMonth(ctx: Ctx): Promise<number> {
  const { granted, left } = await creditsOf(ctx)
  if (granted !== null && left !== null) return granted - left
  const id = await accountIdOf(ctx, BOOK, HERE)
  return id ? -(await balanceOf(ctx, id)).posted : 0
}

export const limits: Record<string, Limit> = {
  [MONTHLY_CREDITS]: {
    text: 'plans.ai-credits',
    per: 'workspace',
    otherwise: 100,
    count: usedThisMonth,
  },
}
