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

/** Also when somebody comes back: the account is there, and there is no second grant. */
export async function welcome(ctx: Ctx, { memberId, accountId, name }: Membered): Promise<void> {
  await openAccount(ctx, { memberId, accountId, name })
  await ctx.db
    .updateTable('exchangeAccounts')
    .set({ active: true, accountId, name, folded: fold(name) })
    .where('memberId', '=', memberId)
    .execute()
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

/** Nothing stays promised, and what is left returns to the community; a debt stays for an administrator to see. */
export async function farewell(ctx: Ctx, { memberId }: Membered): Promise<void> {
  const account = await ctx.db
    .updateTable('exchangeAccounts')
    .set({ active: false })
    .where('memberId', '=', memberId)
    .executeTakeFirst()
  if (account.numUpdatedRows === 0n) return
  await closePending(ctx, memberId)
  await ctx.db
    .updateTable('exchangeOffers')
    .set({ state: 'archived', updatedAt: ctx.now() })
    .where('ownerId', '=', memberId)
    .where('state', '<>', 'archived')
    .execute()
  const row = await ctx.db
    .selectFrom('exchangeAccounts')
    .selectAll()
    .where('memberId', '=', memberId)
    .executeTakeFirstOrThrow()
  await returnBalance(ctx, row)
}

async function returnBalance(ctx: Ctx, { memberId, ledgerAccountId }: AccountRow): Promise<void> {
  const { posted: units } = await balanceOf(ctx, ledgerAccountId)
  if (units <= 0) return
  const id = newId(ctx.now().getTime())
  const sides = { debitAccountId: ledgerAccountId, creditAccountId: await communityAccount(ctx) }
  await transfer(ctx, { id, book: BOOK, ...sides, units, reference: 'exchange/return' })
  const moment = ctx.now()
  await ctx.db
    .insertInto('exchangeTransfers')
    .values({
      id,
      kind: 'return',
      state: 'completed',
      payerId: memberId,
      receiverId: null,
      initiator: 'payer',
      units,
      reason: '',
      createdAt: moment,
      resolvedAt: moment,
      payerBalance: 0,
    })
    .execute()
}

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
