/** Reading messages by their numbers, each as this reader may see it. */
import { NotFound } from '#kernel/contract.ts'
import { type Ctx, ownPart, shownParticipants } from '../conversations/participants.ts'
import type { ParticipantRow } from '../conversations/tables.ts'
import { filesOf } from './attachments.ts'
import type { MessageFile } from './contract.ts'
import { readable } from './rules.ts'
import type { MessageRow } from './tables.ts'

type Range = { after?: number | undefined; before?: number | undefined; limit: number }
const QUOTED_CHARS = 160

export const isReadable = ({ state }: Pick<MessageRow, 'state'>): boolean =>
  (readable as readonly string[]).includes(state)

/** What was written before somebody came, and after they left, is not theirs. */
export const isWithin = (
  { fromSeq, leftSeq }: Pick<ParticipantRow, 'fromSeq' | 'leftSeq'>,
  seq: number,
): boolean => seq > fromSeq && (leftSeq === null || seq <= leftSeq)

export async function listMessages(
  ctx: Ctx,
  { conversationId, ...range }: Range & { conversationId: string },
) {
  return messagesFor(ctx, await ownPart(ctx, conversationId), range)
}

/** For whoever is behind this participation; the caller made sure of it. */
export async function messagesFor(ctx: Ctx, part: ParticipantRow, { after, before, limit }: Range) {
  const { conversationId, fromSeq, leftSeq } = part
  const isForward = after !== undefined
  let query = ctx.db
    .selectFrom('messages')
    .selectAll()
    .where('conversationId', '=', conversationId)
    .where('seq', '>', Math.max(fromSeq, after ?? 0))
  if (leftSeq !== null) query = query.where('seq', '<=', leftSeq)
  if (before !== undefined) query = query.where('seq', '<', before)
  const rows = await query
    .orderBy('seq', isForward ? 'asc' : 'desc')
    .limit(limit + 1)
    .execute()
  const page = rows.slice(0, limit)
  if (!isForward) page.reverse()
  const hasMore = rows.length > limit
  const messages = await shown(ctx, part, page)
  return {
    items: messages,
    people: await shownParticipants(ctx, await namedIn(ctx, page, messages)),
    hasEarlier: isForward ? after > fromSeq : hasMore,
    hasLater: isForward ? hasMore : before !== undefined,
  }
}

/** The authors of these messages, of what they answer, and whom their events name. */
async function namedIn(ctx: Ctx, rows: readonly MessageRow[], messages: readonly Shown[]) {
  const ids = new Set(
    [
      ...rows.flatMap((it) => [it.participantId, it.event?.participantId]),
      ...messages.map((it) => it.parent?.author),
    ].filter((it) => typeof it === 'string'),
  )
  if (ids.size === 0) return []
  return ctx.db
    .selectFrom('conversationParticipants')
    .selectAll()
    .where('id', 'in', [...ids])
    .execute()
}

export type Shown = Awaited<ReturnType<typeof shown>>[number]

/** As this reader may see them: a tombstone has no words, and neither has what waits for a moderator, except for its author. */
export async function shown(
  ctx: Ctx,
  part: Pick<ParticipantRow, 'id' | 'fromSeq' | 'leftSeq'>,
  rows: readonly MessageRow[],
) {
  const parentIds = [...new Set(rows.flatMap((it) => it.parentId ?? []))]
  const parents = new Map(
    parentIds.length === 0
      ? []
      : (
          await ctx.db.selectFrom('messages').selectAll().where('id', 'in', parentIds).execute()
        ).map((it) => [it.id, it]),
  )
  const files = await filesOf(
    ctx,
    rows.map((it) => it.id),
  )
  const isOpen = (it: MessageRow) =>
    isReadable(it) || (it.state === 'pending' && it.participantId === part.id)
  return rows.map((row) => {
    const parent = row.parentId ? parents.get(row.parentId) : undefined
    const isQuotable = parent && isReadable(parent) && isWithin(part, parent.seq)
    return {
      id: row.id,
      seq: row.seq,
      kind: row.kind,
      author: row.participantId,
      body: isOpen(row) ? row.body : '',
      event: row.event,
      parent: parent
        ? {
            id: parent.id,
            seq: parent.seq,
            author: parent.participantId,
            words: isQuotable ? excerpt(parent.body) : '',
          }
        : null,
      files: isOpen(row) ? (files.get(row.id) ?? []) : ([] as MessageFile[]),
      state: row.state,
      postedAt: row.postedAt.toISOString(),
      editedAt: row.editedAt?.toISOString() ?? null,
    }
  })
}

export function excerpt(body: string, most = QUOTED_CHARS): string {
  const line = body.replace(/\s+/g, ' ').trim()
  const chars = [...line]
  return chars.length > most ? `${chars.slice(0, most - 1).join('')}…` : line
}

export async function oneShown(ctx: Ctx, part: ParticipantRow, id: string): Promise<Shown> {
  const row = await ctx.db
    .selectFrom('messages')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return (await shown(ctx, part, [row]))[0]!
}

/** A message that the caller may see, and the caller's part in its conversation. */
export async function ownMessage(
  ctx: Ctx,
  messageId: string,
): Promise<{ message: MessageRow; part: ParticipantRow }> {
  const message = await ctx.db
    .selectFrom('messages')
    .selectAll()
    .where('id', '=', messageId)
    .executeTakeFirst()
  if (!message || message.kind !== 'words') throw NotFound()
  const part = await ownPart(ctx, message.conversationId)
  if (!isWithin(part, message.seq)) throw NotFound()
  return { message, part }
}

/** What it said before, while it still says something. */
export async function listVersions(ctx: Ctx, { messageId }: { messageId: string }) {
  const { message } = await ownMessage(ctx, messageId)
  if (!isReadable(message)) throw NotFound()
  const rows = await ctx.db
    .selectFrom('messageVersions')
    .select(['body', 'replacedAt'])
    .where('messageId', '=', messageId)
    .orderBy('number')
    .limit(100)
    .execute()
  return { items: rows.map((it) => ({ ...it, replacedAt: it.replacedAt.toISOString() })) }
}
