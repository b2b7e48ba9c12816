/** Places in the exchange follow the memberships of the workspace. */
import type * as z from 'zod/mini'
import { activeMembers, memberOf } from '#core/workspaces/api.ts'
import type { memberJoined, moduleSwitched } from '#core/workspaces/contract.ts'
import type { Context } from '#kernel/module.ts'
import { fold } from '../exchange/search.ts'
import { depart, enrol, finishIfSettled, rejoin } from './enrolment.ts'
import type { ExchangeTables } from '../exchange/tables.ts'

type Ctx = Context<ExchangeTables>
type Membered = z.output<(typeof memberJoined)['payload']>
type Switched = z.output<(typeof moduleSwitched)['payload']>

/**
 * Events come late, twice or in another order: they only say whose place to look at. It follows the membership of the
 * workspace as it is now; who left only the exchange stays out of it.
 */
export async function follow(ctx: Ctx, { memberId }: Pick<Membered, 'memberId'>): Promise<void> {
  // Locked before the membership is read: the second of two sees what the first saw, or newer.
  const known = ctx.db.selectFrom('exchangeAccounts').selectAll().where('memberId', '=', memberId)
  const place = await ctx.locked(known).executeTakeFirst()
  const member = await memberOf(ctx, memberId)
  if (!member) return
  if (!place) {
    if (member.active) await enrol(ctx, member)
    return
  }
  const { accountId, name } = member
  const named = { name, folded: fold(name) }
  // Who was forgotten keeps the number that stands for the name.
  if (place.accountId !== null && place.name !== name) await write(ctx, memberId, named)
  if (member.active === place.present) return

  const isOut = place.membership === 'leaving' || place.membership === 'left'
  if (!member.active) {
    if (isOut) await write(ctx, memberId, { present: false })
    else await depart(ctx, memberId, 'system', { present: false })
  } else {
    const back = { present: true, accountId, ...named }
    if (isOut) await rejoin(ctx, memberId, 'system', back)
    else await write(ctx, memberId, back)
  }
}

/** Whoever came, left or took another name while the exchange was off. */
export async function followAll(ctx: Ctx, { module, on }: Switched): Promise<void> {
  if (module !== 'school' || !on) return
  const known = ctx.db.selectFrom('exchangeAccounts').select('memberId').orderBy('memberId')
  const ids = new Set((await known.execute()).map(({ memberId }) => memberId))
  for (const { id } of await activeMembers(ctx)) ids.add(id)
  for (const memberId of ids) await follow(ctx, { memberId })
}

const write = ({ db }: Ctx, memberId: string, set: object) =>
  db.updateTable('exchangeAccounts').set(set).where('memberId', '=', memberId).execute()

/** Leavers whose last unit was settled since, and those whom an update found in between. */
export async function finishLeavers(ctx: Ctx): Promise<void> {
  const leaving = await ctx.db
    .selectFrom('exchangeAccounts')
    .select('memberId')
    .where('membership', '=', 'leaving')
    .orderBy('memberId')
    .execute()
  for (const { memberId } of leaving) await finishIfSettled(ctx, memberId)
}
