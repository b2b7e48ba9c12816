/** What maintenance knows of a person, feature by feature; what points at something is forgotten before it. */
import type { Personal } from '#kernel/module.ts'
import { personal as executions } from './executions/personal.ts'
import { personal as followups } from './followups/personal.ts'
import { personal as advice } from './advice/personal.ts'
import { personal as procedures } from './procedures/personal.ts'
import { personal as reports } from './reports/personal.ts'
import { personal as tips } from './tips/personal.ts'

const features = [advice, reports, followups, executions, tips, procedures]

export const personal: Personal & { tables: readonly string[] } = {
  tables: features.flatMap((it) => it.tables),

  async gather(ctx, accountId) {
    const parts = []
    for (const { gather } of features) parts.push(await gather(ctx, accountId))
    return Object.assign({}, ...parts)
  },

  async forget(ctx, accountId) {
    for (const { forget } of features) await forget(ctx, accountId)
  },
}
