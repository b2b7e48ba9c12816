/** Pictures and files of steps: claimed by the procedure, shown to who may read the version. */
import { linkTo, releaseFile, useFile } from '#core/files/api.ts'
import { NotFound } from '#kernel/contract.ts'
import type { Context, OpenContext } from '#kernel/module.ts'
import type { Step } from '../steps/contract.ts'
import { STEP_FILE } from './contract.ts'
import { type Ctx, stepsOf, visibleVersion } from './versions.ts'

/** A file of nobody else: one that this procedure has, or one that the caller has just brought. */
export async function claimFiles(ctx: Ctx, procedureId: string, steps: readonly Step[]) {
  const wanted = new Set(steps.flatMap((it) => it.fileIds))
  if (wanted.size === 0) return
  const known = await ctx.db
    .selectFrom('procedureFiles')
    .select('fileId')
    .where('procedureId', '=', procedureId)
    .where('fileId', 'in', [...wanted])
    .execute()
  for (const { fileId } of known) wanted.delete(fileId)
  for (const fileId of [...wanted].toSorted()) {
    const use = { purpose: STEP_FILE, usedBy: `procedure/${procedureId}` }
    const { name, kind, type, bytes } = await useFile(ctx, fileId, use)
    await ctx.db
      .insertInto('procedureFiles')
      .values({ procedureId, fileId, name, kind, type, bytes })
      .execute()
  }
}

/** A copy shows the same files. */
export async function shareFiles({ db }: Ctx, from: string, to: string): Promise<void> {
  const rows = await db
    .selectFrom('procedureFiles')
    .selectAll()
    .where('procedureId', '=', from)
    .execute()
  if (rows.length > 0)
    await db
      .insertInto('procedureFiles')
      .values(rows.map((it) => ({ ...it, procedureId: to })))
      .execute()
}

/** What no other procedure shows is removed. */
export async function releaseFiles(ctx: Ctx, procedureId: string): Promise<void> {
  const rows = await ctx.db
    .selectFrom('procedureFiles')
    .select('fileId')
    .where('procedureId', '=', procedureId)
    .orderBy('fileId')
    .execute()
  await ctx.db.deleteFrom('procedureFiles').where('procedureId', '=', procedureId).execute()
  for (const { fileId } of rows) {
    const other = await ctx.db
      .selectFrom('procedureFiles')
      .select('fileId')
      .where('fileId', '=', fileId)
      .executeTakeFirst()
    if (!other) await releaseFile(ctx as Context, fileId)
  }
}

type Asked = {
  versionId: string
  fileId: string
  variant: 'original' | 'small' | 'medium' | 'large'
}

export async function linkStepFile(
  ctx: OpenContext,
  { versionId, fileId, variant }: Asked,
): Promise<{ url: string; expiresAt: string }> {
  await ctx.transact(async (inside: Ctx) => {
    await visibleVersion(inside, versionId)
    const steps = await stepsOf(inside, versionId)
    if (!steps.some((it) => it.fileIds.includes(fileId))) throw NotFound()
  })
  return linkTo(ctx, fileId, variant)
}
