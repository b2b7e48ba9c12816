/** The rows of the audit become a chain: those that are there already are put in the order of their time. */
import type { Kysely } from 'kysely'
import { type Entry, linked, START } from '../chain.ts'
import { t } from '../data/column.ts'
import {
  addColumn,
  addIndex,
  alterColumn,
  change,
  createTable,
  type Migration,
} from '../data/migrate.ts'

const BATCH = 500

/** A second run goes on behind the last row that has its place. */
async function chain(db: Kysely<any>): Promise<void> {
  const last = await db
    .selectFrom('audit')
    .select(['sequence', 'hash'])
    .where('sequence', 'is not', null)
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst()
  let head = last ?? START
  for (;;) {
    const rows = await db
      .selectFrom('audit')
      .selectAll()
      .where('sequence', 'is', null)
      .orderBy('at')
      .orderBy('id')
      .limit(BATCH)
      .execute()
    for (const row of rows) {
      const { sequence, previous, hash, salt, personalHash } = linked(head, row as Entry)
      await db
        .updateTable('audit')
        .set({ sequence, previous, hash, salt, personalHash })
        .where('id', '=', row.id)
        .execute()
      head = { sequence, hash }
    }
    if (rows.length < BATCH) break
  }
  if (head.sequence === 0) return
  await db.deleteFrom('auditHead').execute()
  await db
    .insertInto('auditHead')
    .values({ id: 1, sequence: head.sequence, hash: head.hash })
    .execute()
}

export default {
  name: '005-audit-chain',
  steps: [
    addColumn('audit', 'sequence', t.int64().nullable()),
    addColumn('audit', 'previous', t.string(64).default('')),
    addColumn('audit', 'salt', t.string(32).nullable()),
    addColumn('audit', 'personalHash', t.string(64).default('')),
    createTable('auditHead', { id: t.int().primary(), sequence: t.int64(), hash: t.string(64) }),
    change(chain),
    alterColumn('audit', 'sequence', t.int64().unique()),
    alterColumn('audit', 'previous', t.string(64)),
    alterColumn('audit', 'personalHash', t.string(64)),
    alterColumn('audit', 'actorKind', t.oneOf('guest', 'account', 'member', 'system', 'support')),
    addIndex('audit', ['accountId']),
  ],
} satisfies Migration
