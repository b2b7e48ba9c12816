/** Tables for the tests of the data layer: one with every kind of column, and a small ledger. */
import { type DatabaseOf, NOW, t, table } from '#kernel/data/column.ts'
import { createTable, type Migrated } from '#kernel/data/migrate.ts'

const kinds = {
  id: t.uuid().primary(),
  title: t.string(120),
  chapter: t.text().nullable(),
  count: t.int().nullable(),
  bigCount: t.int64().nullable(),
  priceCents: t.cents().nullable(),
  ratio: t.real().nullable(),
  isOpen: t.boolean().default(true),
  seenAt: t.instant().nullable(),
  bornOn: t.day().nullable(),
  wishes: t.json<Record<string, unknown> | unknown[]>().nullable(),
  picture: t.bytes().nullable(),
  mood: t.oneOf('glad', 'sad', "l'été").default('glad'),
  createdAt: t.instant().default(NOW),
}
const accounts = { id: t.int().primary(), units: t.int() }
const moves = {
  fromId: t.int().references('accounts'),
  toId: t.int().references('accounts', 'cascade'),
  number: t.int(),
  units: t.int(),
}
const accountLimits = { checks: { limits: 'units >= -300 and units <= 600' } }
const moveKeys = {
  primary: ['fromId', 'toId', 'number'],
  indexes: [['units', 'number']],
  checks: { others: 'fromId <> toId' },
}

export const people = {
  things: table(kinds),
  accounts: table(accounts, accountLimits),
  moves: table(moves, moveKeys),
}
export type People = DatabaseOf<typeof people>

export const peopleParts: (Migrated & { tables: typeof people })[] = [
  {
    name: 'people',
    tables: people,
    migrations: [
      { name: '001-things', steps: [createTable('things', kinds)] },
      {
        name: '002-ledger',
        steps: [
          createTable('accounts', accounts, accountLimits),
          createTable('moves', moves, moveKeys),
        ],
      },
    ],
  },
]
