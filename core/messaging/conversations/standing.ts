/** What each participant keeps of a conversation for themselves: how far they read, where it lies, whether it is heard. */
import { readAbout } from '#core/notifications/api.ts'
import { DAY, HOUR } from '#kernel/time.ts'
import { conversationChanged, inboxChanged, type muteSpans, TooManyPinned } from './contract.ts'
import { type Ctx, conversationById, ownPart } from './participants.ts'
import { aboutConversation, MOST_PINNED } from './rules.ts'
import type { ConversationRow, ParticipantRow } from './tables.ts'
import { standings } from './unread.ts'

type Change = {
  conversationId: string
  readSeq?: number | undefined
  deliveredSeq?: number | undefined
  unread?: boolean | undefined
  pinned?: boolean | undefined
  archived?: boolean | undefined
  muted?: (typeof muteSpans)[number] | undefined
}

/** In larger ones nobody counts who has read each line, and nobody is told. */
export const READS_TOLD = 24
const spanMs = { hour: HOUR, day: DAY, week: 7 * DAY, always: 100 * 365 * DAY }

export async function changeStanding(ctx: Ctx, { conversationId, ...change }: Change) {
  const part = await ownPart(ctx, conversationId)
  const conversation = (await conversationById(ctx, conversationId))!
  const most = part.leftSeq ?? conversation.lastSeq
  const hasRead = await reach(ctx, part, 'readSeq', change.readSeq, most)
  const hasReceived = await reach(
    ctx,
    part,
    'deliveredSeq',
    Math.max(change.deliveredSeq ?? 0, change.readSeq ?? 0),
    most,
  )
  await keep(ctx, part, conversation, change)
  if (hasRead) await readAbout(ctx, aboutConversation(conversationId), ctx.actor.id)
  if (hasRead || hasReceived) await tellOthers(ctx, conversation)
  if (hasRead || Object.keys(change).some((it) => it !== 'deliveredSeq'))
    ctx.publish(inboxChanged, { conversationId }, ctx.actor.id)
  return standingOf(ctx, conversationId)
}

/** Forward only, by the statement itself: of two devices the further one counts. */
async function reach(
  { db }: Ctx,
  { id }: ParticipantRow,
  column: 'readSeq' | 'deliveredSeq',
  wanted: number | undefined,
  most: number,
): Promise<boolean> {
  const seq = Math.min(wanted ?? 0, most)
  if (seq === 0) return false
  const { numUpdatedRows } = await db
    .updateTable('conversationParticipants')
    .set({ [column]: seq })
    .where('id', '=', id)
    .where(column, '<', seq)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

async function tellOthers(ctx: Ctx, { id, lastSeq }: ConversationRow): Promise<void> {
  const people = await ctx.db
    .selectFrom('conversationParticipants')
    .select('id')
    .where('conversationId', '=', id)
    .where('leftSeq', 'is', null)
    .limit(READS_TOLD + 1)
    .execute()
  if (people.length <= READS_TOLD)
    ctx.publish(conversationChanged, { what: 'people', seq: lastSeq }, id)
}

async function keep(
  ctx: Ctx,
  part: ParticipantRow,
  { lastSeq }: ConversationRow,
  { readSeq, unread, pinned, archived, muted }: Omit<Change, 'conversationId'>,
): Promise<void> {
  const set: Partial<ParticipantRow> = {}
  if (unread !== undefined) set.markedUnread = unread
  else if (readSeq !== undefined && part.markedUnread) set.markedUnread = false
  if (pinned !== undefined) set.pinnedAt = pinned ? (part.pinnedAt ?? ctx.now()) : null
  if (archived !== undefined) set.archivedSeq = archived ? lastSeq : null
  if (archived) set.pinnedAt = null
  if (pinned) set.archivedSeq = null
  if (muted !== undefined)
    set.mutedUntil = muted === 'no' ? null : new Date(ctx.now().getTime() + spanMs[muted])
  if (Object.keys(set).length === 0) return
  await ctx.db.updateTable('conversationParticipants').set(set).where('id', '=', part.id).execute()
  if (pinned && !part.pinnedAt) await checkPinned(ctx)
}

async function checkPinned({ db, actor }: Ctx): Promise<void> {
  const rows = await db
    .selectFrom('conversationParticipants')
    .select('id')
    .where('memberId', '=', actor.id)
    .where('pinnedAt', 'is not', null)
    .execute()
  if (rows.length > MOST_PINNED) throw TooManyPinned({ max: MOST_PINNED })
}

async function standingOf(ctx: Ctx, conversationId: string) {
  const row = await standings(ctx.db, ctx.actor.id)
    .selectAll('p')
    .select('c.lastSeq')
    .where('c.id', '=', conversationId)
    .executeTakeFirstOrThrow()
  return { ...shownStanding(row, ctx.now()), readSeq: row.readSeq }
}

type Kept = ParticipantRow & { lastSeq: number; unread: unknown }

/** Archived until something new comes; what is muted stays where it was put. */
export function shownStanding(row: Kept, now: Date) {
  const isMuted = row.mutedUntil !== null && row.mutedUntil > now
  return {
    unread: Number(row.unread),
    isMarkedUnread: row.markedUnread,
    isPinned: row.pinnedAt !== null,
    isArchived: row.archivedSeq !== null && (isMuted || row.archivedSeq >= row.lastSeq),
    isMuted,
  }
}
