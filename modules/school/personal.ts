/** What the school knows of a person, feature by feature; what points at something is forgotten before it. */
import type { Personal } from '#kernel/module.ts'
import { personal as agenda } from './agenda/personal.ts'
import { personal as exchange } from './exchange/personal.ts'
import { personal as groups } from './groups/personal.ts'
import { personal as needs } from './needs/personal.ts'

const features = [agenda, needs, groups, exchange]

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
