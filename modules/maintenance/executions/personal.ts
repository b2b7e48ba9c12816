/** What executions know of a person: what they did on site stays with the house, without them. */
import { memberOfAccount } from '#core/workspaces/api.ts'
import type { Context, Personal } from '#kernel/module.ts'
import type { ExecutionTables } from './tables.ts'

type Ctx = Context<ExecutionTables>

export const personal: Personal & { tables: readonly string[] } = {
  tables: [
    'executionHands',
    'executionEvents',
    'executionIntervals',
    'executionConflicts',
    'executionAmendments',
  ],

  async gather(ctx: Ctx, accountId) {
    const member = await memberOfAccount(ctx, accountId)
    if (!member) return {}
    const { id } = member
    const { db } = ctx
    const executions = await db
      .selectFrom('executions')
      .select(['id', 'state', 'plannedOn', 'startedAt', 'completedAt'])
      .where('ownerId', '=', id)
      .orderBy('listedAt')
      .orderBy('id')
      .execute()
    const executionEvents = await db
      .selectFrom('executionEvents')
      .select(['executionId', 'deviceId', 'sequence', 'deviceAt', 'receivedAt', 'what'])
      .where('memberId', '=', id)
      .orderBy('receivedAt')
      .orderBy('id')
      .execute()
    const executionIntervals = await db
      .selectFrom('executionIntervals')
      .select(['executionId', 'startedAt', 'endedAt'])
      .where('memberId', '=', id)
      .orderBy('startedAt')
      .orderBy('id')
      .execute()
    return { executions, executionEvents, executionIntervals }
  },

  /** The chain of a device stays whole: what is hashed names no member. */
  async forget(ctx: Ctx, accountId) {
    const member = await memberOfAccount(ctx, accountId)
    if (!member) return
    const { id } = member
    const { db } = ctx
    await db.updateTable('executions').set({ ownerId: null }).where('ownerId', '=', id).execute()
    await db.deleteFrom('executionHands').where('memberId', '=', id).execute()
    for (const table of ['executionEvents', 'executionIntervals', 'executionAmendments'] as const)
      await db.updateTable(table).set({ memberId: null }).where('memberId', '=', id).execute()
    await db
      .updateTable('executionConflicts')
      .set({ resolvedBy: null })
      .where('resolvedBy', '=', id)
      .execute()
  },
}
