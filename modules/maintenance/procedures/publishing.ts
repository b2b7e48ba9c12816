/** From a draft to what is carried out: one published version at most, whoever presses at the same moment. */
import { NotFound } from '#kernel/contract.ts'
import { move } from '#kernel/transition.ts'
import * as contract from './contract.ts'
import { indexProcedure, unindexProcedure } from './documents.ts'
import { sortable } from './drafts.ts'
import { writeLabels } from './labels.ts'
import { readiness, versionMachine } from './rules.ts'
import { settingsOf } from './settings.ts'
import type { VersionRow } from './tables.ts'
import {
  type Ctx,
  lockProcedure,
  type OneVersion,
  readVersion,
  stepsOf,
  versionById,
} from './versions.ts'

const TABLE = 'procedureVersions'

export async function submitVersion(ctx: Ctx, { versionId }: OneVersion) {
  const row = await known(ctx, versionId)
  if (row.state === 'draft') await requireReady(ctx, versionId)
  const set = { submittedAt: ctx.now(), comment: '', reviewerId: null }
  await move(ctx, TABLE, versionId, versionMachine, 'submit', { by: 'author', set })
  await ctx.emit(contract.versionSubmitted, factsOf(ctx, row))
  return readVersion(ctx, { versionId })
}

export async function takeBackVersion(ctx: Ctx, { versionId }: OneVersion) {
  await known(ctx, versionId)
  const set = { submittedAt: null }
  await move(ctx, TABLE, versionId, versionMachine, 'takeBack', { by: 'author', set })
  return readVersion(ctx, { versionId })
}

type SentBack = OneVersion & { comment: string }

export async function sendBackVersion(ctx: Ctx, { versionId, comment }: SentBack) {
  const row = await known(ctx, versionId)
  const set = { comment, reviewerId: ctx.actor.id, submittedAt: null }
  await move(ctx, TABLE, versionId, versionMachine, 'sendBack', { by: 'reviewer', set })
  await ctx.emit(contract.versionSentBack, factsOf(ctx, row))
  return readVersion(ctx, { versionId })
}

/** The one before is superseded in the same transaction; the row of the procedure is what publishers wait at. */
export async function publishVersion(ctx: Ctx, { versionId }: OneVersion) {
  const { db, now, actor } = ctx
  const { procedureId } = await known(ctx, versionId)
  const procedure = await lockProcedure(ctx, procedureId)
  if (procedure?.state === 'archived') throw contract.Archived()
  const row = await known(ctx, versionId)
  if (row.state === 'in_review') {
    await requireReady(ctx, versionId)
    const { needsFourEyes } = await settingsOf(ctx)
    if (needsFourEyes && row.lastAuthorId === actor.id) throw contract.FourEyes()
    await supersede(ctx, procedureId)
  }
  await move(ctx, TABLE, versionId, versionMachine, 'publish', {
    by: 'reviewer',
    set: { openOf: null, publishedOf: procedureId, publishedAt: now(), reviewerId: actor.id },
  })
  const { title, description, category, number, stepCount } = row
  await db
    .updateTable('procedures')
    .set({
      ...{ title, description, category, stepCount },
      sortTitle: sortable(title),
      publishedId: versionId,
      publishedNumber: number,
      changedAt: now(),
    })
    .where('id', '=', procedureId)
    .execute()
  await writeLabels(ctx, procedureId, row)
  await indexProcedure(ctx, procedureId, row, await stepsOf(ctx, versionId))
  await ctx.emit(contract.versionPublished, factsOf(ctx, row))
  await ctx.audit('procedures.version-published', versionId, { version: number })
  return readVersion(ctx, { versionId })
}

async function supersede({ db, now }: Ctx, procedureId: string): Promise<void> {
  await db
    .updateTable(TABLE)
    .set({ state: versionMachine.moves.supersede.to, publishedOf: null, endedAt: now() })
    .where('publishedOf', '=', procedureId)
    .where('state', 'in', [...versionMachine.moves.supersede.from])
    .execute()
}

type Retracted = OneVersion & { reason: string }

export async function retractVersion(ctx: Ctx, { versionId, reason }: Retracted) {
  const row = await known(ctx, versionId)
  await move(ctx, TABLE, versionId, versionMachine, 'retract', {
    by: 'reviewer',
    set: { publishedOf: null, endedAt: ctx.now(), comment: reason, reviewerId: ctx.actor.id },
  })
  await ctx.db
    .updateTable('procedures')
    .set({ publishedId: null, publishedNumber: null, changedAt: ctx.now() })
    .where('id', '=', row.procedureId)
    .where('publishedId', '=', versionId)
    .execute()
  await unindexProcedure(ctx, row.procedureId)
  await ctx.emit(contract.versionRetracted, factsOf(ctx, row))
  await ctx.audit('procedures.version-retracted', versionId, { version: row.number, reason })
  return readVersion(ctx, { versionId })
}

async function known(ctx: Ctx, versionId: string): Promise<VersionRow> {
  const row = await versionById(ctx, versionId)
  if (!row) throw NotFound()
  return row
}

async function requireReady(ctx: Ctx, versionId: string): Promise<void> {
  const faults = readiness(await stepsOf(ctx, versionId))
  if (faults.length > 0) throw contract.NotReady({ faults })
}

const factsOf = ({ actor }: Ctx, row: VersionRow): contract.VersionFacts => ({
  procedureId: row.procedureId,
  versionId: row.id,
  number: row.number,
  title: row.title,
  actorId: actor.id,
  authorId: row.lastAuthorId,
})
