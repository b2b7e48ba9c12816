/** What announcements know of a person: what they wrote, what they received and when they read it. */
import { memberOfAccount } from '#core/workspaces/api.ts'
import type { Context, Personal } from '#kernel/module.ts'
import type { AnnouncementTables } from './tables.ts'

type Ctx = Context<AnnouncementTables>

export const announcementPersonal: Personal & { tables: readonly string[] } = {
  tables: ['announcements', 'announcementRecipients'],

  async gather(ctx: Ctx, accountId) {
    const member = await memberOfAccount(ctx, accountId)
    if (!member) return {}
    const written = ctx.db
      .selectFrom('announcements')
      .select(['texts', 'state', 'audience', 'urgent', 'version', 'createdAt', 'sentAt'])
      .where('authorId', '=', member.id)
    const received = ctx.db
      .selectFrom('announcementRecipients')
      .select(['announcementId', 'sentAt', 'readAt', 'understoodAt', 'sms'])
      .where('memberId', '=', member.id)
    return {
      announcements: await written.orderBy('createdAt').execute(),
      announcementsReceived: await received.orderBy('sentAt').execute(),
    }
  },

  /** What the house said stays said; who wrote it, and who read it, is forgotten. */
  async forget(ctx: Ctx, accountId) {
    const member = await memberOfAccount(ctx, accountId)
    if (!member) return
    const { db } = ctx
    await db.deleteFrom('announcementRecipients').where('memberId', '=', member.id).execute()
    await db
      .updateTable('announcements')
      .set({ authorId: null })
      .where('authorId', '=', member.id)
      .execute()
  },
}
