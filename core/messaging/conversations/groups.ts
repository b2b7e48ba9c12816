/** Coming and going: in groups by their administrators, in conversations about a thing by the part that opened them. */
import { NotFound } from '#kernel/contract.ts'
import { recount, tell } from '../messages/posting.ts'
import { GroupFull, inboxChanged } from './contract.ts'
import { readConversation } from './inbox.ts'
import {
  checkThere,
  countPresent,
  type Ctx,
  join,
  type Joining,
  lockedConversation,
  LOOKING_ON,
  partOf,
  presentPart,
  takePart,
} from './participants.ts'
import { MOST_IN_GROUP, type Role, type Writing } from './rules.ts'
import type { ConversationRow, ParticipantRow } from './tables.ts'

type One = { conversationId: string }

/** The caller looks after this group; to others it is not there to be changed. Holds the conversation. */
async function managed(ctx: Ctx, conversationId: string) {
  const conversation = await lockedConversation(ctx, conversationId)
  const me = await presentPart(ctx, conversationId)
  if (conversation.kind !== 'group' || me.role !== 'admin') throw NotFound()
  return { conversation, me }
}

export async function renameGroup(
  ctx: Ctx,
  { conversationId, subject }: One & { subject: string },
) {
  const { conversation, me } = await managed(ctx, conversationId)
  if (conversation.subject !== subject) {
    await rename(ctx, conversationId, subject)
    await recount(ctx, conversation, me, { what: 'renamed', subject })
  }
  return readConversation(ctx, { conversationId })
}

export async function rename({ db }: Ctx, conversationId: string, subject: string): Promise<void> {
  await db.updateTable('conversations').set({ subject }).where('id', '=', conversationId).execute()
}

export async function addToGroup(
  ctx: Ctx,
  { conversationId, memberIds }: One & { memberIds: readonly string[] },
) {
  const { conversation, me } = await managed(ctx, conversationId)
  const wanted = [...new Set(memberIds)]
  await checkThere(ctx, wanted)
  if ((await countPresent(ctx, conversationId)) + wanted.length > MOST_IN_GROUP)
    throw GroupFull({ max: MOST_IN_GROUP })
  for (const memberId of wanted) await come(ctx, conversation, { memberId }, me)
  return readConversation(ctx, { conversationId })
}

/** The line that says so is the first they see. */
async function come(
  ctx: Ctx,
  conversation: ConversationRow,
  who: Joining,
  by: ParticipantRow | null,
): Promise<ParticipantRow | null> {
  const before = await lockedConversation(ctx, conversation.id)
  const part = await join(ctx, before, who)
  if (part) await recount(ctx, conversation, by, { what: 'joined', participantId: part.id })
  return part
}

type OnePart = One & { participantId: string }

export async function changeParticipant(
  ctx: Ctx,
  { conversationId, participantId, role }: OnePart & { role: 'admin' | 'member' },
) {
  const { conversation, me } = await managed(ctx, conversationId)
  const other = await otherIn(ctx, conversationId, participantId, me)
  await ctx.db
    .updateTable('conversationParticipants')
    .set({ role })
    .where('id', '=', other.id)
    .execute()
  await tell(ctx, conversation, { what: 'people', seq: conversation.lastSeq })
  return readConversation(ctx, { conversationId })
}

export async function removeParticipant(ctx: Ctx, { conversationId, participantId }: OnePart) {
  const { conversation, me } = await managed(ctx, conversationId)
  const other = await otherIn(ctx, conversationId, participantId, me)
  await go(ctx, conversation, other, me)
  return readConversation(ctx, { conversationId })
}

/** Oneself one does not remove or put down: one leaves, and then somebody else looks after the group. */
async function otherIn(ctx: Ctx, conversationId: string, id: string, me: ParticipantRow) {
  const other = await ctx.db
    .selectFrom('conversationParticipants')
    .selectAll()
    .where('id', '=', id)
    .where('conversationId', '=', conversationId)
    .where('leftSeq', 'is', null)
    .executeTakeFirst()
  if (!other || other.id === me.id) throw NotFound()
  return other
}

