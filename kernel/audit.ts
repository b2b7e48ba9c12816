/** Who did what, in a chain: the last statements of the acting transaction put its rows behind the head. */
import type { Kysely } from 'kysely'
import { type Head, isIntact, type Link, linked, START } from './chain.ts'
import type { Facts } from './contract.ts'
import { type DatabaseOf, type Dialect, t, table } from './data/column.ts'
import { locked } from './data/namespace.ts'
import { prepared } from './data/prepared.ts'
import { insertIgnore, insertOne } from './data/write.ts'
import { type Damage, diagnose, type Ring } from './diagnosis.ts'
import { newId } from './ids.ts'
import type { Actor, Origin } from './module.ts'

export const auditTables = {
  audit: table(
    {
      id: t.uuid().primary(),
      at: t.instant(),
      actorKind: t.oneOf('guest', 'account', 'member', 'system', 'support'),
      actorId: t.string(60),
      accountId: t.uuid().nullable(),
      action: t.string(120),
      target: t.string(120),
      facts: t.json<Facts>(),
      requestId: t.string(60),
      address: t.string(64),
      agent: t.string(255),
      hash: t.string(64),
      sequence: t.int64().unique(),
      previous: t.string(64),
      salt: t.string(32).nullable(),
      personalHash: t.string(64),
    },
    { indexes: [['at'], ['target'], ['accountId']] },
  ),
  /** One row: where the chain ends. Who writes to the audit locks it until the commit. */
  auditHead: table({ id: t.int().primary(), sequence: t.int64(), hash: t.string(64) }),
}
type AuditDatabase = DatabaseOf<typeof auditTables>
type Db = Kysely<AuditDatabase>

export type AuditEntry = { action: string; target: string; facts: Facts }
export type Waiting = AuditEntry & { at: Date; actor: Actor; origin: Origin }

/** When something was last done in a namespace; nothing of what it was. */
export async function lastAuditedAt(db: Kysely<any>): Promise<Date | undefined> {
  const row = await (db as Db)
    .selectFrom('audit')
    .select('at')
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.at
}

/**
 * The last statements of a transaction: whoever comes next waits from here to the commit and no longer, and since
 * nothing is locked after the head, nobody waits in a circle.
 */
export async function appendAudit(
  db: Kysely<any>,
  dialect: Dialect,
  waiting: readonly Waiting[],
): Promise<void> {
  if (waiting.length === 0) return
  let head = await lockHead(db, dialect)
  for (const entry of waiting) {
    const row = linked(head, rowOf(entry))
    await insertOne(db as Db, 'audit', row as never)
    head = row
  }
  await moveHead(db, { sequence: head.sequence, hash: head.hash })
}

const HEAD = 1

const headOf = prepared((db: Db, _: Record<never, never>, { dialect }: { dialect: Dialect }) =>
  locked(dialect, db.selectFrom('auditHead').select(['sequence', 'hash']).where('id', '=', HEAD)),
)
const moveHead = prepared((db: Db, head: { sequence: number; hash: string }) =>
  db.updateTable('auditHead').set(head).where('id', '=', HEAD),
)

async function lockHead(db: Db, dialect: Dialect): Promise<Head> {
  const known = (await headOf(db, {}, { dialect })).rows[0]
  if (known) return known
  // The first row of this namespace; two first rows at once meet here, and one of them waits.
  await insertIgnore(db, dialect, 'auditHead', { id: HEAD, ...START })
  return (await headOf(db, {}, { dialect })).rows[0]!
}

function rowOf({ at, actor, origin, action, target, facts }: Waiting) {
  return {
    id: newId(at.getTime()),
    at,
    actorKind: actor.kind,
    actorId: actor.id,
    accountId: actor.accountId,
    action: cut(action, 120),
    target: cut(target, 120),
    // As it will be read: what JSON leaves out is not hashed either.
    facts: JSON.parse(JSON.stringify(facts)) as Facts,
    requestId: cut(origin.requestId, 60),
    address: cut(origin.address, 64),
    agent: cut(origin.agent, 255),
  }
}

/** Half a pair at the cut would be refused by the database. */
const cut = (text: string, length: number) => text.slice(0, length).toWellFormed()

export type Verdict = { rows: number; head: Head; damages: Damage[] }

/** Reads a whole chain in flat memory; what does not hold is then looked at row by row. */
export async function verifyAudit(
  db: Kysely<any>,
  anchors: readonly Head[] = [],
): Promise<Verdict> {
  const head = await readHead(db)
  let last = START
  let rows = 0
  let holds = true
  const wanted = new Map(anchors.map((it) => [it.sequence, it.hash]))
  for await (const row of chainOf(db)) {
    rows++
    const follows = row.sequence === last.sequence + 1 && row.previous === last.hash
    const isKnown = wanted.get(row.sequence)
    if (!follows || !isIntact(row) || (isKnown !== undefined && isKnown !== row.hash)) holds = false
    last = { sequence: row.sequence, hash: row.hash }
  }
  const furthest = Math.max(0, ...anchors.map((it) => it.sequence))
  const isAtHead = last.sequence === (head ?? START).sequence && last.hash === (head ?? START).hash
  if (holds && isAtHead && furthest <= last.sequence) return { rows, head: last, damages: [] }

  const rings: Ring[] = []
  for await (const row of chainOf(db)) {
    const { id, sequence, previous, hash } = row
    rings.push({ id, sequence, previous, hash, intact: isIntact(row) })
  }
  return { rows, head: last, damages: diagnose(rings, head, anchors) }
}

/** Where the chain of a namespace ends; undefined as long as nothing was written to it. */
export const readHead = (db: Kysely<any>): Promise<Head | undefined> =>
  (db as Db)
    .selectFrom('auditHead')
    .select(['sequence', 'hash'])
    .where('id', '=', HEAD)
    .executeTakeFirst()

const BATCH = 500

async function* chainOf(db: Db): AsyncGenerator<Link> {
  for (let after: number | undefined; ;) {
    let query = db.selectFrom('audit').selectAll().orderBy('sequence').limit(BATCH)
    if (after !== undefined) query = query.where('sequence', '>', after)
    const rows = await query.execute()
    yield* rows
    if (rows.length < BATCH) return
    after = rows.at(-1)!.sequence
  }
}

/** Everything one person did here, and from where. */
export const auditOf = (db: Kysely<any>, accountId: string) =>
  (db as Db)
    .selectFrom('audit')
    .select(['at', 'action', 'target', 'facts', 'address', 'agent'])
    .where('accountId', '=', accountId)
    .orderBy('sequence')
    .execute()

/** Every account that did something here. */
export async function actorsIn(db: Kysely<any>): Promise<string[]> {
  const rows = await (db as Db)
    .selectFrom('audit')
    .select('accountId')
    .distinct()
    .where('accountId', 'is not', null)
    .execute()
  return rows.map((it) => it.accountId!)
}

/** Where somebody acted from; what they did stays, and the chain holds without it. */
export async function forgetOrigins(db: Kysely<any>, accountId: string): Promise<void> {
  await (db as Db)
    .updateTable('audit')
    .set({ address: '', agent: '', salt: null })
    .where('accountId', '=', accountId)
    .execute()
}
