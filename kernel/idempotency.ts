/** A client-made id makes a write happen once: the replay gets the first answer, another body gets 409. */
import { createHash } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import { InvalidInput, KeyReused, problem } from './contract.ts'
import { type DatabaseOf, type Dialect, t, table } from './data/column.ts'
import { prepared } from './data/prepared.ts'
import { insertIgnore } from './data/write.ts'
import { DAY, MINUTE } from './time.ts'

export const idempotencyTables = {
  idempotency: table(
    {
      actor: t.string(60),
      endpoint: t.string(120),
      key: t.string(100),
      bodyHash: t.string(64),
      reply: t.json<{ reply: unknown }>().nullable(),
      createdAt: t.instant(),
    },
    { primary: ['actor', 'endpoint', 'key'], indexes: [['createdAt']] },
  ),
}
type IdempotencyDatabase = DatabaseOf<typeof idempotencyTables>

/** Printable, and short enough for its column. */
const KEY = /^[\x21-\x7e]{1,100}$/

export function checkKey(key: string | undefined): void {
  if (key === undefined || KEY.test(key)) return
  throw InvalidInput({ errors: [{ path: 'Idempotency-Key', code: 'invalid_format', facts: {} }] })
}

export type Claim = { actor: string; endpoint: string; key: string }

/** The first attempt of this write is still at work, outside a transaction. */
export const StillRunning = problem('still-running', 409)

/** Work outside a transaction that said nothing for so long has died; the next attempt takes it over. */
const DEAD_AFTER_MS = 2 * MINUTE

/**
 * Claims the key inside the acting transaction. Undefined: the work is ours to do. Otherwise the first answer.
 * A second claimer waits on the first one's row until it commits (then replays) or rolls back (then works).
 */
export async function claimKey(
  db: Kysely<any>,
  dialect: Dialect,
  claim: Claim,
  input: unknown,
  now: Date,
): Promise<{ reply: unknown } | undefined> {
  const bodyHash = hashOf(input)
  const row = { ...claim, bodyHash, reply: null, createdAt: now }
  if (await insertIgnore(db, dialect, 'idempotency', row)) return undefined

  const first = await rowOf(db, claim).selectAll().executeTakeFirstOrThrow()
  if (first.bodyHash !== bodyHash) throw KeyReused()
  if (first.reply) return first.reply
  if (now.getTime() - first.createdAt.getTime() < DEAD_AFTER_MS) throw StillRunning()
  const taken = await changeOf(db, claim)
    .set({ createdAt: now })
    .where('createdAt', '=', first.createdAt)
    .executeTakeFirst()
  if (taken.numUpdatedRows === 0n) throw StillRunning()
  return undefined
}

export async function keepReply(db: Kysely<any>, claim: Claim, reply: unknown): Promise<void> {
  await keep(db, { ...claim, reply: { reply: reply ?? null } })
}

type Kept = Claim & { reply: { reply: unknown } }
const keep = prepared((db: Kysely<any>, { reply, ...claim }: Kept) =>
  changeOf(db, claim).set({ reply }),
)

/** The work failed: the same key may try again. */
export async function dropClaim(db: Kysely<any>, { actor, endpoint, key }: Claim): Promise<void> {
  await (db as Kysely<IdempotencyDatabase>)
    .deleteFrom('idempotency')
    .where('actor', '=', actor)
    .where('endpoint', '=', endpoint)
    .where('key', '=', key)
    .execute()
}

/** No honest client repeats a write that late. */
export const KEPT_MS = 30 * DAY

export async function forgetKeys(db: Kysely<any>, before: Date): Promise<void> {
  await (db as Kysely<IdempotencyDatabase>)
    .deleteFrom('idempotency')
    .where('createdAt', '<', before)
    .execute()
}

/** Replies that name something which is gone; the text of a reply is searched because replies have no columns. */
export async function forgetRepliesAbout(db: Kysely<any>, dialect: Dialect, id: string) {
  const reply = dialect === 'postgres' ? sql`${sql.ref('reply')}::text` : sql.ref('reply')
  await (db as Kysely<IdempotencyDatabase>)
    .deleteFrom('idempotency')
    .where(sql<boolean>`${reply} like ${`%${id}%`}`)
    .execute()
}

/** The replies kept for somebody who is forgotten. */
export async function forgetKeysOf(db: Kysely<any>, actor: string): Promise<void> {
  await (db as Kysely<IdempotencyDatabase>)
    .deleteFrom('idempotency')
    .where('actor', '=', actor)
    .execute()
}

function rowOf(db: Kysely<any>, { actor, endpoint, key }: Claim) {
  return (db as Kysely<IdempotencyDatabase>)
    .selectFrom('idempotency')
    .where('actor', '=', actor)
    .where('endpoint', '=', endpoint)
    .where('key', '=', key)
}

function changeOf(db: Kysely<any>, { actor, endpoint, key }: Claim) {
  return (db as Kysely<IdempotencyDatabase>)
    .updateTable('idempotency')
    .where('actor', '=', actor)
    .where('endpoint', '=', endpoint)
    .where('key', '=', key)
}

function hashOf(input: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(sorted(input)))
    .digest('hex')
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value ?? null
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(entries.map(([name, inner]) => [name, sorted(inner)]))
}
