/** A report hides; a moderator decides. Moderators read what was reported, and nothing around it. */
import { NotFound } from '#kernel/contract.ts'
import { newId } from '#kernel/ids.ts'
import { momentAfter, pageFrom } from '#kernel/keyset.ts'
import { move } from '#kernel/transition.ts'
import { type Ctx, shownParticipants } from '../conversations/participants.ts'
import { empty, locked } from '../messages/changing.ts'
import { tell } from '../messages/posting.ts'
import { ownMessage } from '../messages/reading.ts'
import { messageStates } from '../messages/rules.ts'
import { OwnMessage } from './contract.ts'
import { reportStates } from './rules.ts'
import type { ReportRow } from './tables.ts'

export async function reportMessage(
  ctx: Ctx,
  { messageId, reason }: { messageId: string; reason: string },
) {
  const { part } = await ownMessage(ctx, messageId)
  const message = await locked(ctx, messageId)
  if (message.participantId === part.id) throw OwnMessage()
  await move(ctx, 'messages', messageId, messageStates, 'report', { by: 'reader' })
  const row: ReportRow = {
    id: newId(ctx.now().getTime()),
    messageId,
    reporterId: part.id,
    reason,
    body: message.body,
    state: 'open',
    createdAt: ctx.now(),
    decidedBy: null,
    decidedAt: null,
  }
  await ctx.db.insertInto('messageReports').values(row).execute()
  await tell(ctx, { id: message.conversationId }, { what: 'changed', seq: message.seq })
  await ctx.audit('messaging.reported', messageId)
  return { done: true } as const
}

type Asked = { view: 'open' | 'decided'; cursor?: string | undefined; limit: number }

export async function listReports(ctx: Ctx, { view, cursor, limit }: Asked) {
  let query = ctx.db
    .selectFrom('messageReports')
    .selectAll()
    .where('state', view === 'open' ? '=' : '!=', 'open')
  const after = momentAfter(cursor)
  if (after)
    query = query.where((it) =>
      it.or([
        it('createdAt', '<', after.at),
        it.and([it('createdAt', '=', after.at), it('id', '<', after.id)]),
      ]),
    )
  const rows = await query
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  const { page, next } = pageFrom(rows, limit, (it) => ({
    by: it.createdAt.toISOString(),
    id: it.id,
  }))
  return { items: await shownReports(ctx, page), next }
}

export const keepMessage = (ctx: Ctx, { reportId }: { reportId: string }) =>
  decide(ctx, reportId, 'keep')
export const removeMessage = (ctx: Ctx, { reportId }: { reportId: string }) =>
  decide(ctx, reportId, 'remove')

async function decide(ctx: Ctx, reportId: string, name: 'keep' | 'remove') {
  const { db, actor, now } = ctx
  const found = db.selectFrom('messageReports').selectAll().where('id', '=', reportId)
  const report = await found.executeTakeFirst()
  if (!report) throw NotFound()
  // The message first: its author takes both in this order too.
  const message = await locked(ctx, report.messageId)
  const set = { decidedBy: actor.id, decidedAt: now() }
  await move(ctx, 'messageReports', reportId, reportStates, name, { by: 'moderator', set })
  if (name === 'remove') await empty(ctx, message, 'remove')
  else {
    await move(ctx, 'messages', message.id, messageStates, 'keep', { by: 'moderator' })
    await tell(ctx, { id: message.conversationId }, { what: 'changed', seq: message.seq })
  }
  if (name === 'remove') await ctx.audit('messaging.message-removed', message.id)
  else await ctx.audit('messaging.message-kept', message.id)
  const [shown] = await shownReports(ctx, [await found.executeTakeFirstOrThrow()])
  return shown!
}

async function shownReports(ctx: Ctx, rows: readonly ReportRow[]) {
  if (rows.length === 0) return []
  const messages = await ctx.db
    .selectFrom('messages as m')
    .innerJoin('conversations as c', 'c.id', 'm.conversationId')
    .select(['m.id', 'm.participantId', 'm.postedAt', 'c.id as conversationId'])
    .select(['c.kind', 'c.subject'])
    .select((it) =>
      it
        .selectFrom('messageFiles as f')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .whereRef('f.messageId', '=', 'm.id')
        .as('files'),
    )
    .where(
      'm.id',
      'in',
      rows.map((it) => it.messageId),
    )
    .execute()
  const byId = new Map(messages.map((it) => [it.id, it]))
  const ids = [...rows.map((it) => it.reporterId), ...messages.map((it) => it.participantId!)]
  const people = await ctx.db
    .selectFrom('conversationParticipants')
    .selectAll()
    .where('id', 'in', [...new Set(ids)])
    .execute()
  const named = new Map((await shownParticipants(ctx, people)).map((it) => [it.id, it]))
  return rows.map((row) => {
    const message = byId.get(row.messageId)!
    const { conversationId, kind, subject } = message
    return {
      id: row.id,
      messageId: row.messageId,
      state: row.state,
      reason: row.reason,
      body: row.body,
      files: Number(message.files),
      author: named.get(message.participantId!)!,
      reporter: named.get(row.reporterId)!,
      conversation: { id: conversationId, kind, subject },
      postedAt: message.postedAt.toISOString(),
      createdAt: row.createdAt.toISOString(),
      decidedAt: row.decidedAt?.toISOString() ?? null,
    }
  })
}
