/** Mending one's words for a while, and taking them back. */
import { NotFound, WrongState } from '#kernel/contract.ts'
import { MINUTE } from '#kernel/time.ts'
import { move } from '#kernel/transition.ts'
import { checkReach } from '../blocks/blocks.ts'
import { type Ctx, lockedConversation } from '../conversations/participants.ts'
import type { ParticipantRow } from '../conversations/tables.ts'
import { detach } from './attachments.ts'
import { TooLateToEdit } from './contract.ts'
import { tell } from './posting.ts'
import { oneShown, ownMessage } from './reading.ts'
import { EDIT_MS, mayStillEdit, messageStates } from './rules.ts'
import type { MessageRow } from './tables.ts'
import { fold } from './words.ts'

const MOST_VERSIONS = 100

export async function editMessage(
  ctx: Ctx,
  { messageId, body }: { messageId: string; body: string },
) {
  const { part } = await mine(ctx, messageId)
  const before = await locked(ctx, messageId)
  if (!mayStillEdit(before.postedAt, ctx.now())) throw TooLateToEdit({ minutes: EDIT_MS / MINUTE })
  if (before.body !== body) {
    await checkReach(ctx, await lockedConversation(ctx, before.conversationId))
    const set = { body, folded: fold(body), editedAt: ctx.now() }
    const { numUpdatedRows } = await ctx.db
      .updateTable('messages')
      .set(set)
      .where('id', '=', messageId)
      .where('state', '=', 'shown')
      .executeTakeFirst()
    const { state } = before
    if (numUpdatedRows === 0n)
      throw WrongState({ state, allowed: messageStates.allowed(state, 'author') })
    await keepVersion(ctx, before)
    await tell(ctx, { id: before.conversationId }, { what: 'changed', seq: before.seq })
  }
  return oneShown(ctx, part, messageId)
}

async function keepVersion(ctx: Ctx, { id: messageId, body }: MessageRow): Promise<void> {
  const { last } = await ctx.db
    .selectFrom('messageVersions')
    .select(({ fn }) => fn.max('number').as('last'))
    .where('messageId', '=', messageId)
    .executeTakeFirstOrThrow()
  const number = Number(last ?? 0) + 1
  if (number > MOST_VERSIONS) throw WrongState({ state: 'shown', allowed: ['delete'] })
  const row = { messageId, number, body, replacedAt: ctx.now() }
  await ctx.db.insertInto('messageVersions').values(row).execute()
}

export async function deleteMessage(ctx: Ctx, { messageId }: { messageId: string }) {
  const { part } = await mine(ctx, messageId)
  await empty(ctx, await locked(ctx, messageId), 'delete')
  await ctx.db
    .updateTable('messageReports')
    .set({ state: 'withdrawn' })
    .where('messageId', '=', messageId)
    .where('state', '=', 'open')
    .execute()
  return oneShown(ctx, part, messageId)
}

/** A tombstone keeps its number, its author and its hour; words, earlier words and files are gone. */
export async function empty(
  ctx: Ctx,
  { id, conversationId, seq }: MessageRow,
  name: 'delete' | 'remove',
): Promise<void> {
  const by = name === 'delete' ? 'author' : 'moderator'
  await move(ctx, 'messages', id, messageStates, name, { by, set: { body: '', folded: '' } })
  await ctx.db.deleteFrom('messageVersions').where('messageId', '=', id).execute()
  await detach(ctx, id)
  await tell(ctx, { id: conversationId }, { what: 'changed', seq })
}

/** Whoever changes a message waits here for who changes it already. */
export async function locked(ctx: Ctx, id: string): Promise<MessageRow> {
  const row = await ctx
    .locked(ctx.db.selectFrom('messages').selectAll().where('id', '=', id))
    .executeTakeFirst()
  if (!row) throw NotFound()
  return row
}

/** Somebody else's message is there to be read, and not to be changed: to who wants that it is not there. */
async function mine(ctx: Ctx, messageId: string): Promise<{ part: ParticipantRow }> {
  const { message, part } = await ownMessage(ctx, messageId)
  if (message.participantId !== part.id || part.leftSeq !== null) throw NotFound()
  return { part }
}
