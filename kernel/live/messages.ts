/** Messages of topics in a workspace's own tables: numbered by the transaction that publishes them, so without a gap. */
import type { Kysely } from 'kysely'
import type { Topic } from '#kernel/contract.ts'
import { cutTo } from '#kernel/cut.ts'
import type { Dialect } from '#kernel/data/column.ts'
import { prepared } from '#kernel/data/prepared.ts'
import { insertIgnore, insertOne } from '#kernel/data/write.ts'
import { DAY } from '#kernel/time.ts'
import type { LiveDatabase } from './tables.ts'

type Db = Kysely<LiveDatabase>

/** A topic and whose it is, as one word. */
export type Key = string
export type Published = { key: Key; payload: unknown }
export type Message = { seq: number; payload: unknown }

/** Who was away for longer reads anew instead of catching up. */
const KEPT_MS = 2 * DAY
/** A message says that something happened and where to read it; it does not carry it. */
export const MAX_PAYLOAD_CHARS = 16_000

export function keyOf({ name, of }: Topic<any, any>, owner: string | undefined): Key {
  if ((of === 'workspace') !== (owner === undefined))
    throw new Error(`the topic ${name} is of a ${of}: say ${owner ? 'no id' : 'whose'}`)
  return owner === undefined ? name : `${name} ${owner}`
}

export function publication(topic: Topic, payload: unknown, of: string | undefined): Published {
  const cut = cutTo(topic.payload, payload)
  if (JSON.stringify(cut).length > MAX_PAYLOAD_CHARS)
    throw new RangeError(`a message of ${topic.name} is too large to be told live`)
  return { key: keyOf(topic, of), payload: cut }
}

/**
 * The last statements of a transaction, in the order of the topics: publishers of one topic wait for each other here, as
 * briefly as can be and never in a circle. Whoever sees a number therefore sees all before it.
 */
export async function writeMessages(
  db: Db,
  dialect: Dialect,
  messages: readonly Published[],
  now: Date,
): Promise<void> {
  const inOrder = messages.toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
  for (const { key: topic, payload } of inOrder) {
    const seq = await nextNumber(db, dialect, topic)
    await insertOne(db, 'liveMessages', { topic, seq, payload, publishedAt: now })
  }
}

type OneTopic = { topic: Key }
const count = prepared((db: Db, { topic }: OneTopic) =>
  db
    .updateTable('liveTopics')
    .set((row) => ({ seq: row('seq', '+', 1) }))
    .where('topic', '=', topic),
)
const numberOf = prepared((db: Db, { topic }: OneTopic) =>
  db.selectFrom('liveTopics').select('seq').where('topic', '=', topic),
)

async function nextNumber(db: Db, dialect: Dialect, topic: Key): Promise<number> {
  const { numAffectedRows } = await count(db, { topic })
  if (numAffectedRows === 0n) {
    await insertIgnore(db, dialect, 'liveTopics', { topic, seq: 0 })
    await count(db, { topic })
  }
  const [row] = (await numberOf(db, { topic })).rows
  return row!.seq
}

const after = prepared((db: Db, { topic, seq, most }: OneTopic & { seq: number; most: number }) =>
  db
    .selectFrom('liveMessages')
    .select(['seq', 'payload'])
    .where('topic', '=', topic)
    .where('seq', '>', seq)
    .orderBy('seq')
    .limit(most),
)

/** The next messages after a number, at most `most`. */
export async function messagesAfter(
  db: Kysely<any>,
  topic: Key,
  seq: number,
  most: number,
): Promise<Message[]> {
  return (await after(db as Db, { topic, seq, most })).rows
}

/** The number of the last message that was ever published; 0 before the first. */
export async function lastNumber(db: Kysely<any>, topic: Key): Promise<number> {
  return (await numberOf(db as Db, { topic })).rows[0]?.seq ?? 0
}

/** The same for many topics at once. */
export async function lastNumbers(
  db: Kysely<any>,
  topics: readonly Key[],
): Promise<Map<Key, number>> {
  const found = new Map<Key, number>()
  for (let at = 0; at < topics.length; at += 500) {
    const rows = await (db as Db)
      .selectFrom('liveTopics')
      .select(['topic', 'seq'])
      .where('topic', 'in', topics.slice(at, at + 500))
      .execute()
    for (const row of rows) found.set(row.topic, row.seq)
  }
  return found
}

export async function forgetMessages(db: Kysely<any>, now: Date): Promise<void> {
  const before = new Date(now.getTime() - KEPT_MS)
  await (db as Db).deleteFrom('liveMessages').where('publishedAt', '<', before).execute()
}
