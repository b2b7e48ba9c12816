/** The bytes of photos: compared with what was announced, kept as they are, looked at by who may. */
import type * as z from 'zod/mini'
import { hashOf, linkTo, useFile } from '#core/files/api.ts'
import { NotFound } from '#kernel/contract.ts'
import type { Context, OpenContext } from '#kernel/module.ts'
import { executionInHand, traced, visibleExecution } from './access.ts'
import { type keepPhoto, linkPhoto, PHOTO } from './contract.ts'
import { tell } from './news.ts'
import type { ExecutionTables, PhotoRow } from './tables.ts'

type Ctx = Context<ExecutionTables>
type Kept = z.output<(typeof keepPhoto)['input']>

/** A photo with other bytes than those that were announced is refused, and stays so: it was changed on its way. */
export async function keep(ctx: Ctx, { executionId, photoId }: Kept) {
  const row = await executionInHand(ctx, executionId)
  const photo = await photoIn(ctx, executionId, photoId)
  if (photo.state !== 'awaited') return { state: photo.state }
  await useFile(ctx, photoId, { purpose: PHOTO, usedBy: `execution/${executionId}` })
  const isRight = (await hashOf(ctx, photoId)) === photo.sha256
  const state = isRight ? ('here' as const) : ('refused' as const)
  await ctx.db
    .updateTable('executionPhotos')
    .set({ state, arrivedAt: ctx.now() })
    .where('id', '=', photoId)
    .execute()
  await ctx.db
    .updateTable('executions')
    .set({ revision: row.revision + 1 })
    .where('id', '=', executionId)
    .execute()
  await ctx.audit(isRight ? 'executions.photo-kept' : 'executions.photo-refused', executionId, {
    photoId,
  })
  tell(ctx, executionId, [row.ownerId])
  return { state }
}

async function photoIn({ db }: Ctx, executionId: string, photoId: string): Promise<PhotoRow> {
  return db
    .selectFrom('executionPhotos')
    .selectAll()
    .where('id', '=', photoId)
    .where('executionId', '=', executionId)
    .executeTakeFirstOrThrow(() => NotFound())
}

/** Whoever may look at the execution may look at its photos, for ten minutes at a time. */
export async function link(ctx: OpenContext, asked: z.output<typeof linkPhoto.input>) {
  const { photoId, variant } = asked
  await traced(ctx, linkPhoto, async (inside: Ctx) => {
    const { id } = await visibleExecution(inside, asked.executionId)
    const { state } = await photoIn(inside, id, photoId)
    if (state === 'awaited') throw NotFound()
  })
  return linkTo(ctx, photoId, variant)
}
