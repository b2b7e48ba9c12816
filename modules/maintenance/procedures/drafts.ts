/** Writing: a procedure begins with a draft, which is saved whole by whoever read it last. */
import { memberNames } from '#core/workspaces/api.ts'
import type * as z from 'zod/mini'
import { KeyReused, NotFound, WrongState } from '#kernel/contract.ts'
import { insertIgnore } from '#kernel/data/write.ts'
import { newId } from '#kernel/ids.ts'
import * as contract from './contract.ts'
import { claimFiles, releaseFiles, shareFiles } from './files.ts'
import { distinct, fold } from './folding.ts'
import { writeLabels } from './labels.ts'
import { type OneProcedure, visibleProcedure } from './procedures.ts'
import { doubledKey, readiness, versionMachine } from './rules.ts'
import type { VersionRow } from './tables.ts'
import {
  type Ctx,
  filesOf,
  lockProcedure,
  mayWork,
  type OneVersion,
  stepsOf,
  versionById,
  writeSteps,
} from './versions.ts'

type NewProcedure = z.output<(typeof contract.createProcedure)['input']> & {
  /** The document it was read from. */
  sourceName?: string
}

export async function createProcedure(ctx: Ctx, asked: NewProcedure) {
  const { id: procedureId = newId(ctx.now().getTime()), ...content } = asked
  const { title, description, category, steps } = content
  const row = {
    id: procedureId,
    state: 'active' as const,
    ...{ title, description, category },
    sortTitle: sortable(title),
    stepCount: steps.length,
    publishedId: null,
    publishedNumber: null,
    lastNumber: 1,
    authorId: ctx.actor.id,
    createdAt: ctx.now(),
    changedAt: ctx.now(),
  }
  if (!(await insertIgnore(ctx.db, ctx.dialect, 'procedures', row))) throw KeyReused()
  await writeLabels(ctx, procedureId, content)
  const versionId = await insertDraft(ctx, procedureId, 1, content)
  return { procedureId, versionId }
}

/** Sorted as people look for it: without capitals and accents. */
export const sortable = (title: string) => [...fold(title)].slice(0, 200).join('')

async function insertDraft(
  ctx: Ctx,
  procedureId: string,
  number: number,
  content: contract.Content & { sourceName?: string },
): Promise<string> {
  const id = newId(ctx.now().getTime())
  await ctx.db
    .insertInto('procedureVersions')
    .values({
      id,
      procedureId,
      number,
      state: versionMachine.initial,
      openOf: procedureId,
      ...written(ctx, content),
      revision: 1,
      sourceName: content.sourceName ?? '',
      authorId: ctx.actor.id,
      comment: '',
      createdAt: ctx.now(),
    })
    .execute()
  await claimFiles(ctx, procedureId, content.steps)
  await writeSteps(ctx, id, content.steps)
  return id
}

function written({ now, actor }: Ctx, { steps, ...content }: contract.Content) {
  const key = doubledKey(steps)
  if (key !== undefined) throw contract.KeyTwice({ key })
  const { title, description, category, note } = content
  return {
    ...{ title, description, category, note },
    tags: distinct(content.tags),
    equipment: distinct(content.equipment),
    stepCount: steps.length,
    lastAuthorId: actor.id,
    changedAt: now(),
  }
}

export async function beginVersion(ctx: Ctx, { procedureId }: OneProcedure) {
  const procedure = await lockProcedure(ctx, procedureId)
  if (!procedure) throw NotFound()
  if (procedure.state === 'archived') throw contract.Archived()
  const open = await ctx.db
    .selectFrom('procedureVersions')
    .select('number')
    .where('openOf', '=', procedureId)
    .executeTakeFirst()
  if (open) throw contract.AlreadyOpen({ number: open.number })
  const number = procedure.lastNumber + 1
  const content = await lastContent(ctx, procedureId)
  const versionId = await insertDraft(ctx, procedureId, number, { ...content, note: '' })
  await ctx.db
    .updateTable('procedures')
    .set({ lastNumber: number, changedAt: ctx.now() })
    .where('id', '=', procedureId)
    .execute()
  return { procedureId, versionId }
}

/** What the procedure says: its published version, else the last one. */
async function lastContent(ctx: Ctx, procedureId: string) {
  const versions = ctx.db
    .selectFrom('procedureVersions')
    .selectAll()
    .where('procedureId', '=', procedureId)
  const row =
    (await versions.where('publishedOf', '=', procedureId).executeTakeFirst()) ??
    (await versions
      .$if(!mayWork(ctx), (query) => query.where('publishedAt', 'is not', null))
      .orderBy('number', 'desc')
      .limit(1)
      .executeTakeFirst())
  if (!row) throw NotFound()
  const { title, description, category, tags, equipment, note } = row
  const steps = await stepsOf(ctx, row.id)
  return { title, description, category, tags, equipment, note, steps }
}

