/** Who takes part in a conversation: finding oneself in it, coming, leaving. */
import type { Kysely } from 'kysely'
import { membersAmong } from '#core/workspaces/api.ts'
import { NotFound } from '#kernel/contract.ts'
import { newId } from '#kernel/ids.ts'
import type { Context } from '#kernel/module.ts'
import type { MessagingTables } from '../tables.ts'
import { NobodyThere, type Participant } from './contract.ts'
import type { Role } from './rules.ts'
import type { ConversationRow, ParticipantRow } from './tables.ts'

export type Ctx = Context<MessagingTables>
export type Db = Kysely<MessagingTables>

/** A member of the workspace, or a visitor that the part knows by an id. */
export type Who = { memberId: string } | { visitorId: string; name: string; verified: boolean }
export type Joining = Who & {
  role?: Role
  /** `all`: also what was written before; `new` when absent: from now on. */
  sees?: 'all' | 'new'
}

export const conversationById = ({ db }: Ctx, id: string): Promise<ConversationRow | undefined> =>
  db.selectFrom('conversations').selectAll().where('id', '=', id).executeTakeFirst()

/** The last to come in a transaction that numbers messages: whoever writes to the conversation waits here. */
export async function lockedConversation(ctx: Ctx, id: string): Promise<ConversationRow> {
  const asked = ctx.db.selectFrom('conversations').selectAll().where('id', '=', id)
  const row = await ctx.locked(asked).executeTakeFirst()
  if (!row) throw NotFound()
  return row
}

/** The caller's own part in it, also after having left; of a conversation of others there is none. */
export async function ownPart(ctx: Ctx, conversationId: string): Promise<ParticipantRow> {
  const row = await partOf(ctx, conversationId, { memberId: ctx.actor.id })
  if (!row) throw NotFound()
  return row
}

/** The same, for what only those may do who are in it now. Locked, because leaving may be under way. */
export async function presentPart(ctx: Ctx, conversationId: string): Promise<ParticipantRow> {
  const asked = ctx.db
    .selectFrom('conversationParticipants')
    .selectAll()
    .where('conversationId', '=', conversationId)
    .where('memberId', '=', ctx.actor.id)
    .where('leftSeq', 'is', null)
  const row = await ctx.locked(asked).executeTakeFirst()
  if (!row) throw NotFound()
  return row
}

export const partOf = (
  { db }: Ctx,
  conversationId: string,
  who: { memberId: string } | { visitorId: string },
): Promise<ParticipantRow | undefined> => {
  const query = db
    .selectFrom('conversationParticipants')
    .selectAll()
    .where('conversationId', '=', conversationId)
  return (
    'memberId' in who
      ? query.where('memberId', '=', who.memberId)
      : query.where('visitorId', '=', who.visitorId)
  ).executeTakeFirst()
}

/** Who follows it live: who is in it now. */
export const isPresent = async (ctx: Ctx, conversationId: string): Promise<boolean> => {
  const row = await partOf(ctx, conversationId, { memberId: ctx.actor.id })
  return row !== undefined && row.leftSeq === null
}

/** Muted because they only look on, until they say something; nobody who mutes by hand reaches this moment. */
export const LOOKING_ON = new Date('2999-01-01T00:00:00Z')
export const looksOn = ({ mutedUntil }: Pick<ParticipantRow, 'mutedUntil'>) =>
  mutedUntil?.getTime() === LOOKING_ON.getTime()

/** From here on they are told of what is written. */
export async function takePart({ db }: Ctx, part: ParticipantRow): Promise<void> {
  if (!looksOn(part)) return
  await db
    .updateTable('conversationParticipants')
    .set({ mutedUntil: null })
    .where('id', '=', part.id)
    .execute()
}

/** Puts somebody in, or back in; the caller holds the conversation. Null: they were there already. */
export async function join(
  ctx: Ctx,
  { id: conversationId, lastSeq }: Pick<ConversationRow, 'id' | 'lastSeq'>,
  { role = 'member', sees = 'new', ...who }: Joining,
): Promise<ParticipantRow | null> {
  const known = await partOf(ctx, conversationId, who)
  if (known && known.leftSeq === null) return null
  const fromSeq = sees === 'all' ? 0 : lastSeq
  const read = { fromSeq, readSeq: fromSeq, deliveredSeq: fromSeq }
  const fresh = { role, leftSeq: null, ...read, joinedAt: ctx.now() }
  if (known) {
    // Coming back opens what is written from now on, and closes what they had read before.
    const { id } = known
    await ctx.db.updateTable('conversationParticipants').set(fresh).where('id', '=', id).execute()
    return { ...known, ...fresh }
  }
  const row: ParticipantRow = {
    id: newId(ctx.now().getTime()),
    conversationId,
    memberId: 'memberId' in who ? who.memberId : null,
    visitorId: 'visitorId' in who ? who.visitorId : null,
    visitorName: 'visitorId' in who ? who.name : null,
    visitorVerified: 'visitorId' in who && who.verified,
    ...fresh,
    markedUnread: false,
    pinnedAt: null,
    archivedSeq: null,
    mutedUntil: null,
  }
  await ctx.db.insertInto('conversationParticipants').values(row).execute()
  return row
}

/** Members who are here now; one who is not is nobody. */
export async function checkThere(ctx: Ctx, memberIds: readonly string[]): Promise<void> {
  const found = await membersAmong(ctx, memberIds)
  if (!memberIds.every((it) => found.get(it)?.active)) throw NobodyThere()
}

/** At most `most` of those who are in it now. */
export const present = ({ db }: Ctx, conversationId: string, most: number) =>
  db
    .selectFrom('conversationParticipants')
    .selectAll()
    .where('conversationId', '=', conversationId)
    .where('leftSeq', 'is', null)
    .orderBy('joinedAt')
    .orderBy('id')
    .limit(most)
    .execute()

export async function countPresent({ db }: Ctx, conversationId: string): Promise<number> {
  const { count } = await db
    .selectFrom('conversationParticipants')
    .select(({ fn }) => fn.countAll().as('count'))
    .where('conversationId', '=', conversationId)
    .where('leftSeq', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** As others see them. */
export async function shownParticipants(ctx: Ctx, rows: readonly ParticipantRow[]) {
  const known = await membersAmong(
    ctx,
    rows.flatMap((it) => it.memberId ?? []),
  )
  return rows.map((row) => {
    const member = row.memberId ? known.get(row.memberId) : undefined
    return {
      id: row.id,
      memberId: row.memberId,
      name: member?.name ?? row.visitorName,
      standing: standingOf(row, member?.active ?? false),
      role: row.role,
      hasLeft: row.leftSeq !== null,
      isMe: row.memberId !== null && row.memberId === ctx.actor.id,
      readSeq: row.readSeq,
      deliveredSeq: row.deliveredSeq,
    }
  })
}

function standingOf(row: ParticipantRow, isActive: boolean): Participant['standing'] {
  if (row.memberId) return isActive ? 'member' : 'former'
  if (row.visitorId) return row.visitorVerified ? 'visitor' : 'unverified'
  return 'erased'
}
