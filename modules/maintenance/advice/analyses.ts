/** Analyses as their people ask for them, read them and decide about them. */
import type { Expression, SqlBool } from 'kysely'
import type * as z from 'zod/mini'
import { linkTo, useFile } from '#core/files/api.ts'
import { memberNames } from '#core/workspaces/api.ts'
import { KeyReused, NotFound } from '#kernel/contract.ts'
import { insertIgnore } from '#kernel/data/write.ts'
import { newId } from '#kernel/ids.ts'
import { momentAfter, pageFrom } from '#kernel/keyset.ts'
import type { Context, OpenContext } from '#kernel/module.ts'
import { move } from '#kernel/transition.ts'
import { overseesAll, visibleExecution } from '../executions/access.ts'
import * as contract from './contract.ts'
import { analysisMachine, isDangerous } from './rules.ts'
import { suggest } from './suggesting.ts'
import { openGatesOf } from './gates.ts'
import type { AdviceTables, AnalysisRow } from './tables.ts'

export type Ctx = Context<AdviceTables>
type One = { analysisId: string }
type Asked = z.output<(typeof contract.askAnalysis)['input']>

/** The danger of the words alone is there before any model has looked. */
export async function askAnalysis(ctx: Ctx, asked: Asked) {
  const { id = newId(ctx.now().getTime()), fileId, words, executionId = null } = asked
  if (executionId) await knownExecution(ctx, executionId)
  const openGates = executionId ? await openGatesOf(ctx, executionId) : null
  const at = ctx.now()
  const row: AnalysisRow = {
    ...{ id, fileId, words, executionId },
    stepKey: asked.stepKey ?? null,
    state: analysisMachine.initial,
    ownerId: ctx.actor.id,
    findings: null,
    corrected: null,
    isDanger: isDangerous({ words, findings: null, openGates }),
    suggestions: words ? await suggest(ctx, words) : [],
    fault: null,
    decidedBy: null,
    decidedAt: null,
    note: '',
    createdAt: at,
    changedAt: at,
  }
  if (!(await insertIgnore(ctx.db, ctx.dialect, 'adviceAnalyses', row))) throw KeyReused()
  await useFile(ctx, fileId, { purpose: contract.ADVICE_PHOTO, usedBy: `advice/${id}` })
  await move(ctx, 'adviceAnalyses', id, analysisMachine, 'queue', { by: 'member' })
  await ctx.emit(contract.analysisAsked, { analysisId: id })
  return readAnalysis(ctx, { analysisId: id })
}

async function knownExecution(ctx: Ctx, executionId: string): Promise<void> {
  await visibleExecution(ctx as Context<any>, executionId).catch((error: unknown) => {
    throw NotFound.is(error) ? contract.UnknownExecution() : error
  })
}

/** Mine, or anybody's for who oversees; to others it is not there. */
export async function visibleAnalysis(ctx: Ctx, analysisId: string): Promise<AnalysisRow> {
  const row = await ctx.db
    .selectFrom('adviceAnalyses')
    .selectAll()
    .where('id', '=', analysisId)
    .executeTakeFirst()
  if (!row || !(row.ownerId === ctx.actor.id || overseesAll(ctx as Context<any>))) throw NotFound()
  return row
}

export async function readAnalysis(ctx: Ctx, { analysisId }: One) {
  const [shown] = await shownAll(ctx, [await visibleAnalysis(ctx, analysisId)])
  return shown!
}

type Listing = z.output<(typeof contract.listAnalyses)['input']>

