/** What the exchange knows of a person, and what it keeps when the person goes: sums, and a number for a name. */
import { unindexDocument } from '#core/search/api.ts'
import type { Context, Personal } from '#kernel/module.ts'
import { OFFER_DOCUMENT } from '../offers/documents.ts'
import { depart } from '../membership/enrolment.ts'
import { wordsOf } from '#core/mail/api.ts'
import en from '../locales/en.ts'
import fr from '../locales/fr.ts'
import nl from '../locales/nl.ts'
import { fold } from './search.ts'
import type { ExchangeTables, ParticipantRow } from './tables.ts'

type Ctx = Context<ExchangeTables>

const words = wordsOf<typeof fr>({ fr, nl, en })

export const personal: Personal & { tables: readonly string[] } = {
  tables: [
    'exchangeAccounts',
    'exchangeOffers',
    'exchangeTransfers',
    'charterAcceptances',
    'disputes',
    'disputeNotes',
  ],

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
    const acceptances = db
      .selectFrom('charterAcceptances')
      .selectAll()
      .where('memberId', '=', memberId)
    // What a mediator noted for other mediators was never said to this person, but is theirs when they wrote it.
    const notes = db.selectFrom('disputeNotes').selectAll().where('authorId', '=', memberId)
    const { name, joinedAt, membership, suspensionReason, feePaidOn } = account
    return {
      account: { memberId, name, joinedAt, membership, suspensionReason, feePaidOn },
      acceptances: await acceptances.execute(),
      disputeNotes: await notes.orderBy('writtenAt').execute(),
      offers: await offers.orderBy('createdAt').execute(),
      transfers: await transfers.orderBy('createdAt').execute(),
    }
  },

  /** The other side of a transfer keeps its units; what the person wrote goes. */
  async forget(ctx: Ctx, accountId) {
    const account = await accountFor(ctx, accountId)
    if (!account) return
    const { memberId, membership } = account
    const { db } = ctx
    // Who goes without leaving first still leaves nothing promised.
    if (membership !== 'leaving' && membership !== 'left')
      await depart(ctx, memberId, 'system', { present: false })
    await db
      .updateTable('exchangeTransfers')
      .set({ offerId: null })
      .where('offerId', 'in', (offers) =>
        offers.selectFrom('exchangeOffers').select('id').where('ownerId', '=', memberId),
      )
      .execute()
    const offers = db.selectFrom('exchangeOffers').select('id').where('ownerId', '=', memberId)
    for (const { id } of await offers.execute()) await unindexDocument(ctx, OFFER_DOCUMENT, id)
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
    await db
      .updateTable('disputeNotes')
      .set({ body: '' })
      .where('authorId', '=', memberId)
      .execute()
    const number = await nextNumber(ctx)
    const name = words(ctx.workspace.locale)('exchange.former-member', { number })
    await db
      .updateTable('exchangeAccounts')
      .set({ name, folded: fold(name), accountId: null, suspensionReason: null })
      .where('memberId', '=', memberId)
      .execute()
  },
}

/** «Ancien membre #17»: forgotten one after the other, so that no number is given twice and none says when one came. */
async function nextNumber({ db, locked }: Ctx): Promise<number> {
  const places = db.selectFrom('exchangeAccounts').select('memberId').orderBy('memberId')
  await locked(places.limit(1)).execute()
  return (await locked(places.where('accountId', 'is', null)).execute()).length + 1
}

const accountFor = ({ db }: Ctx, accountId: string): Promise<ParticipantRow | undefined> =>
  db
    .selectFrom('exchangeAccounts')
    .selectAll()
    .where('accountId', '=', accountId)
    .executeTakeFirst()

/** Who somebody is in this exchange; undefined for who never took part. */
export const memberIdOf = async (ctx: Ctx, accountId: string): Promise<string | undefined> =>
  (await accountFor(ctx, accountId))?.memberId
