/** What the server has of a device, as the device counts it: only against this may anything be forgotten there. */
import type { Context } from '#kernel/module.ts'
import type { ProceduresTables } from '../procedures/tables.ts'
import { visibleExecution } from './access.ts'
import { sha256 } from './receiving.ts'
import { chainStart } from './rules.ts'
import type { ExecutionTables } from './tables.ts'

type Ctx = Context<ExecutionTables & ProceduresTables>
type Asked = { executionId: string; deviceId: string }

export async function certify(ctx: Ctx, { executionId, deviceId }: Asked) {
  await visibleExecution(ctx, executionId)
  const chains = await chainsOf(ctx, executionId)
  const chain = chains.find((it) => it.deviceId === deviceId)
  const files = await ctx.db
    .selectFrom('executionPhotos')
    .select(['id as photoId', 'sha256'])
    .where('executionId', '=', executionId)
    .where('state', '=', 'here')
    .orderBy('id')
    .execute()
  return {
    ...{ executionId, deviceId, files },
    events: chain?.events ?? 0,
    digest: chain?.digest ?? sha256(chainStart(executionId, deviceId)),
    issuedAt: ctx.now(),
  }
}

/** The end of each device's chain. */
export async function chainsOf({ db }: Ctx, executionId: string) {
  const rows = await db
    .selectFrom('executionEvents')
    .select(['deviceId', 'sequence', 'link'])
    .where('executionId', '=', executionId)
    .orderBy('deviceId')
    .orderBy('sequence')
    .execute()
  const ends = new Map<string, { deviceId: string; events: number; digest: string }>()
  for (const { deviceId, sequence, link } of rows)
    ends.set(deviceId, { deviceId, events: sequence, digest: link })
  return [...ends.values()]
}
