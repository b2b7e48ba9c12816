/** What the exchange knows of a person, and what it keeps when the person goes: sums, and a number for a name. */
import type { Context, Personal } from '#kernel/module.ts'
import { words } from './emails.ts'
import { fold } from './search.ts'
import type { AccountRow, ExchangeTables } from './tables.ts'

type Ctx = Context<ExchangeTables>

export const personal: Personal & { tables: readonly string[] } = {
  tables: ['exchangeAccounts', 'exchangeOffers', 'exchangeTransfers'],

  async gather(ctx: Ctx, accountId) {
    const account = await accountFor(ctx, accountId)
    if (!account) return {}
    const { memberId } = account
    const { db } = ctx
    const offers = db.selectFrom('exchangeOffers').selectAll().where('ownerId', '=', memberId)
    const transfers = db
      .selectFrom('exchangeTransfers')
      .selectAll()
      .where(({ or, eb }) => or([eb('payerId', '=', memberId), eb('receiverId', '=', memberId)]))
    const { name, joinedAt, active } = account
    return {
      account: { memberId, name, joinedAt, active },
      offers: await offers.orderBy('createdAt').execute(),
      transfers: await transfers.orderBy('createdAt').execute(),
    }
  },

  /** The other side of a transfer keeps its units; what the person wrote goes. */
  async forget(ctx: Ctx, accountId) {
    const account = await accountFor(ctx, accountId)
    if (!account) return
    const { memberId } = account
    const { db } = ctx
    await db
      .updateTable('exchangeTransfers')
      .set({ offerId: null })
      .where('offerId', 'in', (offers) =>
        offers.selectFrom('exchangeOffers').select('id').where('ownerId', '=', memberId),
      )
      .execute()
    await db.deleteFrom('exchangeOffers').where('ownerId', '=', memberId).execute()
    for (const [side, initiator] of [
      ['payerId', 'payer'],
      ['receiverId', 'receiver'],
    ] as const) {
      await db
        .updateTable('exchangeTransfers')
        .set({ reason: '', note: null })
        .where(side, '=', memberId)
        .where('initiator', '=', initiator)
        .execute()
    }
    await db
      .updateTable('exchangeTransfers')
      .set({ disputeReason: '' })
      .where('disputedBy', '=', memberId)
      .execute()
    const number = memberId.slice(-4)
    const name = words(ctx.workspace.locale)('exchange.former-member', { number })
    await db
      .updateTable('exchangeAccounts')
      .set({ name, folded: fold(name), accountId: null, active: false })
      .where('memberId', '=', memberId)
      .execute()
  },
}

const accountFor = ({ db }: Ctx, accountId: string): Promise<AccountRow | undefined> =>
  db
    .selectFrom('exchangeAccounts')
    .selectAll()
    .where('accountId', '=', accountId)
    .executeTakeFirst()
