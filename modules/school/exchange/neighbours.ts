/** Who takes part: accounts follow the memberships of the workspace. */
import type * as z from 'zod/mini'
import { balanceOf, transfer } from '#core/ledger/api.ts'
import { activeMembers, type KnownMember, memberOf } from '#core/workspaces/api.ts'
import type { memberJoined, moduleSwitched } from '#core/workspaces/contract.ts'
import { newId } from '#kernel/ids.ts'
import { pageFrom, placeAfter } from '#kernel/keyset.ts'
import type { Context } from '#kernel/module.ts'
import { BOOK, communityAccount, openAccount } from './accounts.ts'
import type { listNeighbours } from './contract.ts'
import { fold, hasWords } from './search.ts'
import type { AccountRow, ExchangeTables } from './tables.ts'
import { closePending } from './transfers.ts'

type Ctx = Context<ExchangeTables>
type Membered = z.output<(typeof memberJoined)['payload']>
type Switched = z.output<(typeof moduleSwitched)['payload']>

/**
 * Events come late, twice or in another order: they only say whose account to look at. It follows the membership as
 * it is now.
 */
export async function follow(ctx: Ctx, { memberId }: Pick<Membered, 'memberId'>): Promise<void> {
  // Locked before the membership is read: the second of two sees what the first saw, or newer.
  const known = ctx.db.selectFrom('exchangeAccounts').selectAll().where('memberId', '=', memberId)
  const account = await ctx.locked(known).executeTakeFirst()
  const member = await memberOf(ctx, memberId)
  if (member) await bringUpToDate(ctx, member, account)
}

/** Whoever came, left or took another name while the exchange was off. */
export async function followAll(ctx: Ctx, { module, on }: Switched): Promise<void> {
  if (module !== 'school' || !on) return
  const known = ctx.db.selectFrom('exchangeAccounts').select('memberId').orderBy('memberId')
  const ids = new Set((await known.execute()).map(({ memberId }) => memberId))
  for (const { id } of await activeMembers(ctx)) ids.add(id)
  for (const memberId of ids) await follow(ctx, { memberId })
}

async function bringUpToDate(ctx: Ctx, member: KnownMember, account: AccountRow | undefined) {
  const { id: memberId, accountId, name, active } = member
  if (!account) {
    if (active) await openAccount(ctx, { memberId, accountId, name })
    return
  }
  // Who was forgotten keeps the number that stands for the name.
  if (account.accountId !== null && account.name !== name)
    await write(ctx, memberId, { name, folded: fold(name) })
  if (active && !account.active) await welcomeBack(ctx, member)
  if (!active && account.active) await farewell(ctx, account)
}

/** No second grant, and what had returned to the community is theirs again. */
async function welcomeBack(ctx: Ctx, { id: memberId, accountId, name }: KnownMember) {
  await write(ctx, memberId, { active: true, accountId, name, folded: fold(name) })
  await giveBack(ctx, memberId)
}

/**
 * Nothing stays promised, and what is left returns to the community; a debt stays for an administrator to see.
 * Leaving and being deactivated look alike here, so everything can be taken up again.
 */
async function farewell(ctx: Ctx, account: AccountRow): Promise<void> {
  const { memberId, ledgerAccountId } = account
  await write(ctx, memberId, { active: false })
  await closePending(ctx, memberId)
  await ctx.db
    .updateTable('exchangeOffers')
    .set({ state: 'paused', updatedAt: ctx.now() })
    .where('ownerId', '=', memberId)
    .where('state', '=', 'active')
    .execute()
  const { posted } = await balanceOf(ctx, ledgerAccountId)
  if (posted > 0) await moveReturn(ctx, account, 'out', posted)
}

const write = ({ db }: Ctx, memberId: string, change: Partial<AccountRow>) =>
  db.updateTable('exchangeAccounts').set(change).where('memberId', '=', memberId).execute()

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
