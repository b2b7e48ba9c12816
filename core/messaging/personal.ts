/** What messaging knows of a person. What they wrote to others stays with those, without their name. */
import { memberOfAccount } from '#core/workspaces/api.ts'
import type { Personal } from '#kernel/module.ts'
import { announcementPersonal } from './announcements/personal.ts'
import { visitorPersonal } from './visitors/personal.ts'
import { keepAnAdmin } from './conversations/groups.ts'
import type { Ctx } from './conversations/participants.ts'

export const personal: Personal & { tables: readonly string[] } = {
  tables: [
    'conversations',
    'conversationParticipants',
    'messages',
    'messageVersions',
    'messageFiles',
    'conversationNotes',
    'messageReports',
    'memberBlocks',
    ...announcementPersonal.tables,
    ...visitorPersonal.tables,
  ],

  async gather(ctx: Ctx, accountId) {
    const member = await memberOfAccount(ctx, accountId)
    if (!member) return {}
    const parts = ctx.db
      .selectFrom('conversationParticipants')
      .select('id')
      .where('memberId', '=', member.id)
    const conversations = await ctx.db
      .selectFrom('conversationParticipants as p')
      .innerJoin('conversations as c', 'c.id', 'p.conversationId')
      .select(['c.id', 'c.kind', 'c.subject', 'p.role', 'p.joinedAt', 'p.readSeq'])
      .where('p.memberId', '=', member.id)
      .orderBy('p.joinedAt')
      .execute()
    const messages = await ctx.db
      .selectFrom('messages')
      .select(['id', 'conversationId', 'seq', 'body', 'postedAt', 'editedAt', 'state'])
      .where('participantId', 'in', parts)
      .where('kind', '=', 'words')
      .orderBy('postedAt')
      .execute()
    const notes = await ctx.db
      .selectFrom('conversationNotes')
      .select(['conversationId', 'body', 'createdAt'])
      .where('participantId', 'in', parts)
      .orderBy('createdAt')
      .execute()
    const reports = await ctx.db
      .selectFrom('messageReports')
      .select(['messageId', 'reason', 'state', 'createdAt'])
      .where('reporterId', 'in', parts)
      .orderBy('createdAt')
      .execute()
    const blocks = await ctx.db
      .selectFrom('memberBlocks')
      .select(['blockedId', 'since'])
      .where('blockerId', '=', member.id)
      .orderBy('since')
      .execute()
    const announced = await announcementPersonal.gather(ctx, accountId)
    return {
      conversations,
      messages,
      notes,
      reports,
      blocks,
      ...announced,
      ...(await visitorPersonal.gather(ctx, accountId)),
    }
  },

  async forget(ctx: Ctx, accountId) {
    await announcementPersonal.forget(ctx, accountId)
    await visitorPersonal.forget(ctx, accountId)
    const member = await memberOfAccount(ctx, accountId)
    if (!member) return
    const { db } = ctx
    const rows = await db
      .selectFrom('conversationParticipants as p')
      .innerJoin('conversations as c', 'c.id', 'p.conversationId')
      .select(['p.id', 'p.leftSeq', 'c.id as conversationId', 'c.kind', 'c.lastSeq'])
      .where('p.memberId', '=', member.id)
      .execute()
    // The pair is made of both members' ids: without one of them it is nobody's.
    const direct = rows.filter((it) => it.kind === 'direct').map((it) => it.conversationId)
    for (const id of direct)
      await db
        .updateTable('conversations')
        .set({ pair: null, writing: 'nobody' })
        .where('id', '=', id)
        .execute()
    for (const { id, leftSeq, lastSeq, kind, conversationId } of rows) {
      await db
        .updateTable('conversationParticipants')
        .set({ memberId: null, leftSeq: leftSeq ?? lastSeq, mutedUntil: null, pinnedAt: null })
        .where('id', '=', id)
        .execute()
      if (kind === 'group') await keepAnAdmin(ctx, conversationId)
    }
    await db
      .deleteFrom('memberBlocks')
      .where((it) => it.or([it('blockerId', '=', member.id), it('blockedId', '=', member.id)]))
      .execute()
    await db
      .updateTable('messageReports')
      .set({ decidedBy: null })
      .where('decidedBy', '=', member.id)
      .execute()
  },
}
