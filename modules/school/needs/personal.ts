/** What needs know of a person; when the person goes, so do the wishes and the answers. */
import { unindexDocument } from '#core/search/api.ts'
import type { Context, Personal } from '#kernel/module.ts'
import { memberIdOf } from '../exchange/personal.ts'
import { NEED_DOCUMENT } from './documents.ts'
import type { Tables } from './needs.ts'

type Ctx = Context<Tables>

export const personal: Personal & { tables: readonly string[] } = {
  tables: ['needs', 'needsAnswers'],

  async gather(ctx: Ctx, accountId) {
    const memberId = await memberIdOf(ctx, accountId)
    if (!memberId) return {}
    const needs = ctx.db.selectFrom('needs').selectAll().where('ownerId', '=', memberId)
    const answers = ctx.db.selectFrom('needsAnswers').selectAll().where('helperId', '=', memberId)
    return {
      needs: await needs.orderBy('createdAt').execute(),
      answers: await answers.orderBy('createdAt').execute(),
    }
  },

  async forget(ctx: Ctx, accountId) {
    const memberId = await memberIdOf(ctx, accountId)
    if (!memberId) return
    const { db } = ctx
    const mine = db.selectFrom('needs').select('id').where('ownerId', '=', memberId)
    // A place that was taken is free again for who still looks.
    await db
      .updateTable('needs')
      .set(({ eb }) => ({ helpersFound: eb('helpersFound', '-', 1) }))
      .where('state', 'in', ['open', 'matched'])
      .where('id', 'in', (query) =>
        query
          .selectFrom('needsAnswers')
          .select('needId')
          .where('helperId', '=', memberId)
          .where('state', '=', 'accepted'),
      )
      .execute()
    await db
      .updateTable('needs')
      .set({ state: 'open' })
      .where('state', '=', 'matched')
      .where('helpersFound', '<', ({ ref }) => ref('helpersWanted'))
      .execute()
    await db
      .deleteFrom('needsAnswers')
      .where(({ or, eb }) => or([eb('helperId', '=', memberId), eb('needId', 'in', mine)]))
      .execute()
    await db
      .updateTable('agendaAppointments')
      .set({ needId: null })
      .where('needId', 'in', mine)
      .execute()
    for (const { id } of await mine.execute()) await unindexDocument(ctx, NEED_DOCUMENT, id)
    await db.deleteFrom('needs').where('ownerId', '=', memberId).execute()
  },
}
