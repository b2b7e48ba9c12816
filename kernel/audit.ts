/** Who did what, written in the acting transaction. A sealer chains the rows later; the content hash is made here. */
import { createHash } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { Facts } from './contract.ts'
import { type DatabaseOf, t, table } from './data/column.ts'
import { newId } from './ids.ts'
import type { Actor, Origin } from './module.ts'

export const auditTables = {
  audit: table(
    {
      id: t.uuid().primary(),
      at: t.instant(),
      actorKind: t.oneOf('guest', 'account', 'member', 'system'),
      actorId: t.string(60),
      accountId: t.uuid().nullable(),
      action: t.string(120),
      target: t.string(120),
      facts: t.json<Facts>(),
      requestId: t.string(60),
      address: t.string(64),
      agent: t.string(255),
      hash: t.string(64),
    },
    { indexes: [['at'], ['target']] },
  ),
}
type AuditDatabase = DatabaseOf<typeof auditTables>

export type AuditEntry = { action: string; target: string; facts: Facts }

export async function writeAudit(
  db: Kysely<any>,
  at: Date,
  actor: Actor,
  origin: Origin,
  { action, target, facts }: AuditEntry,
): Promise<void> {
  const row = {
    id: newId(at.getTime()),
    at,
    actorKind: actor.kind,
    actorId: actor.id,
    accountId: actor.accountId,
    action,
    target: target.slice(0, 120),
    facts,
    requestId: origin.requestId.slice(0, 60),
    address: origin.address.slice(0, 64),
    agent: origin.agent.slice(0, 255),
  }
  const hash = createHash('sha256').update(JSON.stringify(row)).digest('hex')
  await (db as Kysely<AuditDatabase>)
    .insertInto('audit')
    .values({ ...row, hash })
    .execute()
}
