/** Reads the audit page by page, newest first: who did what, narrowed to what is asked. */
import type { Kysely } from 'kysely'
import type { auditTables } from './audit.ts'
import type { DatabaseOf } from './data/column.ts'

export type ActFilter = {
  /** A member, an account, or what else acts. */
  actor?: string | undefined
  target?: string | undefined
  since?: Date | undefined
  /** Names, `%` standing for anything: of each of these lists, one. */
  all?: readonly (readonly string[])[] | undefined
  /** None of these. */
  unlike?: readonly string[] | undefined
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

export async function readActs(
  db: Kysely<any>,
  { actor, target, since, all = [], unlike = [] }: ActFilter,
  { before, limit }: { before?: number | undefined; limit: number },
) {
  let query = (db as Kysely<DatabaseOf<typeof auditTables>>).selectFrom('audit').selectAll()
  if (actor)
    query = query.where((row) =>
      row.or([
        row('actorId', '=', actor),
        // PostgreSQL refuses to compare a uuid with anything else.
        ...(UUID.test(actor) ? [row('accountId', '=', actor.toLowerCase())] : []),
      ]),
    )
  if (target) query = query.where('target', '=', target)
  if (since) query = query.where('at', '>=', since)
  for (const some of all)
    query = query.where((row) => row.or(some.map((it) => row('action', 'like', it))))
  for (const it of unlike) query = query.where('action', 'not like', it)
  if (before !== undefined) query = query.where('sequence', '<', before)
  return query.orderBy('sequence', 'desc').limit(limit).execute()
}
