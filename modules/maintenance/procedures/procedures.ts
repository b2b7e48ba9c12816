/** The library: what there is, page by page and without steps, and one procedure with its history. */
import { type Expression, expressionBuilder, type SqlBool } from 'kysely'
import type * as z from 'zod/mini'
import { findDocuments } from '#core/search/api.ts'
import { NotFound } from '#kernel/contract.ts'
import { momentAfter, pageFrom, placeAfter } from '#kernel/keyset.ts'
import { move } from '#kernel/transition.ts'
import type * as contract from './contract.ts'
import { indexProcedure, PROCEDURE_DOCUMENT, unindexProcedure } from './documents.ts'
import { fold, hasWords } from './folding.ts'
import { labelsOf } from './labels.ts'
import { procedureMachine } from './rules.ts'
import type { ProcedureRow, ProceduresTables, VersionRow } from './tables.ts'
import {
  type Ctx,
  mayWork,
  namesFor,
  personNamed,
  stepsOf,
  versionById,
  versionLine,
} from './versions.ts'

export type OneProcedure = { procedureId: string }
type Open = Pick<VersionRow, 'number' | 'state'> & { id: string }
type Row = ProcedureRow & {
  openId: string | null
  openNumber: number | null
  openState: VersionRow['state'] | null
}
type Asked = z.output<(typeof contract.listProcedures)['input']>

export async function procedures(ctx: Ctx, asked: Asked) {
  const { search = '', view, sort, cursor, limit } = asked
  if (!mayWork(ctx) && view !== 'published') return { items: [], next: null, total: 0 }
  if (search && view === 'published') return found(ctx, asked)
  const isNewest = sort === 'newest'
  const placeOf = (row: Row) => ({
    by: isNewest ? row.changedAt.toISOString() : row.sortTitle,
    id: row.id,
  })
  const filters = filtersOf(asked)
  const rows = await pageAfter(ctx, filters, asked)
  const { page, next } = pageFrom(rows, limit, placeOf)
  const total = cursor === undefined ? await countOf(ctx, filters) : null
  return { items: await lines(ctx, page), next, total }
}

/** So many of the best are shown of a search; who finds nothing among them asks in other words. */
const MOST_FOUND = 30

/** The best first. */
async function found(ctx: Ctx, asked: Asked) {
  const kinds = [PROCEDURE_DOCUMENT]
  const findings = await findDocuments(ctx, asked.search!, { kinds, limit: MOST_FOUND })
  const ids = findings.map((it) => it.id)
  if (ids.length === 0) return { items: [], next: null, total: 0 }
  const rows = await withOpen(ctx)
    .where('procedures.id', 'in', ids)
    .where(({ and }) => and(filtersOf({ ...asked, search: undefined })))
    .execute()
  const byId = new Map(rows.map((it) => [it.id, it]))
  const sorted = ids.map((it) => byId.get(it)).filter((it) => it !== undefined)
  return { items: await lines(ctx, sorted), next: null, total: sorted.length }
}

const withOpen = ({ db }: Ctx) =>
  db
    .selectFrom('procedures')
    .leftJoin('procedureVersions', 'procedureVersions.openOf', 'procedures.id')
    .selectAll('procedures')
    .select([
      'procedureVersions.id as openId',
      'procedureVersions.number as openNumber',
      'procedureVersions.state as openState',
    ])

function pageAfter(
  ctx: Ctx,
  filters: Expression<SqlBool>[],
  { sort, cursor, limit }: Asked,
): Promise<Row[]> {
  const query = withOpen(ctx)
    .where(({ and }) => and(filters))
    .limit(limit + 1)
  if (sort === 'newest') {
    const after = momentAfter(cursor)
    return query
      .$if(after !== undefined, (rest) =>
        rest.where(({ or, and, eb }) =>
          or([
            eb('procedures.changedAt', '<', after!.at),
            and([eb('procedures.changedAt', '=', after!.at), eb('procedures.id', '<', after!.id)]),
          ]),
        ),
      )
      .orderBy('procedures.changedAt', 'desc')
      .orderBy('procedures.id', 'desc')
      .execute()
  }
  const after = placeAfter(cursor)
  return query
    .$if(after !== undefined, (rest) =>
      rest.where(({ or, and, eb }) =>
        or([
          eb('procedures.sortTitle', '>', after!.by),
          and([eb('procedures.sortTitle', '=', after!.by), eb('procedures.id', '>', after!.id)]),
        ]),
      ),
    )
    .orderBy('procedures.sortTitle')
    .orderBy('procedures.id')
    .execute()
}

async function countOf({ db }: Ctx, filters: Expression<SqlBool>[]): Promise<number> {
  const { count } = await db
    .selectFrom('procedures')
    .leftJoin('procedureVersions', 'procedureVersions.openOf', 'procedures.id')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where(({ and }) => and(filters))
    .executeTakeFirstOrThrow()
  return count
}

type Tables = ProceduresTables

