/** Whoever looks hears that an execution has changed. */
import type { Context } from '#kernel/module.ts'
import { executionChanged, executionsChanged } from './office/contract.ts'

export function tell(
  { publish }: Pick<Context, 'publish'>,
  executionId: string,
  memberIds: readonly (string | null)[],
): void {
  publish(executionsChanged, { executionId })
  for (const id of new Set(memberIds))
    if (id !== null) publish(executionChanged, { executionId }, id)
}
