/** Tables that are hard to carry: keys of several columns and of strange text, rows that refer in circles, one large. */
import { t } from '#kernel/data/column.ts'
import type { Namespace } from '#kernel/data/engine.ts'
import { addColumn, createTable, type Migrated } from '#kernel/data/migrate.ts'
import { newId } from '#kernel/ids.ts'
import { peopleParts } from './people.ts'
import { randomThings } from './random.ts'

const tangled: Migrated = {
  name: 'tangled',
  migrations: [
    {
      name: '001-circles',
      steps: [
        createTable('persons', { id: t.uuid().primary() }),
        createTable('houses', {
          id: t.uuid().primary(),
          ownerId: t.uuid().references('persons').nullable(),
        }),
        addColumn('persons', 'houseId', t.uuid().references('houses').nullable()),
        createTable('tree', {
          id: t.int().primary(),
          motherId: t.int().references('tree', 'cascade').nullable(),
        }),
        createTable(
          'words',
          { word: t.string(60), at: t.instant(), day: t.day(), note: t.text().nullable() },
          { primary: ['word', 'at', 'day'] },
        ),
      ],
    },
  ],
}
export const ringParts: Migrated[] = [...peopleParts, tangled]

const WORDS = [
  '',
  ' ',
  'a',
  'a ',
  'A',
  'é',
  'e\u0301',
  '\u2028',
  '😀',
  'ﬀ',
  'z',
  "l'été",
  '\\',
  '%',
]

export async function fill({ db }: Namespace<any>, count = 700): Promise<void> {
  const put = async (table: string, rows: object[]) => {
    for (let i = 0; i < rows.length; i += 200)
      await db
        .insertInto(table)
        .values(rows.slice(i, i + 200))
        .execute()
  }
  const numbers = Array.from({ length: count }, (_, i) => i)
  const words = WORDS.flatMap((word) =>
    [0, 1, 1_800_000_000_123, -5_000_000_000_000].flatMap((ms) =>
      ['2024-02-29', '1000-01-01'].map((day) => ({ word, at: new Date(ms), day, note: word })),
    ),
  )
  await put('things', randomThings(count))
  await put('things', [
    { ...randomThings(1)[0]!, chapter: 'Il était une fois… 😀\u2028\r\n'.repeat(60_000) },
  ])
  await put(
    'accounts',
    numbers.map((id) => ({ id, units: id % 600 })),
  )
  const moves = numbers
    .slice(1)
    .flatMap((id) => [1, 2].map((number) => ({ fromId: id, toId: id - 1, number, units: id })))
  await put('moves', moves)
  await put('words', words)
  const [house, person] = [newId(), newId()]
  await put('persons', [{ id: person, houseId: null }])
  await put('houses', [{ id: house, ownerId: person }])
  await db.updateTable('persons').set({ houseId: house }).execute()
  await put(
    'tree',
    numbers.map((id) => ({ id, motherId: null })),
  )
  // Mothers come after their children in the order of the key.
  await db
    .updateTable('tree')
    .set({ motherId: count - 1 })
    .where('id', '<', 5)
    .execute()
}
