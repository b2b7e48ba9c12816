/** Numbering and keeping a message: the conversation counts, whoever writes at the same moment waits for the count. */
import { VerifyFirst } from '#core/identity/contract.ts'
import { KeyReused, NotFound } from '#kernel/contract.ts'
import { insertIgnore } from '#kernel/data/write.ts'
import { newId } from '#kernel/ids.ts'
import { checkReach } from '../blocks/blocks.ts'
import { conversationChanged, inboxChanged, MayNotWrite } from '../conversations/contract.ts'
import {
  type Ctx,
  lockedConversation,
  partOf,
  present,
  presentPart,
  takePart,
} from '../conversations/participants.ts'
import { mayWrite } from '../conversations/rules.ts'
import type { ConversationRow, ParticipantRow } from '../conversations/tables.ts'
import { attach } from './attachments.ts'
import {
  type ConversationEvent,
  conversationStirred,
  messagePosted,
  NothingSaid,
  ParentElsewhere,
} from './contract.ts'
import { oneShown } from './reading.ts'
import { fold } from './words.ts'

/** More are told by a job: the writer does not wait for a whole school. */
const TOLD_AT_ONCE = 24

export type Draft = {
  id?: string | undefined
  conversationId: string
  body: string
  parentId?: string | null | undefined
  fileIds?: readonly string[]
}

/** By a member, in a conversation of theirs. */
export async function postMessage(ctx: Ctx, draft: Draft) {
  if (!ctx.actor.verified) throw VerifyFirst()
  const part = await presentPart(ctx, draft.conversationId)
  const { id } = await write(ctx, part, draft)
  return oneShown(ctx, part, id)
}

/** By a visitor, whom the calling part has recognised. */
export async function postAsVisitor(ctx: Ctx, visitorId: string, draft: Draft) {
  const part = await partOf(ctx, draft.conversationId, { visitorId })
  if (!part || part.leftSeq !== null) throw NotFound()
  return write(ctx, part, draft)
}

/** Words of a participant; in the transaction of who calls. */
export async function write(ctx: Ctx, part: ParticipantRow, draft: Draft) {
  const { conversationId, body, parentId = null, fileIds = [] } = draft
  if (body.trim() === '' && fileIds.length === 0) throw NothingSaid()
  const conversation = await lockedConversation(ctx, conversationId)
  if (!mayWrite(conversation.writing, part.role)) throw MayNotWrite()
  await checkReach(ctx, conversation)
  if (parentId) await checkParent(ctx, part, parentId)
  const id = draft.id ?? newId(ctx.now().getTime())
  const seq = await put(ctx, conversation, {
    id,
    kind: 'words',
    participantId: part.id,
    parentId,
    body,
    folded: fold(body),
    event: null,
  })
  await takePart(ctx, part)
  await attach(ctx, id, fileIds)
  await tell(ctx, conversation, { what: 'posted', seq })
  await ctx.emit(messagePosted, {
    conversationId,
    messageId: id,
    seq,
    kind: conversation.kind,
    aboutKind: conversation.aboutKind,
    aboutId: conversation.aboutId,
    participantId: part.id,
    memberId: part.memberId,
    visitorId: part.visitorId,
  })
  return { id, seq }
}

/** A line that nobody wrote: who came, who left. The caller holds the conversation. */
export async function recount(
  ctx: Ctx,
  conversation: ConversationRow,
  by: Pick<ParticipantRow, 'id'> | null,
  event: ConversationEvent,
): Promise<number> {
  const id = newId(ctx.now().getTime())
  const words = { kind: 'event' as const, parentId: null, body: '', folded: '' }
  const seq = await put(ctx, conversation, { id, participantId: by?.id ?? null, ...words, event })
  await tell(ctx, conversation, { what: 'posted', seq })
  return seq
}

type New = {
  id: string
  kind: 'words' | 'event'
  participantId: string | null
  parentId: string | null
  body: string
  folded: string
  event: ConversationEvent | null
}

/** The count is made by the UPDATE and read under its lock: no number twice, and none left out by who gave up. */
async function put(ctx: Ctx, { id: conversationId }: ConversationRow, it: New): Promise<number> {
  const { db, dialect, now } = ctx
  await db
    .updateTable('conversations')
    .set((row) => ({ lastSeq: row('lastSeq', '+', 1), lastAt: now() }))
    .where('id', '=', conversationId)
    .execute()
  const { lastSeq: seq } = await lockedConversation(ctx, conversationId)
  const facts = { state: 'shown' as const, postedAt: now(), editedAt: null }
  const row = { ...it, conversationId, seq, ...facts }
  if (!(await insertIgnore(db, dialect, 'messages', row))) throw KeyReused()
  return seq
}

async function checkParent(ctx: Ctx, part: ParticipantRow, parentId: string): Promise<void> {
  const found = await ctx.db
    .selectFrom('messages')
    .select('seq')
    .where('id', '=', parentId)
    .where('conversationId', '=', part.conversationId)
    .where('kind', '=', 'words')
    .where('seq', '>', part.fromSeq)
    .executeTakeFirst()
  if (!found) throw ParentElsewhere()
}

type News = { what: 'posted' | 'changed' | 'people' | 'noted'; seq: number }

/** Those who look at it hear of it, and the lists and badges of those who take part. */
export async function tell(
  ctx: Ctx,
  { id }: Pick<ConversationRow, 'id'>,
  news: News,
): Promise<void> {
  ctx.publish(conversationChanged, news, id)
  if (news.what === 'noted') return
  const people = await present(ctx, id, TOLD_AT_ONCE + 1)
  if (people.length > TOLD_AT_ONCE) await ctx.emit(conversationStirred, { conversationId: id })
  else tellInboxes(ctx, id, people)
}

export function tellInboxes(
  ctx: Ctx,
  conversationId: string,
  people: readonly Pick<ParticipantRow, 'memberId'>[],
): void {
  for (const { memberId } of people)
    if (memberId) ctx.publish(inboxChanged, { conversationId }, memberId)
}
