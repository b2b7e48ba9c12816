/** A fault that somebody told by a label: an action without a person behind it. */
import { newId } from '#kernel/ids.ts'
import type { Context } from '#kernel/module.ts'
import { followupRaised, followupsChanged } from './contract.ts'
import type { FollowupRow, FollowupTables } from './tables.ts'

type Ctx = Context<FollowupTables>
type Fault = { equipmentId: string; siteId: string; name: string; words: string; contact: string }

export async function report(ctx: Ctx, { equipmentId, siteId, name, words, contact }: Fault) {
  const at = ctx.now()
  const row: FollowupRow = {
    ...{ id: newId(), equipmentId, siteId, words, contact },
    state: 'open',
    origin: 'fault',
    title: name,
    priority: 'normal',
    ...{ executionId: null, stepKey: null, assigneeId: null, dueOn: null, creatorId: null },
    ...{ createdAt: at, changedAt: at, doneAt: null },
  }
  await ctx.db.insertInto('followups').values(row).execute()
  await ctx.audit('followups.reported', row.id, { equipmentId })
  await ctx.emit(followupRaised, { followupId: row.id })
  ctx.publish(followupsChanged, { followupId: row.id })
}
