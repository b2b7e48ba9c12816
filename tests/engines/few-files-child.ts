/** Looks into every namespace at an address, and says of each how many are open; tests start it with few files allowed. */
import { sql } from 'kysely'
import { SqliteEngine } from '#kernel/data/engine.ts'
import type { Address } from './engines.ts'

const { place } = JSON.parse(process.argv[2]!) as Address
const engine = new SqliteEngine({ dir: place })
for (const name of await engine.list('file')) {
  await engine.use(name, async ({ db, reader }) => {
    await sql`select 1 from accounts`.execute(reader)
    await sql`delete from accounts where id = 1`.execute(db)
  })
  process.stdout.write(`${engine.openCount}\n`)
}
await engine.close()
