/** An open need lives sixty days: its owner is asked a week before, once, and then it expires. */
import type { Context, OpenContext } from '#kernel/module.ts'
import { DAY } from '#kernel/time.ts'
import { needEnding, REMINDER_DAYS } from './contract.ts'
import { needMachine } from './rules.ts'
import type { NeedsTables } from './tables.ts'

type Ctx = Context<NeedsTables>
const AT_ONCE = 200

export async function closeOverdueNeeds(open: OpenContext): Promise<void> {
  await open.transact(expireNeeds)
  await open.transact(remindOwners)
}

/** One statement: a need that was renewed at this very moment stays. */
export const expireNeeds = ({ db, now }: Ctx) =>
  db
    .updateTable('needs')
    .set({ state: needMachine.moves.expire.to, updatedAt: now() })
    .where('state', 'in', [...needMachine.moves.expire.from])
    .where('expiresAt', '<=', now())
    .execute()

export async function remindOwners(ctx: Ctx): Promise<void> {
  const { db, now } = ctx
  const soon = new Date(now().getTime() + REMINDER_DAYS * DAY)
  const due = await db
    .selectFrom('needs')
    .select(['id', 'ownerId', 'title'])
    .where('state', '=', 'open')
    .where('expiresAt', '<=', soon)
    .where('remindedAt', 'is', null)
    .orderBy('expiresAt')
    .limit(AT_ONCE)
    .execute()
  for (const { id, ownerId, title } of due) {
    const marked = await db
      .updateTable('needs')
      .set({ remindedAt: now() })
      .where('id', '=', id)
      .where('state', '=', 'open')
      .where('remindedAt', 'is', null)
      .executeTakeFirst()
    if (Number(marked.numUpdatedRows) > 0)
      await ctx.emit(needEnding, { needId: id, ownerId, title })
  }
}