export async function duplicateProcedure(
  ctx: Ctx,
  { procedureId: from, title }: { procedureId: string; title: string },
) {
  await visibleProcedure(ctx, from)
  const content = await lastContent(ctx, from)
  const { procedureId, versionId } = await createProcedure(ctx, {
    ...content,
    ...{ title, note: '', steps: [] },
  })
  await shareFiles(ctx, from, procedureId)
  await writeSteps(ctx, versionId, content.steps)
  const stepCount = content.steps.length
  await ctx.db
    .updateTable('procedureVersions')
    .set({ stepCount })
    .where('id', '=', versionId)
    .execute()
  await ctx.db.updateTable('procedures').set({ stepCount }).where('id', '=', procedureId).execute()
  return { procedureId, versionId }
}

type Asked = z.output<(typeof contract.saveDraft)['input']>

/** The revision is looked at by the UPDATE itself: of two who save at once, one is told. */
export async function saveDraft(ctx: Ctx, { versionId, revision, ...content }: Asked) {
  const { procedureId } = await known(ctx, versionId)
  if ((await lockProcedure(ctx, procedureId))?.state === 'archived') throw contract.Archived()
  const { numUpdatedRows } = await ctx.db
    .updateTable('procedureVersions')
    .set({ ...written(ctx, content), revision: revision + 1 })
    .where('id', '=', versionId)
    .where('state', '=', 'draft')
    .where('revision', '=', revision)
    .executeTakeFirst()
  const row = await known(ctx, versionId)
  if (numUpdatedRows === 0n) {
    if (row.state !== 'draft')
      throw WrongState({ state: row.state, allowed: versionMachine.allowed(row.state, 'author') })
    const names = await memberNames(ctx, row.lastAuthorId ? [row.lastAuthorId] : [])
    throw contract.DraftChanged({
      revision: row.revision,
      by: names.get(row.lastAuthorId ?? '') ?? null,
    })
  }
  await claimFiles(ctx, row.procedureId, content.steps)
  await writeSteps(ctx, versionId, content.steps)
  await mirror(ctx, row.procedureId, content)
  return {
    revision: row.revision,
    files: await filesOf(ctx, row.procedureId, content.steps),
    faults: readiness(content.steps),
  }
}

/** While nothing was published, lists show the draft. */
async function mirror(ctx: Ctx, procedureId: string, content: contract.Content): Promise<void> {
  const { title, description, category, steps } = content
  const { numUpdatedRows } = await ctx.db
    .updateTable('procedures')
    .set({
      ...{ title, description, category },
      sortTitle: sortable(title),
      stepCount: steps.length,
      changedAt: ctx.now(),
    })
    .where('id', '=', procedureId)
    .where('publishedId', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows > 0n) await writeLabels(ctx, procedureId, content)
}

export async function discardDraft(ctx: Ctx, { versionId }: OneVersion) {
  const { procedureId } = await known(ctx, versionId)
  await lockProcedure(ctx, procedureId)
  const row = await known(ctx, versionId)
  const { number } = row
  const { numDeletedRows } = await ctx.db
    .deleteFrom('procedureVersions')
    .where('id', '=', versionId)
    .where('state', '=', 'draft')
    .executeTakeFirst()
  if (numDeletedRows === 0n)
    throw WrongState({ state: row.state, allowed: versionMachine.allowed(row.state, 'author') })
  const { left } = await ctx.db
    .selectFrom('procedureVersions')
    .select(({ fn }) => fn.countAll<number>().as('left'))
    .where('procedureId', '=', procedureId)
    .executeTakeFirstOrThrow()
  if (left === 0) await erase(ctx, procedureId)
  else
    await ctx.db
      .updateTable('procedures')
      .set({ lastNumber: number - 1 })
      .where('id', '=', procedureId)
      .where('lastNumber', '=', number)
      .execute()
  return { done: true } as const
}

/** What was published is archived instead: history keeps pointing at it. */
export async function deleteProcedure(ctx: Ctx, { procedureId }: OneProcedure) {
  if (!(await lockProcedure(ctx, procedureId))) throw NotFound()
  const used = await ctx.db
    .selectFrom('procedureVersions')
    .select('id')
    .where('procedureId', '=', procedureId)
    .where('publishedAt', 'is not', null)
    .executeTakeFirst()
  if (used) throw contract.InUse()
  await ctx.db.deleteFrom('procedureVersions').where('procedureId', '=', procedureId).execute()
  await erase(ctx, procedureId)
  await ctx.audit('procedures.deleted', procedureId)
  return { done: true } as const
}

async function known(ctx: Ctx, versionId: string): Promise<VersionRow> {
  const row = await versionById(ctx, versionId)
  if (!row) throw NotFound()
  return row
}

async function erase(ctx: Ctx, procedureId: string): Promise<void> {
  await releaseFiles(ctx, procedureId)
  await ctx.db.deleteFrom('procedures').where('id', '=', procedureId).execute()
}
