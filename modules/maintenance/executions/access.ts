/** Whose execution it is, and who may look or act: for everybody else it does not exist, and that they asked is written down. */
import type * as z from 'zod/mini'
import { nameOf } from '#kernel/call.ts'
import { type Endpoint, NotFound, type Problem, type Shape } from '#kernel/contract.ts'
import { type Context, type OpenContext, outside, type Route } from '#kernel/module.ts'
import type { ExecutionRow, ExecutionTables } from './tables.ts'

type Ctx = Context<ExecutionTables>

/** Refusals of what is there, and of which execution: the log is told after the transaction has failed. */
const withheld = new WeakMap<Error, string>()

function withhold(executionId: string): Problem {
  const problem = NotFound()
  withheld.set(problem, executionId)
  return problem
}

/** Who reaches for somebody else's execution finds nothing, and leaves a trace. */
export async function traced<Result>(
  ctx: OpenContext,
  endpoint: Endpoint<any, any>,
  work: (inside: Context) => Promise<Result>,
): Promise<Result> {
  try {
    return await ctx.transact(work)
  } catch (error) {
    const executionId = error instanceof Error ? withheld.get(error) : undefined
    if (executionId !== undefined)
      await ctx.transact(({ audit }) =>
        audit('executions.withheld', executionId, { request: nameOf(endpoint) }),
      )
    throw error
  }
}

/** Binds an endpoint of one execution, in one transaction. */
export const guarded = <In extends Shape, Out extends Shape>(
  endpoint: Endpoint<In, Out>,
  handle: (ctx: Context<any>, input: z.output<In>) => Promise<z.input<Out>>,
): Route =>
  outside(endpoint, (ctx, input) => traced(ctx, endpoint, (inside) => handle(inside, input)))

export const overseesAll = ({ actor }: Pick<Ctx, 'actor'>) =>
  actor.permissions.has('executions.oversee')
const supervises = ({ actor }: Pick<Ctx, 'actor'>) => actor.permissions.has('executions.supervise')

/** To look at: its technician, whoever had it in hand before, and who oversees all. */
export async function visibleExecution(ctx: Ctx, executionId: string): Promise<ExecutionRow> {
  const row = await ctx.db
    .selectFrom('executions')
    .selectAll()
    .where('id', '=', executionId)
    .executeTakeFirst()
  if (!row) throw NotFound()
  const isOpen = row.ownerId === ctx.actor.id || overseesAll(ctx) || (await hadInHand(ctx, row))
  if (!isOpen) throw withhold(executionId)
  return row
}

/** To add to, until the transaction ends: its technician, and whose phone may still have something from before. */
export async function executionInHand(ctx: Ctx, executionId: string): Promise<ExecutionRow> {
  const row = await lockedExecution(ctx, executionId)
  if (row.ownerId !== ctx.actor.id && !(await hadInHand(ctx, row))) throw withhold(executionId)
  return row
}

/** To decide about, until the transaction ends: its technician, or a supervisor. */
export async function governedExecution(ctx: Ctx, executionId: string) {
  const row = await lockedExecution(ctx, executionId)
  const by = row.ownerId === ctx.actor.id ? 'owner' : 'supervisor'
  if (by === 'supervisor' && !supervises(ctx)) throw withhold(executionId)
  return { row, by } as const
}

export async function lockedExecution(ctx: Ctx, executionId: string): Promise<ExecutionRow> {
  const query = ctx.db.selectFrom('executions').selectAll().where('id', '=', executionId)
  return ctx.locked(query).executeTakeFirstOrThrow(() => NotFound())
}

async function hadInHand({ db, actor }: Ctx, { id }: ExecutionRow): Promise<boolean> {
  const row = await db
    .selectFrom('executionHands')
    .select('since')
    .where('executionId', '=', id)
    .where('memberId', '=', actor.id)
    .executeTakeFirst()
  return row !== undefined
}
