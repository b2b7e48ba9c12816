/** A visitor's conversation of which another part makes a thing of its own: a request, say. The visitor goes on in the same place. */
import { NotFound, WrongState } from '#kernel/contract.ts'
import { addParticipant, setWriting } from '../conversations/groups.ts'
import { lockedConversation } from '../conversations/participants.ts'
import { visitorMachine } from './rules.ts'
import type { Ctx } from './writing.ts'

/** What a conversation of the queue is about, until somebody makes something of it. */
export const ABOUT = 'visitor'

type Thing = { kind: string; id: string; path: string }

/**
 * The conversation is about the thing from now on, the caller answers in it, and sees to it when nobody did.
 * Null: it is about something already. Locks as a visitor's answer does: the queue's row, then the conversation.
 */
export async function takeUp(ctx: Ctx, queuedId: string, about: Thing) {
  const { db, locked, actor } = ctx
  const row = await locked(
    db.selectFrom('visitorConversations').selectAll().where('id', '=', queuedId),
  ).executeTakeFirst()
  if (!row) throw NotFound()
  const { conversationId, visitorId, state } = row
  const { aboutKind, lastSeq } = await lockedConversation(ctx, conversationId)
  if (aboutKind !== ABOUT) return null
  if (state !== 'waiting' && state !== 'answered')
    throw WrongState({ state, allowed: visitorMachine.allowed(state, 'agent') })
  await db
    .updateTable('conversations')
    .set({ aboutKind: about.kind, aboutId: about.id, aboutPath: about.path })
    .where('id', '=', conversationId)
    .execute()
  if (!row.assigneeId)
    await db
      .updateTable('visitorConversations')
      .set({ assigneeId: actor.id })
      .where('id', '=', queuedId)
      .execute()
  const agent = { memberId: actor.id, role: 'agent', sees: 'all', isQuiet: true } as const
  await addParticipant(ctx, conversationId, agent)
  return { conversationId, visitorId, lastSeq }
}

/** The thing is over: nothing is written any more, until the visitor answers. */
export const endTakenUp = (ctx: Ctx, conversationId: string) => settle(ctx, conversationId, 'close')
export const resumeTakenUp = (ctx: Ctx, conversationId: string) =>
  settle(ctx, conversationId, 'reopen')

async function settle(ctx: Ctx, conversationId: string, name: 'close' | 'reopen'): Promise<void> {
  const { from, to } = visitorMachine.moves[name]
  await ctx.db
    .updateTable('visitorConversations')
    .set({ state: to })
    .where('conversationId', '=', conversationId)
    .where('state', 'in', [...from])
    .execute()
  await setWriting(ctx, conversationId, name === 'close' ? 'nobody' : 'everybody')
}

/** How visitors are called, and where they are written to. */
export async function visitorsAmong({ db }: Ctx, ids: readonly string[]) {
  const rows = ids.length
    ? await db.selectFrom('visitors').selectAll().where('id', 'in', ids).execute()
    : []
  return new Map(
    rows.map(({ id, name, email, address, language, verifiedAt }) => [
      id,
      { name, email, address, language, isVerified: verifiedAt !== null },
    ]),
  )
}
