/** What the assistant knows of a person, and how it forgets it: what was spent stays, without a name. */
import { memberOfAccount } from '#core/workspaces/api.ts'
import type { Facts } from '#kernel/contract.ts'
import type { Context } from '#kernel/module.ts'
import { answerRow, settleAnswer } from './answers/answers.ts'
import { dropChats } from './chats/chats.ts'
import type { AiTables } from './tables.ts'

type Ctx = Context<AiTables>

export async function gather(open: Context, accountId: string): Promise<Facts> {
  const { db } = open as Ctx
  const member = await memberOfAccount(open, accountId)
  if (!member) return {}
  const questions = await db
    .selectFrom('aiMessages')
    .innerJoin('aiChats', 'aiChats.id', 'aiMessages.chatId')
    .innerJoin('aiAnswers', 'aiAnswers.id', 'aiMessages.answerId')
    .select(['title', 'question', 'text', 'state', 'aiMessages.createdAt'])
    .where('aiChats.memberId', '=', member.id)
    .orderBy('aiMessages.createdAt')
    .execute()
  const calls = await db
    .selectFrom('aiCalls')
    .select(['purpose', 'model', 'inputTokens', 'outputTokens', 'credits', 'outcome', 'at'])
    .where('memberId', '=', member.id)
    .orderBy('at')
    .execute()
  return { questions, calls }
}

export async function forget(open: Context, accountId: string): Promise<void> {
  const ctx = open as Ctx
  const member = await memberOfAccount(open, accountId)
  if (!member) return
  const { db } = ctx
  const reserved = await db
    .selectFrom('aiAnswers')
    .select('id')
    .where('memberId', '=', member.id)
    .where('reserved', '>', 0)
    .execute()
  for (const { id } of reserved) await settleAnswer(ctx, await answerRow(ctx, id), 0)
  const chats = await db
    .selectFrom('aiChats')
    .select('id')
    .where('memberId', '=', member.id)
    .execute()
  await dropChats(
    ctx,
    chats.map((it) => it.id),
  )
  await db.deleteFrom('aiAnswers').where('memberId', '=', member.id).execute()
  await db.deleteFrom('aiSpending').where('who', '=', member.id).execute()
  await db
    .updateTable('aiCalls')
    .set({ memberId: null, answerId: null })
    .where('memberId', '=', member.id)
    .execute()
}
