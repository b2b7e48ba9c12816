/** Which offers fit a need, and which needs fit an offer: both are ranked by the same rule. */
import { wallTime } from '#core/calendar/contract.ts'
import type * as z from 'zod/mini'
import { NotFound } from '#kernel/contract.ts'
import type * as contract from './contract.ts'
import type { Ctx } from './needs.ts'
import { rank } from './rules.ts'

/** A school has some hundred of each: the newest are compared. */
const MOST = 500

export async function fittingOffers(ctx: Ctx, { needId }: { needId: string }) {
  const need = await ctx.db
    .selectFrom('needs')
    .select(['category', 'folded', 'slots'])
    .where('id', '=', needId)
    .where('ownerId', '=', ctx.actor.id)
    .executeTakeFirst()
  if (!need) throw NotFound()
  const today = wallTime(ctx.now(), ctx.workspace.timeZone).day
  const offers = await offersOf(ctx)
    .where('exchangeOffers.ownerId', '<>', ctx.actor.id)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('agendaAbsences')
            .select('agendaAbsences.id')
            .whereRef('agendaAbsences.memberId', '=', 'exchangeOffers.ownerId')
            .where('fromDay', '<=', today)
            .where('untilDay', '>=', today),
        ),
      ),
    )
    .execute()
  const items = rank(need, offers.map(withSlots)).map(({ it, reasons }) => ({
    id: it.id,
    title: it.title,
    category: it.category,
    owner: { id: it.ownerId, name: it.ownerName },
    reasons,
  }))
  return { items }
}

export async function fittingNeeds(ctx: Ctx, { offerId }: { offerId?: string | undefined }) {
  const mine = await offersOf(ctx)
    .where('exchangeOffers.ownerId', '=', ctx.actor.id)
    .$if(offerId !== undefined, (query) => query.where('exchangeOffers.id', '=', offerId!))
    .execute()
  if (mine.length === 0) return { items: [] }
  const open = await openNeeds(ctx)
  const best = new Map<string, Found>()
  for (const offer of mine.map(withSlots))
    for (const found of rank(offer, open)) {
      const known = best.get(found.it.id)
      if (!known || found.score > known.score) best.set(found.it.id, { ...found, offer })
    }
  const items = [...best.values()]
    .toSorted((a, b) => b.score - a.score || (a.it.id < b.it.id ? 1 : -1))
    .slice(0, 10)
    .map(shown)
  return { items }
}

type OpenNeed = Awaited<ReturnType<typeof openNeeds>>[number]
type Found = ReturnType<typeof rank<OpenNeed>>[number] & { offer: { id: string; title: string } }

const shown = ({ it, offer, reasons }: Found): z.input<typeof contract.FittingNeed> => ({
  id: it.id,
  title: it.title,
  category: it.category,
  urgent: it.urgent,
  owner: { id: it.ownerId, name: it.ownerName },
  offer: { id: offer.id, title: offer.title },
  reasons,
})

const offersOf = ({ db }: Ctx) =>
  db
    .selectFrom('exchangeOffers')
    .innerJoin('exchangeAccounts', 'exchangeAccounts.memberId', 'exchangeOffers.ownerId')
    .leftJoin('agendaWeeks', 'agendaWeeks.memberId', 'exchangeOffers.ownerId')
    .select([
      'exchangeOffers.id',
      'exchangeOffers.title',
      'exchangeOffers.category',
      'exchangeOffers.folded',
      'exchangeOffers.ownerId',
      'exchangeAccounts.name as ownerName',
      'agendaWeeks.slots',
    ])
    .where('exchangeOffers.state', '=', 'active')
    .where('exchangeAccounts.active', '=', true)
    .orderBy('exchangeOffers.createdAt', 'desc')
    .orderBy('exchangeOffers.id', 'desc')
    .limit(MOST)

const withSlots = <Row extends { slots: number | null }>(row: Row) => ({
  ...row,
  slots: row.slots ?? 0,
})

const openNeeds = ({ db, actor }: Ctx) =>
  db
    .selectFrom('needs')
    .innerJoin('exchangeAccounts', 'exchangeAccounts.memberId', 'needs.ownerId')
    .select([
      'needs.id',
      'needs.title',
      'needs.category',
      'needs.folded',
      'needs.slots',
      'needs.urgent',
      'needs.ownerId',
      'exchangeAccounts.name as ownerName',
    ])
    .where('needs.state', '=', 'open')
    .where('exchangeAccounts.active', '=', true)
    .where('needs.ownerId', '<>', actor.id)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('needsAnswers')
            .select('needsAnswers.id')
            .whereRef('needsAnswers.needId', '=', 'needs.id')
            .where('helperId', '=', actor.id),
        ),
      ),
    )
    .orderBy('needs.createdAt', 'desc')
    .orderBy('needs.id', 'desc')
    .limit(MOST)
    .execute()
