/** Looks for words in what the caller may read. */
import { momentAfter, pageFrom } from '#kernel/keyset.ts'
import { titlesOf } from '../conversations/inbox.ts'
import { type Ctx, shownParticipants } from '../conversations/participants.ts'
import { shown } from './reading.ts'
import { readable } from './rules.ts'
import { holdsWords } from './words.ts'

type Asked = {
  search: string
  conversationId?: string | undefined
  cursor?: string | undefined
  limit: number
}

export async function searchMessages(ctx: Ctx, { search, conversationId, cursor, limit }: Asked) {
  const words = holdsWords('m.folded', search)
  if (words.length === 0) return { items: [], next: null }
  let query = ctx.db
    .selectFrom('messages as m')
    .innerJoin('conversationParticipants as p', 'p.conversationId', 'm.conversationId')
    .selectAll('m')
    .where('p.memberId', '=', ctx.actor.id)
    .whereRef('m.seq', '>', 'p.fromSeq')
    .where((it) => it.or([it('p.leftSeq', 'is', null), it('m.seq', '<=', it.ref('p.leftSeq'))]))
    .where('m.kind', '=', 'words')
    .where('m.state', 'in', readable)
    .where((it) => it.and(words))
  if (conversationId) query = query.where('m.conversationId', '=', conversationId)
  const after = momentAfter(cursor)
  if (after)
    query = query.where((it) =>
      it.or([
        it('m.postedAt', '<', after.at),
        it.and([it('m.postedAt', '=', after.at), it('m.id', '<', after.id)]),
      ]),
    )
  const rows = await query
    .orderBy('m.postedAt', 'desc')
    .orderBy('m.id', 'desc')
    .limit(limit + 1)
    .execute()
  const { page, next } = pageFrom(rows, limit, ({ postedAt, id }) => ({
    by: postedAt.toISOString(),
    id,
  }))
  const all = { id: '', fromSeq: 0, leftSeq: null }
  const messages = await shown(ctx, all, page)
  const titles = await titlesOf(ctx, [...new Set(page.map((it) => it.conversationId))])
  const authors = await authorsOf(ctx, [...new Set(page.flatMap((it) => it.participantId ?? []))])
  const items = page.map((row, i) => ({
    message: { ...messages[i]!, parent: null },
    conversation: titles.get(row.conversationId)!,
    author: row.participantId ? (authors.get(row.participantId) ?? null) : null,
  }))
  return { items, next }
}

async function authorsOf(ctx: Ctx, ids: readonly string[]): Promise<Map<string, string | null>> {
  if (ids.length === 0) return new Map()
  const rows = await ctx.db
    .selectFrom('conversationParticipants')
    .selectAll()
    .where('id', 'in', ids)
    .execute()
  return new Map((await shownParticipants(ctx, rows)).map((it) => [it.id, it.name]))
}
