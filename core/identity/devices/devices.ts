import { NotFound } from '#kernel/contract.ts'
import type { Context } from '#kernel/module.ts'
import type { IdentityTables } from '../tables.ts'
import { deviceName } from './rules.ts'

type Registry = Context<IdentityTables>

/** This device first, then the others as they were used last. */
export async function list({ db, actor, now }: Registry) {
  const rows = await db
    .selectFrom('sessions')
    .select(['id', 'kind', 'agent', 'address', 'createdAt', 'lastSeenAt'])
    .where('accountId', '=', actor.accountId!)
    .where('expiresAt', '>', now())
    .execute()
  const items = rows.map(({ agent, lastSeenAt, createdAt, ...row }) => ({
    ...row,
    ...deviceName(agent),
    createdAt: createdAt.toISOString(),
    lastSeenAt: (lastSeenAt ?? createdAt).toISOString(),
    isCurrent: row.id === actor.sessionId,
  }))
  return {
    items: items.toSorted(
      (a, b) => Number(b.isCurrent) - Number(a.isCurrent) || (a.lastSeenAt < b.lastSeenAt ? 1 : -1),
    ),
  }
}

export async function end(
  { db, actor, audit }: Registry,
  { deviceId }: { deviceId: string },
): Promise<{ done: true }> {
  const { numDeletedRows } = await db
    .deleteFrom('sessions')
    .where('id', '=', deviceId)
    .where('accountId', '=', actor.accountId!)
    .executeTakeFirst()
  if (numDeletedRows === 0n) throw NotFound()
  await audit('identity.device-ended', actor.accountId!, { sessionId: deviceId })
  return { done: true }
}

export async function endOthers({ db, actor, audit }: Registry): Promise<{ ended: number }> {
  const { numDeletedRows } = await db
    .deleteFrom('sessions')
    .where('accountId', '=', actor.accountId!)
    .where('id', '!=', actor.sessionId!)
    .executeTakeFirst()
  const ended = Number(numDeletedRows)
  await audit('identity.devices-ended', actor.accountId!, { ended })
  return { ended }
}
