/** Who is still there: asked for open connections in one read, noted for the list of devices now and then. */
import type { Kysely } from 'kysely'
import type { Session } from '#kernel/directory.ts'
import type { IdentityDb } from '../tables.ts'

/** The ids that still open a door: not ended, not expired, their account active. */
export async function livingSessions(
  db: Kysely<any>,
  sessions: readonly Session[],
  now: Date,
): Promise<Set<string>> {
  const idsOf = (wanted: readonly Session[]) => [...new Set(wanted.map((it) => it.sessionId))]
  const doors = idsOf(sessions.filter((it) => !it.limits))
  const tokens = idsOf(sessions.filter((it) => it.limits))
  const open = doors.length ? await livingDoors(db, doors, now) : []
  const valid = tokens.length ? await livingTokens(db, tokens, now) : []
  return new Set([...open, ...valid].map((it) => it.id))
}

const livingDoors = (db: IdentityDb, ids: readonly string[], now: Date) =>
  db
    .selectFrom('sessions')
    .innerJoin('accounts', 'accounts.id', 'sessions.accountId')
    .select('sessions.id')
    .where('sessions.id', 'in', ids)
    .where('sessions.expiresAt', '>', now)
    .where('accounts.active', '=', true)
    .execute()

const livingTokens = (db: IdentityDb, ids: readonly string[], now: Date) =>
  db
    .selectFrom('apiTokens')
    .innerJoin('accounts', 'accounts.id', 'apiTokens.accountId')
    .select('apiTokens.id')
    .where('apiTokens.id', 'in', ids)
    .where((row) =>
      row.or([row('apiTokens.expiresAt', 'is', null), row('apiTokens.expiresAt', '>', now)]),
    )
    .where('accounts.active', '=', true)
    .execute()

export async function markSeen(
  db: Kysely<any>,
  { sessionId, limits }: Session,
  now: Date,
): Promise<void> {
  const table = limits ? 'apiTokens' : 'sessions'
  await (db as IdentityDb)
    .updateTable(table)
    .set({ lastSeenAt: now })
    .where('id', '=', sessionId)
    .execute()
}
