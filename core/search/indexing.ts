/** Keeps the index in the transaction that changes the document: what is committed is found, what is not is not. */
import { createHash, randomInt } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { Dialect } from '#kernel/data/column.ts'
import { insertIgnore } from '#kernel/data/write.ts'
import type { Context } from '#kernel/module.ts'
import { gramsOf, INDEX_VERSION, weigh } from './rules.ts'
import type { SearchTables } from './tables.ts'

type Ctx = Context<SearchTables>
export type Indexed = { id: string; title: string; text: string }

/** Above any number of documents, below the integers that a JavaScript number holds. */
const KEYS = 2 ** 47
const ROWS_AT_ONCE = 400

/** Call it in the transaction that writes the document; the same content again costs one read. */
export async function indexDocument(open: Context, kind: string, { id, title, text }: Indexed) {
  const ctx = open as Ctx
  const { db, dialect } = ctx
  const digest = createHash('sha256')
    .update(`${INDEX_VERSION}\n${title}\n${text}`)
    .digest('base64url')
  const key = await documentKey(ctx, kind, id, digest)
  if (key === null) return
  const weights = [...weigh(title, text)].toSorted(([a], [b]) => (a < b ? -1 : 1))
  await learn(
    ctx,
    weights.map(([term]) => term),
  )
  const postings = weights.map(([term, weight]) => ({ term, documentKey: key, weight }))
  await insertAll(db, dialect, 'searchPostings', postings)
}

/**
 * The key of a document that is to be written; null when it says the same as before. Looked for before it is inserted:
 * on MariaDB two who both met a duplicate would wait for each other.
 */
async function documentKey(ctx: Ctx, kind: string, documentId: string, digest: string) {
  const { db, dialect } = ctx
  if (!(await one(ctx, kind, documentId).executeTakeFirst())) {
    const key = randomInt(1, KEYS)
    const row = { key, kind, documentId, digest }
    if (await insertIgnore(db, dialect, 'searchDocuments', row)) return key
  }
  // Two who index the same document wait for each other here.
  const known = await ctx.locked(one(ctx, kind, documentId)).executeTakeFirst()
  if (!known || known.digest === digest) return null
  await db.updateTable('searchDocuments').set({ digest }).where('key', '=', known.key).execute()
  await db.deleteFrom('searchPostings').where('documentKey', '=', known.key).execute()
  return known.key
}

/** Safe to repeat. */
export async function unindexDocument(open: Context, kind: string, id: string): Promise<void> {
  const ctx = open as Ctx
  const known = await ctx.locked(one(ctx, kind, id)).executeTakeFirst()
  if (!known) return
  await ctx.db.deleteFrom('searchPostings').where('documentKey', '=', known.key).execute()
  await ctx.db.deleteFrom('searchDocuments').where('key', '=', known.key).execute()
}

const one = ({ db }: Ctx, kind: string, id: string) =>
  db
    .selectFrom('searchDocuments')
    .select(['key', 'digest'])
    .where('kind', '=', kind)
    .where('documentId', '=', id)

/** New terms join the vocabulary, always in the order of the alphabet: writers wait for each other, never in a circle. */
async function learn({ db, dialect }: Ctx, terms: readonly string[]): Promise<void> {
  if (terms.length === 0) return
  const known = new Set<string>()
  for (let at = 0; at < terms.length; at += ROWS_AT_ONCE) {
    const rows = await db
      .selectFrom('searchTerms')
      .select('term')
      .where('term', 'in', terms.slice(at, at + ROWS_AT_ONCE))
      .execute()
    for (const { term } of rows) known.add(term)
  }
  const fresh = terms.filter((it) => !known.has(it))
  const rows = fresh.map((term) => ({ term }))
  const grams = fresh
    .flatMap((term) => gramsOf(term).map((gram) => ({ gram, term })))
    .toSorted((a, b) => (a.gram + a.term < b.gram + b.term ? -1 : 1))
  await insertAll(db, dialect, 'searchTerms', rows)
  await insertAll(db, dialect, 'searchGrams', grams)
}

/** Rows that may be there already; none of their tables has a check that a row could break. */
async function insertAll<Name extends keyof SearchTables>(
  db: Kysely<SearchTables>,
  dialect: Dialect,
  table: Name,
  rows: readonly object[],
): Promise<void> {
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) {
    const insert = (db as Kysely<any>)
      .insertInto(table as string)
      .values(rows.slice(at, at + ROWS_AT_ONCE))
    await (
      dialect === 'mariadb'
        ? insert.ignore()
        : insert.onConflict((conflict) => conflict.doNothing())
    ).execute()
  }
}
