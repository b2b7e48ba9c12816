/** What group exchanges, codes and warnings know of a member. Names live with the exchange, which replaces them. */
import type { Context, Personal } from '#kernel/module.ts'
import type { BadgeTables } from '../badges/tables.ts'
import { memberIdOf } from '../exchange/personal.ts'
import type { ExchangeTables } from '../exchange/tables.ts'
import type { WarningTables } from '../warnings/tables.ts'
import type { GroupTables } from './tables.ts'

type Ctx = Context<ExchangeTables & GroupTables & BadgeTables & WarningTables>

export const personal: Personal & { tables: readonly string[] } = {
  tables: ['groupExchanges', 'groupParticipants', 'badgeCodes', 'exchangeWarnings'],

  async gather(ctx: Ctx, accountId) {
    const memberId = await memberIdOf(ctx, accountId)
    if (!memberId) return {}
    const { db } = ctx
    const groups = db
      .selectFrom('groupExchanges')
      .selectAll()
      .where(({ or, eb }) => or([eb('hostId', '=', memberId), eb('organiserId', '=', memberId)]))
    const shares = db
      .selectFrom('groupParticipants as participant')
      .innerJoin('groupExchanges as group', 'group.id', 'participant.groupId')
      .select(['group.title', 'participant.state', 'answeredAt', 'transferId'])
      .where('participant.memberId', '=', memberId)
    const codes = db
      .selectFrom('badgeCodes')
      .select(['units', 'reason', 'createdAt'])
      .where('memberId', '=', memberId)
    return {
      groups: await groups.orderBy('createdAt').execute(),
      shares: await shares.orderBy('group.createdAt').execute(),
      codes: await codes.orderBy('createdAt').execute(),
    }
  },

  /** What others took part in keeps its name and its units; codes and warnings concern nobody else. */
  async forget(ctx: Ctx, accountId) {
    const memberId = await memberIdOf(ctx, accountId)
    if (!memberId) return
    await ctx.db.deleteFrom('badgeCodes').where('memberId', '=', memberId).execute()
    await ctx.db.deleteFrom('exchangeWarnings').where('memberId', '=', memberId).execute()
  },
}
