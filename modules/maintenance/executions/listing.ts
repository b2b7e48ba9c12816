/** Executions, newest first: one's own, or everybody's for who oversees. */
import type * as z from 'zod/mini'
import { momentAfter, pageFrom } from '#kernel/keyset.ts'
import type { Context } from '#kernel/module.ts'
import type { ProceduresTables } from '../procedures/tables.ts'
import type { SiteTables } from '../sites/tables.ts'
import { overseesAll } from './access.ts'
import type { listExecutions } from './contract.ts'
import { late, shownAll, todayIn } from './shown.ts'
import type { ExecutionTables } from './tables.ts'

type Ctx = Context<ExecutionTables & SiteTables & ProceduresTables>
type Asked = z.output<(typeof listExecutions)['input']>

export async function list(ctx: Ctx, asked: Asked) {
  const { state, siteId, equipmentId, procedureId, ownerId, isMine, isLate, cursor, limit } = asked
  const after = momentAfter(cursor)
  let query = ctx.db.selectFrom('executions').selectAll()
  if (isMine || !overseesAll(ctx)) query = query.where('ownerId', '=', ctx.actor.id)
  if (ownerId) query = query.where('ownerId', '=', ownerId)
  if (siteId) query = query.where('siteId', '=', siteId)
  if (equipmentId) query = query.where('equipmentId', '=', equipmentId)
  if (procedureId) query = query.where('procedureId', '=', procedureId)
  if (state === 'unfinished') query = query.where('state', 'in', late)
  else if (state) query = query.where('state', '=', state)
  if (isLate) query = query.where('plannedOn', '<', todayIn(ctx)).where('state', 'in', late)
  if (after)
    query = query.where(({ or, and, eb }) =>
      or([
        eb('listedAt', '<', after.at),
        and([eb('listedAt', '=', after.at), eb('id', '<', after.id)]),
      ]),
    )
  const rows = await query
    .orderBy('listedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  const { page, next } = pageFrom(rows, limit, (it) => ({
    by: it.listedAt.toISOString(),
    id: it.id,
  }))
  return { items: await shownAll(ctx, page), next }
}
