/** Documents that are never found, only looked at: what the person stands before when they ask the assistant. */
import type { Context, DocumentKind } from '#kernel/module.ts'
import { visibleExecution } from '../executions/access.ts'
import { accountOf } from '../executions/history.ts'
import { shown } from '../executions/shown.ts'
import { NotFound } from '#kernel/contract.ts'

export const EXECUTION_DOCUMENT = 'maintenance.execution'

export const executionDocuments: DocumentKind = {
  text: 'advice.execution-document',
  may: 'executions.read',

  async read(ctx: Context, ids) {
    const found = []
    for (const id of ids.slice(0, 3)) {
      const row = await visibleExecution(ctx, id).catch((error: unknown) => {
        if (NotFound.is(error)) return undefined
        throw error
      })
      if (!row) continue
      const { title, version, site, equipment } = await shown(ctx, row)
      const { steps, standings } = await accountOf(ctx, row)
      const place = standings.findIndex((it) => it.state !== 'done' && it.state !== 'skipped')
      const step = steps[place]
      const text = [
        `${title}, version ${version}`,
        site && site.name,
        equipment && `${equipment.name} ${equipment.serial}`,
        step && `${place + 1}. ${step.title}. ${step.description} ${step.instructions}`,
      ]
      found.push({
        id,
        title,
        text: text.filter(Boolean).join('\n').slice(0, 3000),
        path: `/executions/${id}` as const,
      })
    }
    return found
  },
  /** None of them is in the index. */
  list: async () => [],
}