function filtersOf({ search = '', category, tag, equipment, view }: Asked) {
  const eb = expressionBuilder<Tables, 'procedures' | 'procedureVersions'>()
  const state = view === 'archived' ? 'archived' : 'active'
  const filters: Expression<SqlBool>[] = [
    eb('procedures.state', '=', state),
    ...hasWords('procedures.sortTitle', search),
  ]
  if (view === 'published') filters.push(eb('procedures.publishedId', 'is not', null))
  if (view === 'work') filters.push(eb('procedureVersions.openOf', 'is not', null))
  if (view === 'review') filters.push(eb('procedureVersions.state', '=', 'in_review'))
  if (category) filters.push(eb('procedures.category', '=', category))
  const labelled = (kind: 'tag' | 'equipment', name: string) =>
    eb.exists(
      eb
        .selectFrom('procedureLabels')
        .select('procedureLabels.procedureId')
        .whereRef('procedureLabels.procedureId', '=', 'procedures.id')
        .where('procedureLabels.kind', '=', kind)
        .where('procedureLabels.folded', '=', fold(name)),
    )
  if (tag) filters.push(labelled('tag', tag))
  if (equipment) filters.push(labelled('equipment', equipment))
  return filters
}

async function lines(ctx: Ctx, rows: readonly Row[]): Promise<contract.Procedure[]> {
  const labels = await labelsOf(
    ctx,
    rows.map((it) => it.id),
  )
  const names = await namesFor(ctx, rows)
  return rows.map((row) => {
    const whole = line(ctx, row, labels(row.id), names)
    return { ...whole, description: beginning(whole.description) }
  })
}

/** A list is read at a glance, and on a slow line: the whole stands on the procedure's own page. */
const GLANCE = 240
const beginning = (text: string) => {
  const signs = [...text]
  return signs.length <= GLANCE ? text : `${signs.slice(0, GLANCE - 1).join('')}…`
}

function line(
  ctx: Ctx,
  row: Row,
  labels: { tags: string[]; equipment: string[] },
  names: ReadonlyMap<string, string>,
): contract.Procedure {
  const { id, title, description, category, state, stepCount } = row
  const open: Open | null =
    row.openId === null || !mayWork(ctx)
      ? null
      : { id: row.openId, number: row.openNumber!, state: row.openState! }
  return {
    ...{ id, title, description, category, state, stepCount, ...labels },
    published:
      row.publishedId === null ? null : { id: row.publishedId, number: row.publishedNumber! },
    open,
    author: personNamed(names, row.authorId),
    changedAt: row.changedAt.toISOString(),
  }
}

/** Something of it was published, or the caller writes or reviews. */
export async function visibleProcedure(ctx: Ctx, procedureId: string): Promise<Row> {
  const row = await withOpen(ctx).where('procedures.id', '=', procedureId).executeTakeFirst()
  if (!row) throw NotFound()
  if (row.publishedId === null && !mayWork(ctx) && !(await wasPublished(ctx, procedureId)))
    throw NotFound()
  return row
}

const wasPublished = ({ db }: Ctx, procedureId: string) =>
  db
    .selectFrom('procedureVersions')
    .select('id')
    .where('procedureId', '=', procedureId)
    .where('publishedAt', 'is not', null)
    .executeTakeFirst()

/** A house publishes a version a week at most; a history is one page. */
const MOST_VERSIONS = 200

export async function readProcedure(
  ctx: Ctx,
  { procedureId }: OneProcedure,
): Promise<contract.ProcedureSheet> {
  const row = await visibleProcedure(ctx, procedureId)
  const versions = await ctx.db
    .selectFrom('procedureVersions')
    .selectAll()
    .where('procedureId', '=', procedureId)
    .$if(!mayWork(ctx), (query) => query.where('publishedAt', 'is not', null))
    .orderBy('number', 'desc')
    .limit(MOST_VERSIONS)
    .execute()
  const names = await namesFor(ctx, [row, ...versions])
  const labels = await labelsOf(ctx, [procedureId])
  const isUsed = versions.some((it) => it.publishedAt !== null)
  return {
    ...line(ctx, row, labels(procedureId), names),
    versions: versions.map((it) => versionLine(it, names)),
    moves: movesOf(ctx, row, isUsed),
  }
}

function movesOf({ actor }: Ctx, row: Row, isUsed: boolean): contract.ProcedureSheet['moves'] {
  const writes = actor.permissions.has('procedures.write')
  const reviews = actor.permissions.has('procedures.review')
  return [
    ...(writes && row.state === 'active' && row.openId === null ? (['begin'] as const) : []),
    ...(writes ? (['duplicate'] as const) : []),
    ...(writes && !isUsed ? (['delete'] as const) : []),
    ...(reviews ? procedureMachine.allowed(row.state, 'reviewer') : []),
  ]
}

export async function archiveProcedure(ctx: Ctx, { procedureId }: OneProcedure) {
  await visibleProcedure(ctx, procedureId)
  const set = { changedAt: ctx.now() }
  await move(ctx, 'procedures', procedureId, procedureMachine, 'archive', { by: 'reviewer', set })
  await unindexProcedure(ctx, procedureId)
  await ctx.audit('procedures.archived', procedureId)
  return readProcedure(ctx, { procedureId })
}

export async function reopenProcedure(ctx: Ctx, { procedureId }: OneProcedure) {
  const { publishedId } = await visibleProcedure(ctx, procedureId)
  const set = { changedAt: ctx.now() }
  await move(ctx, 'procedures', procedureId, procedureMachine, 'reopen', { by: 'reviewer', set })
  const version = publishedId === null ? undefined : await versionById(ctx, publishedId)
  if (version) await indexProcedure(ctx, procedureId, version, await stepsOf(ctx, version.id))
  return readProcedure(ctx, { procedureId })
}
