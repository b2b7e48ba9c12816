import type * as z from 'zod/mini'
import { VerifyFirst } from '#core/identity/contract.ts'
import { KeyReused, NotFound, WrongState } from '#kernel/contract.ts'
import { insertIgnore } from '#kernel/data/write.ts'
import { newId } from '#kernel/ids.ts'
import { momentAfter, pageFrom } from '#kernel/keyset.ts'
import type { Context } from '#kernel/module.ts'
import { move } from '#kernel/transition.ts'
import { accountOf } from './accounts.ts'
import * as exchange from './contract.ts'
import { offerMachine } from './rules.ts'
import { fold, hasWords } from './search.ts'
import type { ExchangeTables, OfferRow } from './tables.ts'

type Ctx = Context<ExchangeTables>
type Named = OfferRow & { ownerName: string }
type OneOffer = { offerId: string }

export async function createOffer(ctx: Ctx, asked: z.output<typeof exchange.NewOffer>) {
  const { id = newId(ctx.now().getTime()), title, description, category, state } = asked
  if (state === 'active') mayPublish(ctx)
  const owner = await accountOf(ctx, ctx.actor.id)
  const row = {
    id,
    ownerId: owner.memberId,
    title,
    description,
    folded: fold(`${title} ${description}`),
    category,
    unitsPerHour: exchange.UNITS_PER_HOUR,
    state,
    createdAt: ctx.now(),
    updatedAt: ctx.now(),
  }
  if (!(await insertIgnore(ctx.db, ctx.dialect, 'exchangeOffers', row))) throw KeyReused()
  return view(ctx, { ...row, ownerName: owner.name })
}

export async function readOffer(ctx: Ctx, { offerId }: OneOffer) {
  const row = await named(ctx).where('exchangeOffers.id', '=', offerId).executeTakeFirst()
  const isVisible = row && (row.state === 'active' || row.ownerId === ctx.actor.id)
  if (!isVisible) throw NotFound()
  return view(ctx, row)
}

export async function updateOffer(ctx: Ctx, asked: z.output<typeof exchange.OfferChange>) {
  const { offerId, ...changes } = asked
  const current = await myOffer(ctx, offerId)
  if (current.state === 'archived') throw WrongState({ state: current.state, allowed: [] })
  const next = { ...current, ...changes }
  await ctx.db
    .updateTable('exchangeOffers')
    .set({
      title: next.title,
      description: next.description,
      category: next.category,
      folded: fold(`${next.title} ${next.description}`),
      updatedAt: ctx.now(),
    })
    .where('id', '=', offerId)
    .where('ownerId', '=', ctx.actor.id)
    .execute()
  return readOffer(ctx, { offerId })
}

export const activateOffer = async (ctx: Ctx, { offerId }: OneOffer) => {
  mayPublish(ctx)
  return moveOffer(ctx, offerId, 'activate')
}
export const pauseOffer = (ctx: Ctx, { offerId }: OneOffer) => moveOffer(ctx, offerId, 'pause')
export const archiveOffer = (ctx: Ctx, { offerId }: OneOffer) => moveOffer(ctx, offerId, 'archive')

async function moveOffer(ctx: Ctx, id: string, name: 'activate' | 'pause' | 'archive') {
  await myOffer(ctx, id)
  await move(ctx, 'exchangeOffers', id, offerMachine, name, {
    by: 'owner',
    set: { updatedAt: ctx.now() },
  })
  return readOffer(ctx, { offerId: id })
}

/** Somebody else's offer does not exist for who wants to change it. */
async function myOffer({ db, actor }: Ctx, id: string): Promise<OfferRow> {
  const row = await db
    .selectFrom('exchangeOffers')
    .selectAll()
    .where('id', '=', id)
    .where('ownerId', '=', actor.id)
    .executeTakeFirst()
  if (!row) throw NotFound()
  return row
}

function mayPublish({ actor }: Ctx): void {
  if (!actor.verified) throw VerifyFirst()
}

export async function offers(ctx: Ctx, asked: z.output<(typeof exchange.listOffers)['input']>) {
  const { category, search = '', ownerId, mine, state, cursor, limit } = asked
  const after = momentAfter(cursor)
  const rows = await named(ctx)
    .$if(mine, (query) => query.where('ownerId', '=', ctx.actor.id))
    .$if(!mine, (query) => query.where('state', '=', 'active'))
    .$if(category !== undefined, (query) => query.where('category', '=', category!))
    .$if(ownerId !== undefined, (query) => query.where('ownerId', '=', ownerId!))
    .$if(state !== undefined, (query) => query.where('state', '=', state!))
    .where(({ and }) => and(hasWords('exchangeOffers.folded', search)))
    .$if(after !== undefined, (query) =>
      query.where(({ or, and, eb }) =>
        or([
          eb('createdAt', '<', after!.at),
          and([eb('createdAt', '=', after!.at), eb('exchangeOffers.id', '<', after!.id)]),
        ]),
      ),
    )
    .orderBy('createdAt', 'desc')
    .orderBy('exchangeOffers.id', 'desc')
    .limit(limit + 1)
    .execute()
  const placeOf = (row: Named) => ({ by: row.createdAt.toISOString(), id: row.id })
  const { page, next } = pageFrom(rows, limit, placeOf)
  return { items: page.map((row) => view(ctx, row)), next }
}

const named = ({ db }: Ctx) =>
  db
    .selectFrom('exchangeOffers')
    .innerJoin('exchangeAccounts', 'exchangeAccounts.memberId', 'exchangeOffers.ownerId')
    .selectAll('exchangeOffers')
    .select('exchangeAccounts.name as ownerName')

function view({ actor }: Ctx, row: Named): z.input<typeof exchange.Offer> {
  const isMine = row.ownerId === actor.id
  const mayMove = isMine && actor.permissions.has('exchange.offer')
  return {
    ...row,
    owner: { id: row.ownerId, name: row.ownerName },
    isMine,
    moves: mayMove ? offerMachine.allowed(row.state, 'owner') : [],
  }
}