export async function leaveGroup(ctx: Ctx, { conversationId }: One) {
  const conversation = await lockedConversation(ctx, conversationId)
  const me = await presentPart(ctx, conversationId)
  if (conversation.kind !== 'group') throw NotFound()
  await go(ctx, conversation, me, null)
  await keepAnAdmin(ctx, conversationId)
  return { done: true } as const
}

/** They keep what they could read, and the line that they left is the last of it. */
async function go(
  ctx: Ctx,
  conversation: ConversationRow,
  { id: participantId, memberId }: ParticipantRow,
  by: ParticipantRow | null,
): Promise<void> {
  const what = by ? 'removed' : 'left'
  const leftSeq = await recount(ctx, conversation, by, { what, participantId })
  await ctx.db
    .updateTable('conversationParticipants')
    .set({ leftSeq, pinnedAt: null, markedUnread: false })
    .where('id', '=', participantId)
    .execute()
  if (memberId) ctx.publish(inboxChanged, { conversationId: conversation.id }, memberId)
}

/** The last administrator has left: who is there longest looks after the group. */
export async function keepAnAdmin({ db }: Ctx, conversationId: string): Promise<void> {
  const there = db
    .selectFrom('conversationParticipants')
    .select('id')
    .where('conversationId', '=', conversationId)
    .where('leftSeq', 'is', null)
    .where('memberId', 'is not', null)
    .limit(1)
  if (await there.where('role', '=', 'admin').executeTakeFirst()) return
  const next = await there.orderBy('joinedAt').orderBy('id').executeTakeFirst()
  if (!next) return
  await db
    .updateTable('conversationParticipants')
    .set({ role: 'admin' })
    .where('id', '=', next.id)
    .execute()
}

// ── for the parts that open conversations about their things ────────────────────────────────────

/** Says nothing when they are in it already; their role is then as asked for. */
export async function addParticipant(
  ctx: Ctx,
  conversationId: string,
  { isQuiet = false, looksOn = false, ...who }: Joining & Manner,
): Promise<void> {
  const conversation = await lockedConversation(ctx, conversationId)
  const before = await partOf(ctx, conversationId, who)
  const part = await join(ctx, conversation, who)
  if (part && looksOn)
    await ctx.db
      .updateTable('conversationParticipants')
      .set({ mutedUntil: LOOKING_ON })
      .where('id', '=', part.id)
      .execute()
  else if (before && !looksOn) await takePart(ctx, before)
  if (part && !isQuiet)
    await recount(ctx, conversation, null, { what: 'joined', participantId: part.id })
  else if (part) await tell(ctx, conversation, { what: 'people', seq: conversation.lastSeq })
  else if (who.role) await setRole(ctx, conversationId, who, who.role)
}

/** `isQuiet`: without a line that says so. `looksOn`: told of nothing until they write or are let in without it. */
export type Manner = { isQuiet?: boolean; looksOn?: boolean }

const setRole = ({ db }: Ctx, conversationId: string, who: Joining, role: Role) =>
  db
    .updateTable('conversationParticipants')
    .set({ role })
    .where('conversationId', '=', conversationId)
    .where(
      'memberId' in who ? 'memberId' : 'visitorId',
      '=',
      'memberId' in who ? who.memberId : who.visitorId,
    )
    .execute()

export async function endParticipation(
  ctx: Ctx,
  conversationId: string,
  { memberId }: { memberId: string },
): Promise<void> {
  const conversation = await lockedConversation(ctx, conversationId)
  const part = await partOf(ctx, conversationId, { memberId })
  if (part && part.leftSeq === null) await go(ctx, conversation, part, null)
}

/** Who may write from now on; the conversation says when it was closed and opened again. */
export async function setWriting(
  ctx: Ctx,
  conversationId: string,
  writing: Writing,
): Promise<void> {
  const conversation = await lockedConversation(ctx, conversationId)
  if (conversation.writing === writing) return
  await ctx.db
    .updateTable('conversations')
    .set({ writing })
    .where('id', '=', conversationId)
    .execute()
  const isClosed = (it: Writing) => it === 'nobody'
  if (isClosed(writing) !== isClosed(conversation.writing))
    await recount(ctx, conversation, null, { what: isClosed(writing) ? 'closed' : 'reopened' })
  else await tell(ctx, conversation, { what: 'people', seq: conversation.lastSeq })
}