export async function analyses(ctx: Ctx, { executionId, cursor, limit }: Listing) {
  const after = momentAfter(cursor)
  const rows = await ctx.db
    .selectFrom('adviceAnalyses')
    .selectAll()
    .where(({ eb, and, or }) => {
      const filters: Expression<SqlBool>[] = []
      if (!overseesAll(ctx as Context<any>)) filters.push(eb('ownerId', '=', ctx.actor.id))
      if (executionId) filters.push(eb('executionId', '=', executionId))
      if (after)
        filters.push(
          or([
            eb('createdAt', '<', after.at),
            and([eb('createdAt', '=', after.at), eb('id', '<', after.id)]),
          ]),
        )
      return and(filters)
    })
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  const placeOf = (it: AnalysisRow) => ({ by: it.createdAt.toISOString(), id: it.id })
  const { page, next } = pageFrom(rows, limit, placeOf)
  return { items: await shownAll(ctx, page), next }
}

async function shownAll(ctx: Ctx, rows: readonly AnalysisRow[]) {
  const ids = rows.flatMap((it) => [it.ownerId, it.decidedBy]).filter((it) => it !== null)
  const names = await memberNames(ctx, [...new Set(ids)])
  const nameOf = (id: string | null) => (id === null ? '' : (names.get(id) ?? ''))
  return rows.map(({ ownerId, decidedBy, changedAt: _, ...row }) => {
    const allowed = analysisMachine.allowed(row.state, 'member')
    return {
      ...row,
      by: nameOf(ownerId),
      decidedBy: decidedBy === null ? null : nameOf(decidedBy),
      mayDecide: allowed.includes('accept'),
      mayRetry: allowed.includes('retry'),
    }
  })
}

export async function retry(ctx: Ctx, { analysisId }: One) {
  await visibleAnalysis(ctx, analysisId)
  const set = { fault: null, changedAt: ctx.now() }
  await move(ctx, 'adviceAnalyses', analysisId, analysisMachine, 'retry', { by: 'member', set })
  await ctx.emit(contract.analysisAsked, { analysisId })
  return readAnalysis(ctx, { analysisId })
}

type Deciding = z.output<(typeof contract.decideAnalysis)['input']>

/** A person's word. It changes no step and opens no gate: those have their own proof. */
export async function decide(ctx: Ctx, { analysisId, decision, findings, note }: Deciding) {
  await visibleAnalysis(ctx, analysisId)
  if (decision === 'correct' && !findings) throw contract.NothingCorrected()
  const set = {
    corrected: decision === 'correct' ? findings : null,
    ...{ note, decidedBy: ctx.actor.id },
    decidedAt: ctx.now(),
    changedAt: ctx.now(),
  }
  await move(ctx, 'adviceAnalyses', analysisId, analysisMachine, decision, { by: 'member', set })
  await ctx.audit('advice.decided', analysisId, { decision })
  ctx.publish(contract.analysisChanged, { analysisId }, ctx.actor.id)
  return readAnalysis(ctx, { analysisId })
}

export async function linkPhoto(open: OpenContext, { analysisId }: One) {
  const { fileId } = await open.transact((ctx: Ctx) => visibleAnalysis(ctx, analysisId))
  return linkTo(open, fileId, 'medium')
}

/** What people confirmed about an execution, for its report: nothing else that a model said is in it. */
export async function confirmedOf(ctx: Ctx, executionId: string) {
  const rows = await ctx.db
    .selectFrom('adviceAnalyses')
    .select(['id', 'stepKey', 'state', 'findings', 'corrected', 'decidedBy', 'decidedAt'])
    .where('executionId', '=', executionId)
    .where('state', 'in', ['accepted', 'corrected'])
    .orderBy('decidedAt')
    .orderBy('id')
    .execute()
  const ids = rows.map((it) => it.decidedBy).filter((it) => it !== null)
  const names = await memberNames(ctx, [...new Set(ids)])
  return rows.map(({ id, stepKey, state, findings, corrected, decidedBy, decidedAt }) => ({
    ...{ id, stepKey },
    decision: state === 'corrected' ? ('corrected' as const) : ('accepted' as const),
    findings: (corrected ?? findings)!,
    decidedBy: (decidedBy !== null && names.get(decidedBy)) || '',
    decidedAt: decidedAt!.toISOString(),
  }))
}
