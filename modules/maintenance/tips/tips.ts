/** Tips: proposed on site, published by who reviews, found by everybody. */
import { type Expression, expressionBuilder, type SqlBool } from 'kysely'
import type * as z from 'zod/mini'
import { findDocuments } from '#core/search/api.ts'
import { memberNames } from '#core/workspaces/api.ts'
import { Forbidden, KeyReused, NotFound, WrongState } from '#kernel/contract.ts'
import { insertIgnore } from '#kernel/data/write.ts'
import { newId } from '#kernel/ids.ts'
import { momentAfter, pageFrom } from '#kernel/keyset.ts'
import type { Context } from '#kernel/module.ts'
import { move } from '#kernel/transition.ts'
import { distinct } from '../procedures/folding.ts'
import type { ProceduresTables } from '../procedures/tables.ts'
import * as contract from './contract.ts'
import { indexTip, TIP_DOCUMENT, unindexTip } from './documents.ts'
import { tipMachine } from './rules.ts'
import type { TipRow, TipsTables } from './tables.ts'

type Tables = TipsTables & ProceduresTables
export type Ctx = Context<Tables>
type OneTip = { tipId: string }
type Row = TipRow & { procedureTitle: string | null }

const mayReview = ({ actor }: Ctx) => actor.permissions.has('tips.review')

export async function proposeTip(ctx: Ctx, asked: z.output<typeof contract.NewTip>) {
  const { id = newId(ctx.now().getTime()), ...written } = asked
  await requireProcedure(ctx, written.procedureId)
  const row = {
    ...written,
    id,
    tags: distinct(written.tags),
    state: tipMachine.initial,
    authorId: ctx.actor.id,
    comment: '',
    revision: 1,
    createdAt: ctx.now(),
    changedAt: ctx.now(),
  }
  if (!(await insertIgnore(ctx.db, ctx.dialect, 'tips', row))) throw KeyReused()
  await ctx.emit(contract.tipProposed, factsOf(ctx, row))
  return readTip(ctx, { tipId: id })
}

/** Something that everybody may read. */
async function requireProcedure({ db }: Ctx, procedureId: string | null): Promise<void> {
  if (procedureId === null) return
  const row = await db
    .selectFrom('procedures')
    .select('id')
    .where('id', '=', procedureId)
    .where('publishedId', 'is not', null)
    .executeTakeFirst()
  if (!row) throw contract.UnknownProcedure()
}

type Changed = z.output<(typeof contract.changeTip)['input']>

export async function changeTip(ctx: Ctx, { tipId, revision, ...written }: Changed) {
  const row = await visible(ctx, tipId)
  if (!mayEdit(ctx, row)) throw WrongState({ state: row.state, allowed: [] })
  if (written.procedureId !== row.procedureId) await requireProcedure(ctx, written.procedureId)
  const { numUpdatedRows } = await ctx.db
    .updateTable('tips')
    .set({
      ...written,
      tags: distinct(written.tags),
      revision: revision + 1,
      changedAt: ctx.now(),
    })
    .where('id', '=', tipId)
    .where('revision', '=', revision)
    .where('state', '=', row.state)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw contract.TipChanged({ revision: row.revision })
  if (row.state === 'published') await indexTip(ctx, { id: tipId, ...written })
  return readTip(ctx, { tipId })
}

const mayEdit = (ctx: Ctx, row: TipRow) =>
  row.state === 'published'
    ? mayReview(ctx)
    : mayReview(ctx) || (row.authorId === ctx.actor.id && row.state !== 'withdrawn')

export async function publishTip(ctx: Ctx, { tipId }: OneTip) {
  const row = await visible(ctx, tipId)
  const set = {
    publishedAt: ctx.now(),
    changedAt: ctx.now(),
    reviewerId: ctx.actor.id,
    comment: '',
  }
  await move(ctx, 'tips', tipId, tipMachine, 'publish', { by: 'reviewer', set })
  await indexTip(ctx, row)
  await ctx.emit(contract.tipPublished, factsOf(ctx, row))
  return readTip(ctx, { tipId })
}

export async function declineTip(ctx: Ctx, { tipId, comment }: OneTip & { comment: string }) {
  const row = await visible(ctx, tipId)
  const set = { changedAt: ctx.now(), reviewerId: ctx.actor.id, comment }
  await move(ctx, 'tips', tipId, tipMachine, 'decline', { by: 'reviewer', set })
  await ctx.emit(contract.tipDeclined, factsOf(ctx, row))
  return readTip(ctx, { tipId })
}

/** Its author takes back what waits; a reviewer takes away what everybody reads. */
export async function withdrawTip(ctx: Ctx, { tipId }: OneTip) {
  const row = await visible(ctx, tipId)
  const set = { changedAt: ctx.now() }
  const isAuthor = row.authorId === ctx.actor.id
  if (row.state === 'published') {
    if (!mayReview(ctx)) throw Forbidden({ needs: 'tip.remove' })
    await move(ctx, 'tips', tipId, tipMachine, 'remove', { by: 'reviewer', set })
    await unindexTip(ctx, tipId)
  } else {
    if (!isAuthor && row.state === 'proposed') throw Forbidden({ needs: 'tip.withdraw' })
    await move(ctx, 'tips', tipId, tipMachine, 'withdraw', { by: 'author', set })
  }
  return readTip(ctx, { tipId })
}

