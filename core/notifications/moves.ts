/** What a member does with a notice; another's is not there. */
import { NotFound } from '#kernel/contract.ts'
import type { MoveOf } from '#kernel/machine.ts'
import type { Context } from '#kernel/module.ts'
import { move } from '#kernel/transition.ts'
import { noticesChanged } from './contract.ts'
import { noticesOf } from './listing.ts'
import { noticeMachine } from './rules.ts'
import type { NoticeTables } from './tables.ts'

type Ctx = Context<NoticeTables>

const moving =
  (name: MoveOf<typeof noticeMachine>, instants: (now: Date) => Record<string, Date | null>) =>
  async (ctx: Ctx, { noticeId }: { noticeId: string }) => {
    const mine = noticesOf(ctx, ctx.actor.id).where('id', '=', noticeId).select('id')
    if (!(await mine.executeTakeFirst())) throw NotFound()
    const set = instants(ctx.now())
    const state = await move(ctx, 'notices', noticeId, noticeMachine, name, { by: 'member', set })
    ctx.publish(noticesChanged, {}, ctx.actor.id)
    return { state }
  }

export const read = moving('read', (now) => ({ readAt: now }))
export const unread = moving('unread', () => ({ readAt: null }))
export const archive = moving('archive', (now) => ({ archivedAt: now }))
export const restore = moving('restore', () => ({ archivedAt: null }))

export async function readAll(ctx: Ctx, { until }: { until: string }) {
  const { db, actor, now } = ctx
  const { numUpdatedRows } = await db
    .updateTable('notices')
    .set({ state: 'read', readAt: now() })
    .where('memberId', '=', actor.id)
    .where('state', '=', 'unread')
    .where('createdAt', '<=', new Date(until))
    .executeTakeFirst()
  if (numUpdatedRows > 0n) ctx.publish(noticesChanged, {}, actor.id)
  return { read: Number(numUpdatedRows) }
}
