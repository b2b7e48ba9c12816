/** Reports for the people of the house: lists, one of them, and its files. */
import type { Expression, SqlBool } from 'kysely'
import type * as z from 'zod/mini'
import { openFile } from '#core/files/api.ts'
import { NotFound } from '#kernel/contract.ts'
import { momentAfter, pageFrom } from '#kernel/keyset.ts'
import type { Context, Download, OpenContext } from '#kernel/module.ts'
import { overseesAll } from '../executions/access.ts'
import { askAgain } from './asking.ts'
import type * as contract from './contract.ts'
import { jsonName, seedOf } from './making.ts'
import { fingerprint, publicKeyOf } from './proof/sealing.ts'
import type { ReportRow, ReportTables } from './tables.ts'

export type Ctx = Context<ReportTables>
type One = { reportId: string }
type Asked = z.output<(typeof contract.listReports)['input']>

export async function reports(ctx: Ctx, { executionId, cursor, limit }: Asked) {
  const after = momentAfter(cursor)
  const rows = await ctx.db
    .selectFrom('reports')
    .selectAll()
    .where(({ eb, and, or }) => {
      const filters: Expression<SqlBool>[] = []
      if (!overseesAll(ctx)) filters.push(eb('ownerId', '=', ctx.actor.id))
      if (executionId) filters.push(eb('executionId', '=', executionId))
      if (after)
        filters.push(
          or([
            eb('askedAt', '<', after.at),
            and([eb('askedAt', '=', after.at), eb('id', '<', after.id)]),
          ]),
        )
      return and(filters)
    })
    .orderBy('askedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  const { page, next } = pageFrom(rows, limit, ({ askedAt, id }) => ({
    by: askedAt.toISOString(),
    id,
  }))
  return { items: await shownAll(ctx, page), next }
}

/** Mine, or anybody's for who oversees; to others it is not there. */
export async function visibleReport(ctx: Ctx, reportId: string): Promise<ReportRow> {
  const row = await ctx.db
    .selectFrom('reports')
    .selectAll()
    .where('id', '=', reportId)
    .executeTakeFirst()
  if (!row || !(row.ownerId === ctx.actor.id || overseesAll(ctx))) throw NotFound()
  return row
}

export function readReport(open: OpenContext, { reportId }: One) {
  return open.transact((ctx: Ctx) => view(open, ctx, reportId))
}

export function retryReport(open: OpenContext, { reportId }: One) {
  return open.transact(async (ctx: Ctx) => {
    await visibleReport(ctx, reportId)
    await askAgain(ctx, reportId)
    return view(open, ctx, reportId)
  })
}

async function view(open: OpenContext, ctx: Ctx, reportId: string) {
  const row = await visibleReport(ctx, reportId)
  const [shown] = await shownAll(ctx, [row])
  const mayShare = ctx.actor.permissions.has('reports.share')
  return {
    ...shown!,
    signedBy: row.digest ? signerOf(open) : null,
    mayShare: mayShare && row.state === 'ready',
    mayRetry: mayShare && row.state === 'failed',
  }
}

export const signerOf = (open: Pick<OpenContext, 'client'>) =>
  fingerprint(publicKeyOf(seedOf(open)))

async function shownAll(ctx: Ctx, rows: readonly ReportRow[]) {
  const latest = await latestOf(
    ctx,
    rows.map((it) => it.executionId),
  )
  return rows.map(({ ownerId: _, jsonId: __, pdfId: ___, ...row }) => ({
    ...row,
    isSuperseded: (latest.get(row.executionId) ?? 0) > row.number,
  }))
}

export async function latestOf({ db }: Ctx, executionIds: readonly string[]) {
  if (executionIds.length === 0) return new Map<string, number>()
  const rows = await db
    .selectFrom('reports')
    .select(({ fn }) => ['executionId', fn.max<number>('number').as('number')])
    .where('executionId', 'in', [...new Set(executionIds)])
    .groupBy('executionId')
    .execute()
  return new Map(rows.map((it) => [it.executionId, Number(it.number)]))
}

type Form = 'pdf' | 'json'

export async function downloadReport(
  open: OpenContext,
  { reportId, form }: One & { form: Form },
): Promise<Download> {
  const row = await open.transact((ctx: Ctx) => visibleReport(ctx, reportId))
  return fileOf(open, row, form)
}

export async function fileOf(open: OpenContext, row: ReportRow, form: Form): Promise<Download> {
  if (row.state !== 'ready' || (form === 'pdf' && row.pdfBytes === null)) throw NotFound()
  const { read, size, etag } = await openFile(open, form === 'pdf' ? row.pdfId : row.jsonId)
  const type = form === 'pdf' ? 'application/pdf' : 'application/json'
  return { name: `${jsonName(row)}.${form}`, type, size, etag, read }
}
