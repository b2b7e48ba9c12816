import { NotFound } from '#kernel/contract.ts'
import type { OpenContext } from '#kernel/module.ts'
import { type DeadJob, queueDesk } from './contract.ts'

/** An error may be pages long; its first lines say what happened. */
const ERROR_LENGTH = 1000

export async function deadJobs(ctx: OpenContext) {
  const desk = ctx.client(queueDesk)
  const [queue, letters] = await Promise.all([desk.counts(), desk.dead()])
  const items = letters.map(
    ({
      id,
      name,
      workspaceId,
      attempts,
      error,
      createdAt,
      finishedAt,
    }): Record<keyof DeadJob, any> => ({
      id,
      name,
      workspace: workspaceId,
      attempts,
      error: (error ?? '').slice(0, ERROR_LENGTH),
      createdAt,
      finishedAt,
    }),
  )
  return { queue, items }
}

export async function retry(ctx: OpenContext, { id }: { id: string }): Promise<{ done: true }> {
  if (!(await ctx.client(queueDesk).retry(id))) throw NotFound()
  await ctx.registry((registry) => registry.audit('operations.job-retried', id))
  return { done: true }
}

export async function discard(ctx: OpenContext, { id }: { id: string }): Promise<{ done: true }> {
  if (!(await ctx.client(queueDesk).discard(id))) throw NotFound()
  await ctx.registry((registry) => registry.audit('operations.job-discarded', id))
  return { done: true }
}
