import type { Kysely, SelectQueryBuilder } from 'kysely'
import type * as z from 'zod/mini'
import { VerifyFirst } from '#core/identity/contract.ts'
import { KeyReused, NotFound, WrongState } from '#kernel/contract.ts'
import { prepared } from '#kernel/data/prepared.ts'
import { insertIgnore } from '#kernel/data/write.ts'
import { newId } from '#kernel/ids.ts'
import { momentAfter, pageFrom, placeAfter } from '#kernel/keyset.ts'
import type { Context } from '#kernel/module.ts'
import { move } from '#kernel/transition.ts'
import { isOn } from '../agenda/availability.ts'
import type { Weekday } from '../agenda/contract.ts'
import type { AgendaTables } from '../agenda/tables.ts'
import { participantOf } from '../exchange/accounts.ts'
import { UNITS_PER_HOUR } from '../exchange/contract.ts'
import { fold, hasWords } from '../exchange/search.ts'
import type { ExchangeTables } from '../exchange/tables.ts'
import type * as contract from './contract.ts'
import { indexOffer } from './documents.ts'
import { offerMachine } from './rules.ts'
import type { OfferRow } from './tables.ts'

type Tables = ExchangeTables & AgendaTables
type Ctx = Context<Tables>
type Db = Kysely<Tables>
type Named = OfferRow & { ownerName: string; ownerFolded: string }
type OneOffer = { offerId: string }

export async function createOffer(ctx: Ctx, asked: z.output<typeof contract.NewOffer>) {
  const { id = newId(ctx.now().getTime()), title, description, category, state } = asked
  if (state === 'active') mayPublish(ctx)
  const owner = await participantOf(ctx, ctx.actor.id)
  const row = {
    id,
    ownerId: owner.memberId,
    title,
    description,
    folded: fold(`${title} ${description}`),
    category,
    unitsPerHour: UNITS_PER_HOUR,
    state,
    createdAt: ctx.now(),
    updatedAt: ctx.now(),
  }
  if (!(await insertIgnore(ctx.db, ctx.dialect, 'exchangeOffers', row))) throw KeyReused()
  await indexOffer(ctx, row)
  return view(ctx, { ...row, ownerName: owner.name, ownerFolded: owner.folded })
}

export async function readOffer(ctx: Ctx, { offerId }: OneOffer) {
  const row = await named(ctx.db).where('exchangeOffers.id', '=', offerId).executeTakeFirst()
  const isVisible = row && (row.state === 'active' || row.ownerId === ctx.actor.id)
  if (!isVisible) throw NotFound()
  return view(ctx, row)
}

