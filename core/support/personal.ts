/** What support knows of a person: what they asked, how content they were, what they did and kept as somebody who answers. */
import { memberOfAccount } from '#core/workspaces/api.ts'
import type { Context } from '#kernel/module.ts'
import type { CannedTables } from './canned/tables.ts'
import type { TicketTables } from './tickets/tables.ts'

type Ctx = Context<TicketTables & CannedTables>

export async function gather(ctx: Ctx, accountId: string) {
  const { db } = ctx
  const member = await memberOfAccount(ctx, accountId)
  if (!member) return {}
  const mine = db.selectFrom('tickets').select('id').where('requesterId', '=', member.id)
  return {
    tickets: await db
      .selectFrom('tickets')
      .select(['number', 'title', 'category', 'priority', 'state', 'openedAt', 'closedAt'])
      .where('requesterId', '=', member.id)
      .orderBy('number')
      .execute(),
    ratings: await db
      .selectFrom('ticketRatings')
      .select(['score', 'words', 'ratedAt'])
      .where('ticketId', 'in', mine)
      .execute(),
    steps: await db
      .selectFrom('ticketSteps')
      .select(['what', 'at'])
      .where('memberId', '=', member.id)
      .orderBy('at')
      .orderBy('ticketId')
      .orderBy('place')
      .execute(),
    filters: await db
      .selectFrom('ticketFilters')
      .select(['name', 'filter'])
      .where('ownerId', '=', member.id)
      .execute(),
    cannedAnswers: await db
      .selectFrom('cannedAnswers')
      .select(['name', 'fr', 'nl', 'en'])
      .where('ownerId', '=', member.id)
      .execute(),
  }
}

/** The house keeps what was asked of it, without the person; what they wrote as an opinion and for themselves goes. */
export async function forget(ctx: Ctx, accountId: string): Promise<void> {
  const { db } = ctx
  const member = await memberOfAccount(ctx, accountId)
  if (!member) return
  const { id } = member
  const mine = db.selectFrom('tickets').select('id').where('requesterId', '=', id)
  await db.updateTable('ticketRatings').set({ words: '' }).where('ticketId', 'in', mine).execute()
  await db.updateTable('ticketSteps').set({ memberId: null }).where('memberId', '=', id).execute()
  await db.updateTable('ticketSteps').set({ detail: null }).where('detail', '=', id).execute()
  await db.updateTable('tickets').set({ assigneeId: null }).where('assigneeId', '=', id).execute()
  await db.updateTable('tickets').set({ requesterId: null }).where('requesterId', '=', id).execute()
  await db.deleteFrom('ticketFilters').where('ownerId', '=', id).execute()
  await db.deleteFrom('cannedAnswers').where('ownerId', '=', id).execute()
}
