/** Who takes direct messages of whom: asked with the conversation held, so that no message slips past a block. */
import { NotFound } from '#kernel/contract.ts'
import { insertIgnore } from '#kernel/data/write.ts'
import { type Ctx, lockedConversation, ownPart } from '../conversations/participants.ts'
import type { ConversationRow } from '../conversations/tables.ts'
import { conversationChanged, inboxChanged } from '../conversations/contract.ts'
import { NotReceived, type Reach, StillBlocked } from './contract.ts'

type Pair = Pick<ConversationRow, 'kind' | 'pair'>

/** The other of two; nobody where the account was erased, and in all other conversations. */
const otherOf = ({ actor }: Ctx, { kind, pair }: Pair): string | undefined =>
  kind === 'direct' ? pair?.split(' ').find((it) => it !== actor.id) : undefined

async function reachOf(ctx: Ctx, pair: Pair, isHeld: boolean): Promise<Reach> {
  const other = otherOf(ctx, pair)
  if (!other) return 'open'
  const { actor, db } = ctx
  const asked = db
    .selectFrom('memberBlocks')
    .select('blockerId')
    .where((it) =>
      it.or([
        it.and([it('blockerId', '=', actor.id), it('blockedId', '=', other)]),
        it.and([it('blockerId', '=', other), it('blockedId', '=', actor.id)]),
      ]),
    )
  const rows = await (isHeld ? ctx.locked(asked) : asked).execute()
  if (rows.some((it) => it.blockerId === actor.id)) return 'shut'
  return rows.length > 0 ? 'unreachable' : 'open'
}

export const readReach = (ctx: Ctx, pair: Pair): Promise<Reach> => reachOf(ctx, pair, false)

/** Before words go to somebody, also changed ones. The caller holds the conversation. */
export async function checkReach(ctx: Ctx, pair: Pair): Promise<void> {
  const reach = await reachOf(ctx, pair, true)
  if (reach === 'unreachable') throw NotReceived()
  if (reach === 'shut') throw StillBlocked()
}

type Wish = { conversationId: string; isBlocked: boolean }

export async function blockDirect(ctx: Ctx, { conversationId, isBlocked }: Wish) {
  await ownPart(ctx, conversationId)
  const { db, dialect, actor, now } = ctx
  const conversation = await lockedConversation(ctx, conversationId)
  const blockedId = otherOf(ctx, conversation)
  if (!blockedId) throw NotFound()
  const pair = { blockerId: actor.id, blockedId }
  if (isBlocked) await insertIgnore(db, dialect, 'memberBlocks', { ...pair, since: now() })
  else
    await db
      .deleteFrom('memberBlocks')
      .where('blockerId', '=', actor.id)
      .where('blockedId', '=', blockedId)
      .execute()
  // That somebody did, not of whom: it concerns the two alone.
  await ctx.audit(isBlocked ? 'messaging.blocked' : 'messaging.unblocked', '')
  ctx.publish(conversationChanged, { what: 'people', seq: conversation.lastSeq }, conversationId)
  ctx.publish(inboxChanged, { conversationId }, actor.id)
  return { reach: await reachOf(ctx, conversation, true) }
}
