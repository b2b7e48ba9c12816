/** Notes have a table of their own that only this file reads: what tells members and writes mails knows messages alone. */
import { KeyReused, NotFound } from '#kernel/contract.ts'
import { insertIgnore } from '#kernel/data/write.ts'
import { newId } from '#kernel/ids.ts'
import { momentAfter, pageFrom } from '#kernel/keyset.ts'
import {
  conversationById,
  type Ctx,
  presentPart,
  shownParticipants,
} from '../conversations/participants.ts'
import { hasNotes } from '../conversations/rules.ts'
import { tell } from '../messages/posting.ts'

type One = { conversationId: string }

/** Also whoever takes part without being an agent hears that there is nothing here. */
async function asAgent(ctx: Ctx, conversationId: string) {
  const part = await presentPart(ctx, conversationId)
  const conversation = await conversationById(ctx, conversationId)
  if (part.role !== 'agent' || !conversation || !hasNotes(conversation.kind)) throw NotFound()
  return { part, conversation }
}

export async function addNote(
  ctx: Ctx,
  {
    id = newId(ctx.now().getTime()),
    conversationId,
    body,
  }: One & { id?: string | undefined; body: string },
) {
  const { part, conversation } = await asAgent(ctx, conversationId)
  const { lastSeq: afterSeq } = conversation
  const row = { id, conversationId, participantId: part.id, afterSeq, body, createdAt: ctx.now() }
  if (!(await insertIgnore(ctx.db, ctx.dialect, 'conversationNotes', row))) throw KeyReused()
  await tell(ctx, conversation, { what: 'noted', seq: afterSeq })
  const [author] = await shownParticipants(ctx, [part])
  return { id, author: author!, afterSeq, body, createdAt: row.createdAt.toISOString() }
}

type Asked = One & { cursor?: string | undefined; limit: number }

export async function listNotes(ctx: Ctx, { conversationId, cursor, limit }: Asked) {
  await asAgent(ctx, conversationId)
  let query = ctx.db
    .selectFrom('conversationNotes')
    .selectAll()
    .where('conversationId', '=', conversationId)
  const after = momentAfter(cursor)
  if (after)
    query = query.where((it) =>
      it.or([
        it('createdAt', '<', after.at),
        it.and([it('createdAt', '=', after.at), it('id', '<', after.id)]),
      ]),
    )
  const rows = await query
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  const { page, next } = pageFrom(rows, limit, (it) => ({
    by: it.createdAt.toISOString(),
    id: it.id,
  }))
  const authors = await authorsOf(ctx, [...new Set(page.map((it) => it.participantId))])
  const items = page.map(({ id, participantId, afterSeq, body, createdAt }) => ({
    id,
    author: authors.get(participantId)!,
    afterSeq,
    body,
    createdAt: createdAt.toISOString(),
  }))
  return { items, next }
}

async function authorsOf(ctx: Ctx, ids: readonly string[]) {
  const rows =
    ids.length === 0
      ? []
      : await ctx.db
          .selectFrom('conversationParticipants')
          .selectAll()
          .where('id', 'in', ids)
          .execute()
  return new Map((await shownParticipants(ctx, rows)).map((it) => [it.id, it]))
}
