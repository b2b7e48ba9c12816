/** A part that has lived: its second migration uses every kind of step. */
import { NOW, t, table } from '#kernel/data/column.ts'
import * as migrations from '#kernel/data/migrate.ts'

const { addCheck, addColumn, addIndex, addUnique, alterColumn, change, createTable } = migrations
const { dropCheck, dropColumn, dropIndex, dropTable, renameColumn } = migrations

export const library = {
  authors: table({ id: t.int().primary(), name: t.string(80).unique() }),
  books: table(
    {
      id: t.int().primary(),
      title: t.string(80),
      state: t.oneOf('draft', 'sent', 'printed').default('draft'),
      pageCount: t.int(),
      authorId: t.int().references('authors', 'set null').nullable(),
      addedAt: t.instant().default(NOW),
      isbn: t.string(13).unique().nullable(),
      priceCents: t.cents().default(0),
    },
    {
      indexes: [['state', 'pageCount'], ['addedAt']],
      uniques: [['title', 'authorId']],
      checks: { enoughPages: 'pageCount >= 1' },
    },
  ),
}

const first: migrations.Migration = {
  name: '001-books',
  steps: [
    createTable('authors', { id: t.int().primary(), name: t.string(40) }),
    createTable(
      'books',
      {
        id: t.int().primary(),
        title: t.string(40).index(),
        state: t.oneOf('draft', 'sent').default('draft'),
        pages: t.int(),
        priceCents: t.int().nullable(),
        motherId: t.int().references('authors').nullable(),
      },
      {
        indexes: [['state', 'pages']],
        uniques: [['title', 'state']],
        checks: { somePages: 'pages >= 0' },
      },
    ),
    createTable('loans', { id: t.int().primary(), bookId: t.int().references('books') }),
    change(async (db) => {
      await db.deleteFrom('books').execute()
      await db.deleteFrom('authors').execute()
      await db.insertInto('authors').values({ id: 1, name: 'Amélie' }).execute()
      await db
        .insertInto('books')
        .values([1, 2].map((id) => ({ id, title: `Tome ${id}`, pages: id * 100, motherId: 1 })))
        .execute()
    }),
  ],
}

const second: migrations.Migration = {
  name: '002-printing',
  steps: [
    dropTable('loans'),
    alterColumn('authors', 'name', t.string(80).unique()),
    addColumn('books', 'authorId', t.int().references('authors', 'set null').nullable()),
    addColumn('books', 'addedAt', t.instant().default(NOW)),
    addColumn('books', 'isbn', t.string(13).unique().nullable()),
    alterColumn('books', 'state', t.oneOf('draft', 'sent', 'printed').default('draft')),
    dropCheck('books', 'somePages'),
    renameColumn('books', 'pages', 'pageCount'),
    addCheck('books', 'enoughPages', 'pageCount >= 1'),
    dropIndex('books', ['title', 'state'], true),
    dropIndex('books', ['title']),
    alterColumn('books', 'title', t.string(80)),
    addIndex('books', ['addedAt']),
    addUnique('books', ['title', 'authorId']),
    dropColumn('books', 'motherId'),
    change(async (db) => {
      await db.updateTable('books').set({ priceCents: 0 }).where('priceCents', 'is', null).execute()
    }),
    alterColumn('books', 'priceCents', t.cents().default(0)),
  ],
}

export const oldLibrary: migrations.Migrated = { name: 'library', migrations: [first] }
export const newLibrary = { name: 'library', tables: library, migrations: [first, second] }
