/** What visitors wrote goes: when it is old enough, and when somebody asks. */
import { withdrawAbout } from '#core/notifications/api.ts'
import type { OpenContext } from '#kernel/module.ts'
import { DAY } from '#kernel/time.ts'
import { lockedConversation } from '../conversations/participants.ts'
import { aboutConversation } from '../conversations/rules.ts'
import { detach } from '../messages/attachments.ts'
import { visitorConversationErased } from './contract.ts'
import { monthsBefore } from './rules.ts'
import { rulesOf } from './settings.ts'
import { aboutQueued, type Ctx } from './writing.ts'

const AT_ONCE = 50
const SPAM_DAYS = 30

/** With its words, its files, its notes, and the visitor when nothing else of theirs is left. Safe to repeat. */
export async function erase(ctx: Ctx, id: string): Promise<void> {
  const { db, locked } = ctx
  // In the order in which a thing is made of it: nothing is, of what goes.
  const row = await locked(
    db
      .selectFrom('visitorConversations')
      .select(['conversationId', 'visitorId'])
      .where('id', '=', id),
  ).executeTakeFirst()
  if (!row) return
  const { aboutKind, aboutId } = await lockedConversation(ctx, row.conversationId)
  const withFiles = await db
    .selectFrom('messageFiles as f')
    .innerJoin('messages as m', 'm.id', 'f.messageId')
    .select('m.id')
    .distinct()
    .where('m.conversationId', '=', row.conversationId)
    .execute()
  for (const it of withFiles) await detach(ctx, it.id)
  await db.deleteFrom('visitorConversations').where('id', '=', id).execute()
  await db.deleteFrom('conversations').where('id', '=', row.conversationId).execute()
  await withdrawAbout(ctx, aboutQueued(id))
  await withdrawAbout(ctx, aboutConversation(row.conversationId))
  await ctx.emit(visitorConversationErased, {
    conversationId: row.conversationId,
    ...{ aboutKind, aboutId },
  })
  const others = await db
    .selectFrom('visitorConversations')
    .select('id')
    .where('visitorId', '=', row.visitorId)
    .limit(1)
    .execute()
  if (others.length === 0) await db.deleteFrom('visitors').where('id', '=', row.visitorId).execute()
}

/** Every night: conversations older than the house keeps them, old spam, codes and browsers that are over. */
export async function purge(open: OpenContext): Promise<void> {
  for (let gone = AT_ONCE; gone === AT_ONCE;) gone = await open.transact(purgeSome)
  await open.transact(async ({ db, now }: Ctx) => {
    await db.deleteFrom('visitorCodes').where('expiresAt', '<', now()).execute()
    await db.deleteFrom('visitorSessions').where('expiresAt', '<', now()).execute()
  })
}

async function purgeSome(ctx: Ctx): Promise<number> {
  const { keptMonths } = await rulesOf(ctx)
  const now = ctx.now()
  const rows = await ctx.db
    .selectFrom('visitorConversations')
    .select('id')
    .where(({ or, and, eb }) =>
      or([
        eb('lastAt', '<', monthsBefore(now, keptMonths)),
        and([
          eb('state', '=', 'spam'),
          eb('lastAt', '<', new Date(now.getTime() - SPAM_DAYS * DAY)),
        ]),
      ]),
    )
    .orderBy('lastAt')
    .limit(AT_ONCE)
    .execute()
  for (const { id } of rows) await erase(ctx, id)
  return rows.length
}
