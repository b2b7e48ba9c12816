/** Visitors hear by mail that an answer waits: at most every fifteen minutes, and never what it says. */
import type * as z from 'zod/mini'
import { queueMail } from '#core/mail/api.ts'
import type { OpenContext } from '#kernel/module.ts'
import type { messagePosted } from '../messages/contract.ts'
import { answerMail } from './emails.ts'
import { MAIL_PAUSE_MS, visitorMachine } from './rules.ts'
import { type Ctx, ownPage } from './writing.ts'

type Posted = z.output<(typeof messagePosted)['payload']>
const AT_ONCE = 50

/** A member has answered: the conversation waits for the visitor, who is to be told. */
export async function answered(ctx: Ctx, { kind, conversationId, memberId }: Posted) {
  if (kind !== 'visitor' || !memberId) return
  const { db, now, locked } = ctx
  const query = db
    .selectFrom('visitorConversations')
    .selectAll()
    .where('conversationId', '=', conversationId)
  const row = await locked(query).executeTakeFirst()
  if (!row) return
  const { from, to } = visitorMachine.moves.answer
  const pause = row.mailedAt ? row.mailedAt.getTime() + MAIL_PAUSE_MS : 0
  const dueAt = row.mailDueAt ?? new Date(Math.max(now().getTime(), pause))
  await db
    .updateTable('visitorConversations')
    .set({ state: to, lastAt: now(), mailDueAt: dueAt })
    .where('id', '=', row.id)
    .where('state', 'in', [to, ...from])
    .execute()
}

/** Every minute. The moment is part of the UPDATE: two nodes write one mail. */
export async function mailAnswers(open: OpenContext): Promise<void> {
  const due = await open.transact(({ db, now }: Ctx) =>
    db
      .selectFrom('visitorConversations')
      .select('id')
      .where('mailDueAt', '<=', now())
      .orderBy('mailDueAt')
      .limit(AT_ONCE)
      .execute(),
  )
  for (const { id } of due) await open.transact((ctx: Ctx) => mailAnswer(open, ctx, id))
}

async function mailAnswer(open: OpenContext, ctx: Ctx, id: string): Promise<void> {
  const { db, now, workspace: house } = ctx
  const { numUpdatedRows } = await db
    .updateTable('visitorConversations')
    .set({ mailedAt: now(), mailDueAt: null })
    .where('id', '=', id)
    .where('mailDueAt', '<=', now())
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return
  const row = await db
    .selectFrom('visitorConversations as v')
    .innerJoin('visitors', 'visitors.id', 'v.visitorId')
    .innerJoin('conversations as c', 'c.id', 'v.conversationId')
    .select(['v.conversationId', 'visitors.name', 'visitors.email', 'visitors.language'])
    .select('c.subject')
    .where('v.id', '=', id)
    .executeTakeFirstOrThrow()
  const { name, language, email: to, conversationId, subject } = row
  const url = ownPage(open, conversationId)
  await queueMail(ctx, {
    to,
    locale: language,
    ...answerMail({ language, name, subject, house, url }),
  })
}
