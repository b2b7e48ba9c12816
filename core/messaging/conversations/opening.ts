/** Opening conversations: one for two members, one for a thing, as many groups as people like. */
import { VerifyFirst } from '#core/identity/contract.ts'
import { KeyReused } from '#kernel/contract.ts'
import { insertIgnore } from '#kernel/data/write.ts'
import { newId } from '#kernel/ids.ts'
import { tell } from '../messages/posting.ts'
import { GroupFull, OnlyOneself } from './contract.ts'
import { readConversation } from './inbox.ts'
import { checkThere, type Ctx, join, type Joining, lockedConversation } from './participants.ts'
import { type Kind, MOST_IN_GROUP, pairOf, type Writing } from './rules.ts'
import type { ConversationRow } from './tables.ts'

export type Opening = {
  /** Made by who asks, where a request may come twice. */
  id?: string | undefined
  kind: Kind
  subject?: string
  /** The thing it is about; there is one conversation for each. `path` is its page below the workspace's address. */
  about?: { kind: string; id: string; path?: string }
  participants: readonly Joining[]
  writing?: Writing
}

/** In the caller's transaction. Asked again for the same thing or pair it answers with the one that is there, as it is. */
export async function openConversation(
  ctx: Ctx,
  { id = newId(ctx.now().getTime()), kind, subject = '', about, participants, ...rest }: Opening,
): Promise<{ conversationId: string; isNew: boolean }> {
  const members = participants.flatMap((it) => ('memberId' in it ? it.memberId : []))
  const row: ConversationRow = {
    id,
    kind,
    subject,
    pair: kind === 'direct' ? pairOf(members[0]!, members[1]!) : null,
    aboutKind: about?.kind ?? null,
    aboutId: about?.id ?? null,
    aboutPath: about?.path ?? null,
    writing: rest.writing ?? 'everybody',
    lastSeq: 0,
    lastAt: ctx.now(),
    createdAt: ctx.now(),
  }
  if (!(await insertIgnore(ctx.db, ctx.dialect, 'conversations', row)))
    return { conversationId: await known(ctx, row), isNew: false }
  for (const who of participants) await join(ctx, row, { sees: 'all', ...who })
  return { conversationId: id, isNew: true }
}

/** Locked, so that what another opener has just committed is read. */
async function known(ctx: Ctx, { pair, aboutKind, aboutId }: ConversationRow): Promise<string> {
  const query = ctx.db.selectFrom('conversations').selectAll()
  const same = pair
    ? query.where('pair', '=', pair)
    : query.where('aboutKind', '=', aboutKind).where('aboutId', '=', aboutId)
  if (!pair && !aboutKind) throw KeyReused()
  const row = await ctx.locked(same).executeTakeFirst()
  if (!row) throw KeyReused()
  return row.id
}

export async function openDirect(ctx: Ctx, { memberId }: { memberId: string }) {
  const { actor } = ctx
  if (!actor.verified) throw VerifyFirst()
  if (memberId === actor.id) throw OnlyOneself()
  await checkThere(ctx, [memberId])
  const participants = [{ memberId: actor.id }, { memberId }]
  const { conversationId } = await openConversation(ctx, { kind: 'direct', participants })
  return readConversation(ctx, { conversationId })
}

type NewGroup = { id?: string | undefined; subject: string; memberIds: readonly string[] }

export async function openGroup(ctx: Ctx, { id, subject, memberIds }: NewGroup) {
  const { actor } = ctx
  if (!actor.verified) throw VerifyFirst()
  const others = [...new Set(memberIds)].filter((it) => it !== actor.id)
  if (others.length === 0) throw OnlyOneself()
  if (others.length >= MOST_IN_GROUP) throw GroupFull({ max: MOST_IN_GROUP })
  await checkThere(ctx, others)
  const participants: Joining[] = [
    { memberId: actor.id, role: 'admin' },
    ...others.map((memberId) => ({ memberId })),
  ]
  const { conversationId } = await openConversation(ctx, {
    id,
    kind: 'group',
    subject,
    participants,
  })
  const conversation = await lockedConversation(ctx, conversationId)
  await tell(ctx, conversation, { what: 'people', seq: 0 })
  return readConversation(ctx, { conversationId })
}
