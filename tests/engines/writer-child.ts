/** Writes account after account, and names each once it is committed; tests kill it or count along. */
import { SqliteEngine } from '#kernel/data/engine.ts'
import type { People } from './people.ts'

type Order = { dir: string; from: number; count: number }
const { dir, from, count } = JSON.parse(process.argv[2]!) as Order
const engine = new SqliteEngine({ dir })
await engine.use<void, People>('bank', async (bank) => {
  for (let id = from; id < from + count; id++) {
    await bank.transact(async (db) => {
      await db.insertInto('accounts').values({ id, units: 1 }).execute()
      await db
        .updateTable('accounts')
        .set((row) => ({ units: row('units', '+', 1) }))
        .where('id', '=', 0)
        .execute()
    })
    process.stdout.write(`${id}\n`)
  }
})
await engine.close()