export async function updateOffer(ctx: Ctx, asked: z.output<typeof contract.OfferChange>) {
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
  await indexOffer(ctx, next)
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

export async function offers(ctx: Ctx, asked: Asked) {
  const { search = '', mine, sort, cursor, limit } = asked
  const { category, ownerId, state, weekday } = asked
  const me = mine ? ctx.actor.id : undefined
  const by = { me, category, ownerId, state }
  const place = sort === 'owner' ? { after: placeAfter(cursor) } : { at: momentAfter(cursor) }
  const filter = {
    ...by,
    at: place.at?.at,
    folded: place.after?.by,
    id: place.at?.id ?? place.after?.id,
    rows: limit + 1,
  }
  // A search has as many forms as it has words: only lists without one are worth keeping.
  const { rows } =
    search || weekday
      ? { rows: await listed(ctx.db, filter, { sort }, search, weekday).execute() }
      : await listedAll(ctx.db, filter, { sort })
  const placeOf = (row: Named) => ({
    by: sort === 'owner' ? row.ownerFolded : row.createdAt.toISOString(),
    id: row.id,
  })
  const { page, next } = pageFrom(rows, limit, placeOf)
  const total = cursor === undefined ? await counted(ctx.db, by, search, weekday) : null
  return { items: page.map((row) => view(ctx, row)), next, total }
}

type Asked = z.output<(typeof contract.listOffers)['input']>
type By = Pick<Asked, 'category' | 'ownerId' | 'state'> & { me: string | undefined }
type Filter = By & {
  /** The place after which the page begins: a moment or a name, then an id. */
  at: Date | undefined
  folded: string | undefined
  id: string | undefined
  rows: number
}
type How = { sort: Asked['sort'] }

const listed = (
  db: Db,
  { at, folded, id, rows, ...by }: Filter,
  { sort }: How,
  search = '',
  weekday?: Weekday,
) =>
  among(named(db), by, search, weekday)
    .$if(at !== undefined, (query) =>
      query.where(({ or, and, eb }) =>
        or([
          eb('createdAt', '<', at!),
          and([eb('createdAt', '=', at!), eb('exchangeOffers.id', '<', id!)]),
        ]),
      ),
    )
    .$if(folded !== undefined, (query) =>
      query.where(({ or, and, eb }) =>
        or([
          eb('exchangeAccounts.folded', '>', folded!),
          and([eb('exchangeAccounts.folded', '=', folded!), eb('exchangeOffers.id', '<', id!)]),
        ]),
      ),
    )
    .$if(sort === 'newest', (query) => query.orderBy('createdAt', 'desc'))
    .$if(sort === 'owner', (query) => query.orderBy('exchangeAccounts.folded'))
    .orderBy('exchangeOffers.id', 'desc')
    .limit(rows)

const listedAll = prepared((db: Db, filter: Filter, how: How) => listed(db, filter, how))

const among = <Row>(
  query: SelectQueryBuilder<Tables, 'exchangeOffers' | 'exchangeAccounts', Row>,
  { me, category, ownerId, state }: By,
  search: string,
  weekday?: Weekday,
) =>
  query
    .$if(me !== undefined, (rest) => rest.where('ownerId', '=', me!))
    .$if(me === undefined, (rest) =>
      rest.where('state', '=', 'active').where('exchangeAccounts.active', '=', true),
    )
    .$if(category !== undefined, (rest) => rest.where('category', '=', category!))
    .$if(ownerId !== undefined, (rest) => rest.where('ownerId', '=', ownerId!))
    .$if(state !== undefined, (rest) => rest.where('state', '=', state!))
    .where(({ and }) => and(hasWords('exchangeOffers.folded', search)))
    .$if(weekday !== undefined, (rest) =>
      rest.where(({ exists, selectFrom }) =>
        exists(
          selectFrom('agendaWeeks')
            .select('agendaWeeks.memberId')
            .whereRef('agendaWeeks.memberId', '=', 'exchangeOffers.ownerId')
            .where(isOn('agendaWeeks.slots', weekday!)),
        ),
      ),
    )

async function counted(db: Db, by: By, search: string, weekday?: Weekday): Promise<number> {
  const { rows } =
    search || weekday
      ? { rows: await counting(db, by, search, weekday).execute() }
      : await countedAll(db, by)
  return rows[0]!.total
}

const counting = (db: Db, by: By, search = '', weekday?: Weekday) =>
  among(joined(db), by, search, weekday).select(({ fn }) => fn.countAll<number>().as('total'))

const countedAll = prepared((db: Db, by: By) => counting(db, by))

const joined = (db: Db) =>
  db
    .selectFrom('exchangeOffers')
    .innerJoin('exchangeAccounts', 'exchangeAccounts.memberId', 'exchangeOffers.ownerId')

const named = (db: Db) =>
  joined(db)
    .selectAll('exchangeOffers')
    .select(['exchangeAccounts.name as ownerName', 'exchangeAccounts.folded as ownerFolded'])

function view({ actor }: Ctx, row: Named): z.input<typeof contract.Offer> {
  const isMine = row.ownerId === actor.id
  const mayMove = isMine && actor.permissions.has('exchange.offer')
  return {
    ...row,
    owner: { id: row.ownerId, name: row.ownerName },
    isMine,
    moves: mayMove ? offerMachine.allowed(row.state, 'owner') : [],
  }
}