export async function repeatTip(ctx: Ctx, { tipId }: OneTip) {
  const row = await visible(ctx, tipId)
  if (row.authorId !== ctx.actor.id && tipMachine.next('repeat', row.state))
    throw Forbidden({ needs: 'tip.repeat' })
  const set = { changedAt: ctx.now(), publishedAt: null }
  await move(ctx, 'tips', tipId, tipMachine, 'repeat', { by: 'author', set })
  await ctx.emit(contract.tipProposed, factsOf(ctx, row))
  return readTip(ctx, { tipId })
}

const factsOf = (
  { actor }: Ctx,
  { id, title, authorId }: Pick<TipRow, 'id' | 'title' | 'authorId'>,
): contract.TipFacts => ({ tipId: id, title, authorId, actorId: actor.id })

const named = ({ db }: Ctx) =>
  db
    .selectFrom('tips')
    .leftJoin('procedures', (join) =>
      join.onRef('procedures.id', '=', 'tips.procedureId').on('publishedId', 'is not', null),
    )
    .selectAll('tips')
    .select('procedures.title as procedureTitle')

/** What is published, one's own, and everything for who reviews. */
async function visible(ctx: Ctx, tipId: string): Promise<Row> {
  const row = await named(ctx).where('tips.id', '=', tipId).executeTakeFirst()
  if (!row) throw NotFound()
  if (row.state !== 'published' && row.authorId !== ctx.actor.id && !mayReview(ctx))
    throw NotFound()
  return row
}

export async function readTip(ctx: Ctx, { tipId }: OneTip): Promise<contract.Tip> {
  return (await views(ctx, [await visible(ctx, tipId)]))[0]!
}

type Asked = z.output<(typeof contract.listTips)['input']>
/** So many of the best are shown of a search. */
const MOST_FOUND = 30

export async function tips(ctx: Ctx, asked: Asked) {
  const { search, view, cursor, limit } = asked
  if (view === 'review' && !mayReview(ctx)) return { items: [], next: null, total: 0 }
  const filters = filtersOf(ctx, asked)
  const query = named(ctx).where(({ and }) => and(filters))
  if (search && view === 'published') {
    const found = await findDocuments(ctx, search, { kinds: [TIP_DOCUMENT], limit: MOST_FOUND })
    const ids = found.map((it) => it.id)
    const rows = ids.length === 0 ? [] : await query.where('tips.id', 'in', ids).execute()
    const sorted = rows.toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id))
    return { items: await views(ctx, sorted), next: null, total: sorted.length }
  }
  const after = momentAfter(cursor)
  const rows = await query
    .$if(after !== undefined, (rest) =>
      rest.where(({ or, and, eb }) =>
        or([
          eb('tips.changedAt', '<', after!.at),
          and([eb('tips.changedAt', '=', after!.at), eb('tips.id', '<', after!.id)]),
        ]),
      ),
    )
    .orderBy('tips.changedAt', 'desc')
    .orderBy('tips.id', 'desc')
    .limit(limit + 1)
    .execute()
  const { page, next } = pageFrom(rows, limit, ({ changedAt, id }) => ({
    by: changedAt.toISOString(),
    id,
  }))
  const total = cursor === undefined ? await countOf(ctx, filters) : null
  return { items: await views(ctx, page), next, total }
}

async function countOf({ db }: Ctx, filters: Expression<SqlBool>[]): Promise<number> {
  const { count } = await db
    .selectFrom('tips')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where(({ and }) => and(filters))
    .executeTakeFirstOrThrow()
  return count
}

function filtersOf({ actor }: Ctx, { view, category, procedureId }: Asked) {
  const eb = expressionBuilder<Tables, 'tips'>()
  const filters: Expression<SqlBool>[] = [
    view === 'mine'
      ? eb('tips.authorId', '=', actor.id)
      : eb('tips.state', '=', view === 'review' ? 'proposed' : 'published'),
  ]
  if (category) filters.push(eb('tips.category', '=', category))
  if (procedureId) filters.push(eb('tips.procedureId', '=', procedureId))
  return filters
}

async function views(ctx: Ctx, rows: readonly Row[]): Promise<contract.Tip[]> {
  const ids = rows.flatMap((it) => [it.authorId, it.reviewerId]).filter((it) => it !== null)
  const names = await memberNames(ctx, [...new Set(ids)])
  const person = (id: string | null) =>
    id !== null && names.has(id) ? { id, name: names.get(id)! } : null
  return rows.map((row) => {
    const { id, title, content, category, tags, state, comment, revision } = row
    const isMine = row.authorId === ctx.actor.id
    return {
      ...{ id, title, content, category, tags, state, comment, revision, isMine },
      procedure:
        row.procedureId !== null && row.procedureTitle !== null
          ? { id: row.procedureId, title: row.procedureTitle }
          : null,
      author: person(row.authorId),
      reviewer: person(row.reviewerId),
      moves: movesOf(ctx, row, isMine),
      changedAt: row.changedAt.toISOString(),
    }
  })
}

function movesOf(ctx: Ctx, row: TipRow, isMine: boolean): contract.Tip['moves'] {
  const proposes = isMine && ctx.actor.permissions.has('tips.propose')
  const mine = proposes ? tipMachine.allowed(row.state, 'author') : []
  const theirs = mayReview(ctx) ? tipMachine.allowed(row.state, 'reviewer') : []
  const moves = [...mine, ...theirs].map((it) => (it === 'remove' ? 'withdraw' : it))
  return [...(mayEdit(ctx, row) ? (['edit'] as const) : []), ...moves]
}
