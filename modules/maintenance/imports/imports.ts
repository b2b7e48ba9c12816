/** Documents on their way to a draft: asked for, read by a job, told as it goes on. */
import { openFile, releaseFile, useFile } from '#core/files/api.ts'
import { KeyReused, NotFound, Problem } from '#kernel/contract.ts'
import { insertIgnore } from '#kernel/data/write.ts'
import { newId } from '#kernel/ids.ts'
import type { OpenContext } from '#kernel/module.ts'
import { createProcedure } from '../procedures/drafts.ts'
import type { ImportRow } from '../procedures/tables.ts'
import type { Ctx } from '../procedures/versions.ts'
import {
  IMPORT_FILE,
  type Import,
  importBegun,
  importChanged,
  faults,
  NoSteps,
  Scanned,
} from './contract.ts'
import { readDocument } from './reading.ts'
import { isScanned, type Read, readSteps } from './rules.ts'

const shown = (row: ImportRow): Import => {
  const { id, name, state, progress, fault, procedureId } = row
  return { id, name, state, progress, fault, procedureId }
}

export async function beginImport(ctx: Ctx, asked: { id?: string | undefined; fileId: string }) {
  const { id = newId(ctx.now().getTime()), fileId } = asked
  const use = { purpose: IMPORT_FILE, usedBy: `import/${id}` }
  const { name } = await useFile(ctx, fileId, use)
  const row: ImportRow = {
    ...{ id, fileId, name },
    state: 'queued',
    progress: 0,
    fault: null,
    procedureId: null,
    versionId: null,
    ownerId: ctx.actor.id,
    createdAt: ctx.now(),
    changedAt: ctx.now(),
  }
  if (!(await insertIgnore(ctx.db, ctx.dialect, 'procedureImports', row))) throw KeyReused()
  await ctx.emit(importBegun, { importId: id })
  return shown(row)
}

type OneImport = { importId: string }

export async function readImport(ctx: Ctx, { importId }: OneImport): Promise<Import> {
  const row = await importById(ctx, importId)
  if (!row || row.ownerId !== ctx.actor.id) throw NotFound()
  return shown(row)
}

const importById = ({ db }: Ctx, importId: string): Promise<ImportRow | undefined> =>
  db.selectFrom('procedureImports').selectAll().where('id', '=', importId).executeTakeFirst()

/** Safe to repeat: what is done stays done, and what was cut begins again. */
export async function readImported(ctx: OpenContext, { importId }: OneImport): Promise<void> {
  const row = await ctx.transact((inside: Ctx) => importById(inside, importId))
  if (!row || row.state === 'done' || row.state === 'failed') return
  await advance(ctx, row, { state: 'reading', progress: 10 })
  try {
    const file = await openFile(ctx, row.fileId)
    const all = (await file.read({ start: 0, end: file.size - 1 })) as AsyncIterable<Buffer>
    const bytes = Buffer.concat(await Array.fromAsync(all))
    await advance(ctx, row, { progress: 30 })
    const lines = await readDocument(file.type, bytes)
    await advance(ctx, row, { progress: 70 })
    if (isScanned(lines)) throw Scanned()
    const read = readSteps(lines)
    if (!read) throw NoSteps()
    await finish(ctx, row, read)
  } catch (error) {
    if (!(error instanceof Problem) || !faults.some((it) => it.is(error))) throw error
    await advance(ctx, row, { state: 'failed', fault: error.code }, true)
  }
}

type Change = Partial<Pick<ImportRow, 'state' | 'progress' | 'fault' | 'procedureId' | 'versionId'>>

const advance = (ctx: OpenContext, row: ImportRow, change: Change, isOver = false) =>
  ctx.transact((inside: Ctx) => note(inside, row, change, isOver))

async function note(ctx: Ctx, row: ImportRow, change: Change, isOver: boolean): Promise<void> {
  await ctx.db
    .updateTable('procedureImports')
    .set({ ...change, changedAt: ctx.now() })
    .where('id', '=', row.id)
    .where('state', 'in', ['queued', 'reading'])
    .execute()
  if (isOver) await releaseFile(ctx, row.fileId)
  ctx.publish(importChanged, { importId: row.id }, row.ownerId)
}

/** The draft is its author's, not the job's. */
async function finish(ctx: OpenContext, row: ImportRow, read: Read): Promise<void> {
  await ctx.transact(async (inside: Ctx) => {
    const author: Ctx = { ...inside, actor: { ...inside.actor, id: row.ownerId } }
    const content = { ...read, category: '', tags: [], equipment: [], note: '' }
    const made = await createProcedure(author, { ...content, sourceName: row.name })
    await note(inside, row, { state: 'done', progress: 100, ...made }, true)
  })
}
