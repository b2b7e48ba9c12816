/** What happened to a ticket, in order: its history, for those who answer. */
import { newId } from '#kernel/ids.ts'
import type { Ctx } from './clock.ts'
import type { StepRow } from './tables.ts'

/** Written by `actor`, unless somebody else is named; the clock is nobody. The caller holds the ticket. */
export async function keepStep(
  { db, actor, locked, now }: Ctx,
  ticketId: string,
  what: StepRow['what'],
  { detail = null, by }: { detail?: string | null; by?: string | null } = {},
): Promise<void> {
  const at = now()
  const isPerson = actor.kind === 'member' || actor.kind === 'support'
  const memberId = by === undefined ? (isPerson ? actor.id : null) : by
  const query = db.selectFrom('ticketSteps').select('place').where('ticketId', '=', ticketId)
  const last = await locked(query.orderBy('place', 'desc').limit(1)).executeTakeFirst()
  const place = (last?.place ?? 0) + 1
  await db
    .insertInto('ticketSteps')
    .values({ id: newId(at.getTime()), ticketId, place, what, memberId, detail, at })
    .execute()
}
