/** Who may mediate between two members: never one of the two. */
import { activeMembers, type KnownMember } from '#core/workspaces/api.ts'
import type { Context } from '#kernel/module.ts'
import type { ExchangeTables, TransferRow } from '../exchange/tables.ts'
import { MEDIATOR, rolesWith } from '../roles.ts'

type Ctx = Context<ExchangeTables>
type Sides = Pick<TransferRow, 'payerId' | 'receiverId'>

export async function mediatorsFor(ctx: Ctx, sides: Sides): Promise<KnownMember[]> {
  const roles = rolesWith('exchange.mediate')
  const members = await activeMembers(ctx)
  return members.filter(
    (it) =>
      it.id !== sides.payerId &&
      it.id !== sides.receiverId &&
      it.roles.some((role) => roles.includes(role)),
  )
}

/**
 * Of those whose role it is, the one with the fewest disputes at hand; undefined where it is nobody's own role, and one
 * of the administrators takes it.
 */
export async function leastBusy(ctx: Ctx, sides: Sides): Promise<string | undefined> {
  const able = await mediatorsFor(ctx, sides)
  const ids = able.filter(({ roles }) => roles.includes(MEDIATOR)).map(({ id }) => id)
  if (ids.length === 0) return undefined
  const busy = await ctx.db
    .selectFrom('disputes')
    .select(({ fn }) => ['mediatorId', fn.countAll<number>().as('n')])
    .where('state', '=', 'mediated')
    .where('mediatorId', 'in', ids)
    .groupBy('mediatorId')
    .execute()
  const loadOf = new Map(busy.map(({ mediatorId, n }) => [mediatorId, n]))
  const load = (id: string) => loadOf.get(id) ?? 0
  return ids.toSorted((a, b) => load(a) - load(b) || (a < b ? -1 : 1))[0]
}
