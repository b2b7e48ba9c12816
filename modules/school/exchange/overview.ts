/** The exchange as a whole: for administrators with names, for everybody as a sum. */
import { sql, type SqlBool } from 'kysely'
import type * as z from 'zod/mini'
import { accountIdOf, balanceOf, balances, balancesBeyond, proof } from '#core/ledger/api.ts'
import { pageFrom, placeAfter } from '#kernel/keyset.ts'
import type { Context } from '#kernel/module.ts'
import { BOOK, turnoverOf } from './accounts.ts'
import type { WarningLevels } from '../membership/contract.ts'
import { settingsOf } from '../membership/conditions.ts'
import type { readOverview } from './contract.ts'
import { pendingCounts } from './pending.ts'
import { warningFor } from './rules.ts'
import { hasWords } from './search.ts'
import type { ExchangeTables } from './tables.ts'

type Ctx = Context<ExchangeTables>
type Asked = z.output<(typeof readOverview)['input']>

export async function overview(ctx: Ctx, { search = '', warning, cursor, limit }: Asked) {
  const levels = await settingsOf(ctx)
  const warned = await warnedMembers(ctx, levels)
  const chosen = warning && warned[warning]
  const after = placeAfter(cursor)
  const rows = await ctx.db
    .selectFrom('exchangeAccounts')
    .selectAll()
    .where(({ and }) => and(hasWords('folded', search)))
    .$if(chosen?.length === 0, (query) => query.where(sql<SqlBool>`1 = 0`))
    .$if(chosen !== undefined && chosen.length > 0, (query) =>
      query.where('memberId', 'in', chosen!),
    )
    .$if(after !== undefined, (query) =>
      query.where(({ or, and, eb }) =>
        or([
          eb('folded', '>', after!.by),
          and([eb('folded', '=', after!.by), eb('memberId', '>', after!.id)]),
        ]),
      ),
    )
    .orderBy('folded')
    .orderBy('memberId')
    .limit(limit + 1)
    .execute()
  const { page, next } = pageFrom(rows, limit, (it) => ({ by: it.folded, id: it.memberId }))

  const ids = page.map(({ memberId }) => memberId)
  const positions = await balances(
    ctx,
    page.flatMap(({ ledgerAccountId }) => ledgerAccountId ?? []),
  )
  const positionOf = new Map(positions.map((it) => [it.owner, it]))
  const turnover = await turnoverOf(ctx.db, ids)
  const pending = await pendingCounts(ctx, ids)
  const items = page.map(({ memberId, name, active, joinedAt }) => {
    const { posted, heldOut, heldIn } = positionOf.get(memberId) ?? nothing
    return {
      id: memberId,
      name,
      isActive: active,
      balance: posted,
      heldOut,
      heldIn,
      warning: warningFor(posted, levels),
      ...turnover.get(memberId)!,
      pending: pending.get(memberId) ?? 0,
      joinedAt,
    }
  })
  const totals = {
    ...(await totalsOf(ctx)),
    low: warned.low.length,
    high: warned.high.length,
    community: await communityBalance(ctx),
  }
  return { items, next, totals }
}

const nothing = { posted: 0, heldOut: 0, heldIn: 0 }

async function warnedMembers(ctx: Ctx, levels: WarningLevels) {
  const bounds = { atMost: levels.lowWarning, atLeast: levels.highWarning }
  const beyond = await balancesBeyond(ctx, BOOK, bounds)
  const members = beyond.filter(({ owner }) => owner !== 'community')
  const owners = (kind: 'low' | 'high') =>
    members.filter(({ posted }) => warningFor(posted, levels) === kind).map(({ owner }) => owner)
  return { low: owners('low'), high: owners('high') }
}

/** Four counts in one statement. */
const totalsOf = ({ db }: Ctx) =>
  db
    .selectNoFrom(({ selectFrom, fn }) => [
      selectFrom('exchangeAccounts')
        .select(fn.countAll<number>().as('n'))
        .where('active', '=', true)
        .as('members'),
      selectFrom('exchangeOffers')
        .select(fn.countAll<number>().as('n'))
        .where('state', '=', 'active')
        .as('activeOffers'),
      selectFrom('exchangeTransfers')
        .select(fn.countAll<number>().as('n'))
        .where('state', '=', 'pending')
        .as('pending'),
      selectFrom('disputes')
        .select(fn.countAll<number>().as('n'))
        .where('settledAt', 'is', null)
        .as('disputed'),
    ])
    .$narrowType<Record<'members' | 'activeOffers' | 'pending' | 'disputed', number>>()
    .executeTakeFirstOrThrow()

async function communityBalance(ctx: Ctx): Promise<number> {
  const id = await accountIdOf(ctx, BOOK, 'community')
  return id ? (await balanceOf(ctx, id)).posted : 0
}

export async function readProof(ctx: Ctx) {
  const { sum, accounts, transfers, heldOut } = await proof(ctx, BOOK)
  const community = await communityBalance(ctx)
  return {
    sum,
    members: Math.max(0, accounts - 1), // the community's account is no member's
    circulating: sum - community,
    community,
    transfers,
    held: heldOut,
    checkedAt: ctx.now(),
  }
}
