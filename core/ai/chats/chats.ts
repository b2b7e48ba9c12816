/** Conversations: each is its own person's, and nobody else's, not even an owner's. */
import type * as z from 'zod/mini'
import { NotFound } from '#kernel/contract.ts'
import { momentAfter, pageFrom } from '#kernel/keyset.ts'
import type { Context } from '#kernel/module.ts'
import { viewAnswer } from '../answers/answers.ts'
import type { AiTables } from '../tables.ts'
import type * as contract from './contract.ts'
import type { MessageRow } from './tables.ts'

type Ctx = Context<AiTables>

export async function listChats(
  ctx: Ctx,
  { cursor, limit }: z.output<(typeof contract.listChats)['input']>,
) {
  const after = momentAfter(cursor)
  const rows = await ctx.db
    .selectFrom('aiChats')
    .select(['id', 'title', 'updatedAt'])
    .where('memberId', '=', ctx.actor.id)
    .$if(after !== undefined, (query) =>
      query.where(({ or, and, eb }) =>
        or([
          eb('updatedAt', '<', after!.at),
          and([eb('updatedAt', '=', after!.at), eb('id', '<', after!.id)]),
        ]),
      ),
    )
    .orderBy('updatedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  const { page, next } = pageFrom(rows, limit, (row) => ({
    by: row.updatedAt.toISOString(),
    id: row.id,
  }))
  return { items: page, next }
}

async function ownChat({ db, actor }: Ctx, chatId: string): Promise<void> {
  const chat = await db
    .selectFrom('aiChats')
    .select('id')
    .where('id', '=', chatId)
    .where('memberId', '=', actor.id)
    .executeTakeFirst()
  if (!chat) throw NotFound()
}

type AskedMessages = z.output<(typeof contract.listMessages)['input']>

export async function listMessages(ctx: Ctx, { chatId, cursor, limit }: AskedMessages) {
  await ownChat(ctx, chatId)
  const after = momentAfter(cursor)
  const rows = await ctx.db
    .selectFrom('aiMessages')
    .selectAll()
    .where('chatId', '=', chatId)
    .$if(after !== undefined, (query) =>
      query.where(({ or, and, eb }) =>
        or([
          eb('createdAt', '<', after!.at),
          and([eb('createdAt', '=', after!.at), eb('id', '<', after!.id)]),
        ]),
      ),
    )
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  const { page, next } = pageFrom(rows, limit, (row) => ({
    by: row.createdAt.toISOString(),
    id: row.id,
  }))
  const items = []
  for (const row of page) items.push(await view(ctx, row))
  return { items, next }
}

export async function readMessage(ctx: Ctx, id: string) {
  const row = await ctx.db
    .selectFrom('aiMessages')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return view(ctx, row)
}

async function view(ctx: Ctx, { id, chatId, question, answerId, createdAt }: MessageRow) {
  const row = await ctx.db
    .selectFrom('aiAnswers')
    .selectAll()
    .where('id', '=', answerId)
    .executeTakeFirstOrThrow()
  return { id, chatId, question, createdAt, answer: await viewAnswer(ctx, row) }
}

/** With its questions and answers; what its answers cost stays written down. */
export async function removeChat(ctx: Ctx, { chatId }: { chatId: string }) {
  await ownChat(ctx, chatId)
  await dropChats(ctx, [chatId])
  return { done: true as const }
}

export async function dropChats({ db }: Ctx, chatIds: readonly string[]): Promise<void> {
  if (chatIds.length === 0) return
  const answers = await db
    .selectFrom('aiMessages')
    .select('answerId')
    .where('chatId', 'in', [...chatIds])
    .execute()
  await db
    .deleteFrom('aiChats')
    .where('id', 'in', [...chatIds])
    .execute()
  const ids = answers.map((it) => it.answerId)
  if (ids.length > 0) await db.deleteFrom('aiAnswers').where('id', 'in', ids).execute()
}
