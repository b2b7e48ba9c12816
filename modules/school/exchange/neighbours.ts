/** Who takes part: accounts follow the memberships of the workspace. */
import type * as z from 'zod/mini'
import { balanceOf, transfer } from '#core/ledger/api.ts'
import { activeMembers } from '#core/workspaces/api.ts'
import type { memberJoined, moduleSwitched } from '#core/workspaces/contract.ts'
import { newId } from '#kernel/ids.ts'
import type { Context } from '#kernel/module.ts'
import { BOOK, communityAccount, openAccount } from './accounts.ts'
import type { listNeighbours } from './contract.ts'
import { pageFrom, placeAfter } from './keyset.ts'
import { fold, hasWords } from './search.ts'
import type { AccountRow, ExchangeTables } from './tables.ts'
import { closePending } from './transfers.ts'

type Ctx = Context<ExchangeTables>
type Membered = z.output<(typeof memberJoined)['payload']>
type Switched = z.output<(typeof moduleSwitched)['payload']>

/** Also when somebody comes back: no second grant, and what had returned to the community is theirs again. */
export async function welcome(ctx: Ctx, { memberId, accountId, name }: Membered): Promise<void> {
  await openAccount(ctx, { memberId, accountId, name })
  const { numUpdatedRows } = await ctx.db
    .updateTable('exchangeAccounts')
    .set({ active: true, accountId, name, folded: fold(name) })
    .where('memberId', '=', memberId)
    .where('active', '=', false)
    .executeTakeFirst()
  if (numUpdatedRows === 1n) await giveBack(ctx, memberId)
}

/** Those who joined before the exchange was switched on. */
export async function welcomeAll(ctx: Ctx, { module, on }: Switched): Promise<void> {
  if (module !== 'school' || !on) return
  for (const { id, accountId, name } of await activeMembers(ctx))
    await openAccount(ctx, { memberId: id, accountId, name })
}

export async function rename({ db }: Ctx, { memberId, name }: Membered): Promise<void> {
  await db
    .updateTable('exchangeAccounts')
    .set({ name, folded: fold(name) })
    .where('memberId', '=', memberId)
    .execute()
}

/**
 * Nothing stays promised, and what is left returns to the community; a debt stays for an administrator to see.
 * Leaving and being deactivated look alike here, so everything can be taken up again.
 */
export async function farewell(ctx: Ctx, { memberId }: Membered): Promise<void> {
  const { numUpdatedRows } = await ctx.db
    .updateTable('exchangeAccounts')
    .set({ active: false })
    .where('memberId', '=', memberId)
    .where('active', '=', true)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return
  await closePending(ctx, memberId)
  await ctx.db
    .updateTable('exchangeOffers')
    .set({ state: 'paused', updatedAt: ctx.now() })
    .where('ownerId', '=', memberId)
    .where('state', '=', 'active')
    .execute()
  const row = await rowOf(ctx, memberId)
  const { posted } = await balanceOf(ctx, row.ledgerAccountId)
  if (posted > 0) await moveReturn(ctx, row, 'out', posted)
}

async function giveBack(ctx: Ctx, memberId: string): Promise<void> {
  const returned = await ctx.db
    .selectFrom('exchangeTransfers')
    .select(['id', 'units'])
    .where('kind', '=', 'return')
    .where('state', '=', 'completed')
    .where('payerId', '=', memberId)
    .executeTakeFirst()
  if (!returned) return
  const id = await moveReturn(ctx, await rowOf(ctx, memberId), 'in', returned.units)
  await ctx.db
    .updateTable('exchangeTransfers')
    .set({ state: 'reversed', reversedById: id })
    .where('id', '=', returned.id)
    .execute()
}

/** Between a member and the community, at the end (`out`) or at a new beginning (`in`) of a membership. */
async function moveReturn(ctx: Ctx, account: AccountRow, way: 'in' | 'out', units: number) {
  const { memberId, ledgerAccountId } = account
  const id = newId(ctx.now().getTime())
  const communityId = await communityAccount(ctx)
  const sides =
    way === 'out'
      ? { debitAccountId: ledgerAccountId, creditAccountId: communityId }
      : { debitAccountId: communityId, creditAccountId: ledgerAccountId }
  await transfer(ctx, { id, book: BOOK, ...sides, units, reference: 'exchange/return' })
  const moment = ctx.now()
  const parties = way === 'out' ? { payerId: memberId } : { receiverId: memberId }
  await ctx.db
    .insertInto('exchangeTransfers')
    .values({
      id,
      kind: 'return',
      state: 'completed',
      ...parties,
      initiator: 'payer',
      units,
      reason: '',
      createdAt: moment,
      resolvedAt: moment,
    })
    .execute()
  return id
}

const rowOf = ({ db }: Ctx, memberId: string): Promise<AccountRow> =>
  db
    .selectFrom('exchangeAccounts')
    .selectAll()
    .where('memberId', '=', memberId)
    .executeTakeFirstOrThrow()

type Asked = z.output<(typeof listNeighbours)['input']>

export async function neighbours(ctx: Ctx, { search = '', cursor, limit }: Asked) {
  const after = placeAfter(cursor)
  const rows = await ctx.db
    .selectFrom('exchangeAccounts')
    .select(['memberId as id', 'name', 'folded'])
    .select(({ selectFrom }) =>
      selectFrom('exchangeOffers')
        .select(({ fn }) => fn.countAll<number>().as('offers'))
        .whereRef('ownerId', '=', 'exchangeAccounts.memberId')
        .where('state', '=', 'active')
        .as('activeOffers'),
    )
    .where('active', '=', true)
    .where(({ and }) => and(hasWords('folded', search)))
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
  const { page, next } = pageFrom(rows, limit, ({ folded, id }) => ({ by: folded, id }))
  const items = page.map(({ id, name, activeOffers }) => ({
    id,
    name,
    activeOffers: activeOffers ?? 0,
    isMe: id === ctx.actor.id,
  }))
  return { items, next }
}
