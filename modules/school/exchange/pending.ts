/** Transfers that wait for an answer, and how they end without one. */
import { release } from '#core/ledger/api.ts'
import type { Context } from '#kernel/module.ts'
import { move } from '#kernel/transition.ts'
import { tellSides } from './news.ts'
import { transferMachine } from './rules.ts'
import type { ExchangeTables, TransferRow } from './tables.ts'

type Ctx = Context<ExchangeTables>

/** Only a payment holds units. */
export async function releaseUnits(ctx: Ctx, { id, kind }: TransferRow): Promise<void> {
  if (kind === 'payment') await release(ctx, id)
}

/** Cancels whatever a departing member still has open. */
export async function closePending(ctx: Ctx, memberId: string): Promise<void> {
  for (const row of await pendingOf(ctx, memberId).selectAll().orderBy('id').execute()) {
    const set = { resolvedAt: ctx.now() }
    await move(ctx, 'exchangeTransfers', row.id, transferMachine, 'cancel', { by: 'system', set })
    await releaseUnits(ctx, row)
    tellSides(ctx, row, 'cancelled')
  }
}

export async function hasPending(ctx: Ctx, memberId: string): Promise<boolean> {
  const one = await pendingOf(ctx, memberId).select('id').limit(1).executeTakeFirst()
  return one !== undefined
}

const pendingOf = ({ db }: Ctx, memberId: string) =>
  db
    .selectFrom('exchangeTransfers')
    .where('state', '=', 'pending')
    .where(({ or, eb }) => or([eb('payerId', '=', memberId), eb('receiverId', '=', memberId)]))

/** How many wait at each of these members, on either side. */
export async function pendingCounts({ db }: Ctx, ids: readonly string[]) {
  const counts = new Map<string, number>()
  if (ids.length === 0) return counts
  const rows = await db
    .selectFrom('exchangeTransfers')
    .select(['payerId', 'receiverId'])
    .where('state', '=', 'pending')
    .where(({ or, eb }) => or([eb('payerId', 'in', [...ids]), eb('receiverId', 'in', [...ids])]))
    .execute()
  for (const { payerId, receiverId } of rows)
    for (const id of [payerId!, receiverId!]) counts.set(id, (counts.get(id) ?? 0) + 1)
  return counts
}
