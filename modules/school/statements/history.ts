/** A balance over time, from the transfers themselves. */
import type * as z from 'zod/mini'
import { balances } from '#core/ledger/api.ts'
import type { Context } from '#kernel/module.ts'
import { HIGHEST_BALANCE, LOWEST_BALANCE } from '../exchange/contract.ts'
import type { ExchangeTables } from '../exchange/tables.ts'
import { settingsOf } from '../membership/conditions.ts'
import type { readHistory, readPublicHistory } from './contract.ts'
import { dayIn, monthOf, monthsBetween } from './days.ts'
import { type Move, movesAfter, movesOf } from './moves.ts'

type Ctx = Context<ExchangeTables>
type Asked = z.output<(typeof readHistory)['input']>
type Reply = z.input<(typeof readHistory)['reply']>
type Month = Reply['months'][number]

const isHelp = ({ kind, state }: Move) =>
  state === 'completed' && (kind === 'payment' || kind === 'request')

export async function history(ctx: Ctx, { from = '', until = '9999' }: Asked): Promise<Reply> {
  const me = ctx.actor.id
  const dayOf = dayIn(ctx.workspace.timeZone)
  const days = new Map<string, number>()
  const months = new Map<string, Month>()
  let balance = 0
  let opening = 0
  for (const move of await movesOf(ctx.db, me)) {
    const day = dayOf(move.resolvedAt)
    if (day > until) break
    const isOut = move.payerId === me
    balance += isOut ? -move.units : move.units
    if (day < from) {
      opening = balance
      continue
    }
    days.set(day, balance)
    const month = monthIn(months, monthOf(day))
    if (!isHelp(move)) month.other += isOut ? -move.units : move.units
    else if (isOut) month.spent += move.units
    else month.earned += move.units
    month.balance = balance
  }
  return {
    opening,
    closing: balance,
    ends: [until, dayOf(ctx.now())].toSorted()[0]!,
    days: [...days].map(([day, it]) => ({ day, balance: it })),
    months: [...months.values()],
    ...(await limitsOf(ctx, me)),
  }
}

function monthIn(months: Map<string, Month>, month: string): Month {
  const fresh = { month, earned: 0, spent: 0, other: 0, balance: 0 }
  const found = months.get(month) ?? fresh
  months.set(month, found)
  return found
}

async function limitsOf(ctx: Ctx, memberId: string) {
  const account = await ctx.db
    .selectFrom('exchangeAccounts')
    .select('ledgerAccountId')
    .where('memberId', '=', memberId)
    .executeTakeFirst()
  const id = account?.ledgerAccountId
  const [position] = id ? await balances(ctx, [id]) : []
  const { lowWarning, highWarning } = await settingsOf(ctx)
  return {
    lowest: position?.lowest ?? LOWEST_BALANCE,
    highest: position?.highest ?? HIGHEST_BALANCE,
    lowWarning,
    highWarning,
  }
}

const PAGE = 1000

/** For everybody: sums only. */
export async function publicHistory(
  ctx: Ctx,
): Promise<z.input<(typeof readPublicHistory)['reply']>> {
  const dayOf = dayIn(ctx.workspace.timeZone)
  const checkedAt = ctx.now()
  const sums = new Map<string, { created: number; exchanged: number; transfers: number }>()
  let after: Move | undefined
  do {
    const page = await movesAfter(ctx.db, { after, until: checkedAt, limit: PAGE })
    for (const move of page) {
      const month = monthOf(dayOf(move.resolvedAt))
      const sum = sums.get(month) ?? { created: 0, exchanged: 0, transfers: 0 }
      if (move.payerId === null) sum.created += move.units
      else if (move.receiverId === null) sum.created -= move.units
      else if (isHelp(move)) {
        sum.exchanged += move.units
        sum.transfers++
      }
      sums.set(month, sum)
    }
    after = page.length === PAGE ? page.at(-1) : undefined
  } while (after)

  const [first] = sums.keys()
  let community = 0
  const months = (first ? monthsBetween(first, monthOf(dayOf(checkedAt))) : []).map((month) => {
    const sum = sums.get(month) ?? { created: 0, exchanged: 0, transfers: 0 }
    community -= sum.created
    return { month, ...sum, community }
  })
  const { name, colour = null } = ctx.workspace
  return { name, colour, months, checkedAt }
}
