/** Gates as the execution itself knows them: no model is asked, and none can change them. */
import type { Context } from '#kernel/module.ts'
import { accountOf } from '../executions/history.ts'
import type { ExecutionTables } from '../executions/tables.ts'

/** How many gates are not done; 0 where the execution is gone. */
export async function openGatesOf(ctx: Context, executionId: string): Promise<number> {
  const here = ctx as Context<any>
  const row = await (here as Context<ExecutionTables>).db
    .selectFrom('executions')
    .select(['id', 'versionId'])
    .where('id', '=', executionId)
    .executeTakeFirst()
  if (!row) return 0
  const { steps, standings } = await accountOf(here, row)
  return steps.filter((it, i) => it.isGate && standings[i]!.state !== 'done').length
}
