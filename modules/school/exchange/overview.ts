/** The exchange as a whole: for administrators with names, for everybody as a sum. */
import { sql, type SqlBool } from 'kysely'
import type * as z from 'zod/mini'
import { accountIdOf, balanceOf, balances, balancesBeyond, proof } from '#core/ledger/api.ts'
import { pageFrom, placeAfter } from '#kernel/keyset.ts'
import type { Context } from '#kernel/module.ts'
import { BOOK, turnoverOf } from './accounts.ts'
import { HIGH_WARNING, LOW_WARNING, type readOverview } from './contract.ts'
import { warningFor } from './rules.ts'
import { hasWords } from './search.ts'
import type { ExchangeTables } from './tables.ts'

type Ctx = Context<ExchangeTables>
type Asked = z.output<(typeof readOverview)['input']>

export async function overview(ctx: Ctx, { search = '', warning, cursor, limit }: Asked) {
  const warned = await warnedMembers(ctx)
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
    page.map(({ ledgerAccountId }) => ledgerAccountId),
  )
  const positionOf = new Map(positions.map((it) => [it.owner, it]))
  const turnover = await turnoverOf(ctx.db, ids)
  const pending = await pendingOf(ctx, ids)
  const items = page.map(({ memberId, name, active, joinedAt }) => {
    const { posted, heldOut, heldIn } = positionOf.get(memberId)!
    return {
      id: memberId,
      name,
      isActive: active,
      balance: posted,
      heldOut,
      heldIn,
      warning: warningFor(posted),
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

async function warnedMembers(ctx: Ctx) {
  const bounds = { atMost: LOW_WARNING, atLeast: HIGH_WARNING }
  const beyond = await balancesBeyond(ctx, BOOK, bounds)
  const members = beyond.filter(({ owner }) => owner !== 'community')
  const owners = (kind: 'low' | 'high') =>
    members.filter(({ posted }) => warningFor(posted) === kind).map(({ owner }) => owner)
  return { low: owners('low'), high: owners('high') }
}

async function pendingOf({ db }: Ctx, ids: string[]): Promise<Map<string, number>> {
  const pending = new Map<string, number>()
  if (ids.length === 0) return pending
  const rows = await db
    .selectFrom('exchangeTransfers')
    .select(['payerId', 'receiverId'])
    .where('state', '=', 'pending')
    .where(({ or, eb }) => or([eb('payerId', 'in', ids), eb('receiverId', 'in', ids)]))
    .execute()
  for (const { payerId, receiverId } of rows)
    for (const id of [payerId!, receiverId!]) pending.set(id, (pending.get(id) ?? 0) + 1)
  return pending
}

async function totalsOf({ db }: Ctx) {
  const members = await db
    .selectFrom('exchangeAccounts')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('active', '=', true)
    .executeTakeFirstOrThrow()
  const offers = await db
    .selectFrom('exchangeOffers')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('state', '=', 'active')
    .executeTakeFirstOrThrow()
  const transfers = () =>
    db.selectFrom('exchangeTransfers').select(({ fn }) => fn.countAll<number>().as('n'))
  const pending = await transfers().where('state', '=', 'pending').executeTakeFirstOrThrow()
  const disputed = await transfers()
    .where('state', '=', 'completed')
    .where('disputedAt', 'is not', null)
    .executeTakeFirstOrThrow()
  return {
    members: members.n,
    activeOffers: offers.n,
    pending: pending.n,
    disputed: disputed.n,
  }
}

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
