/** Numbers without a gap: the count is kept by the transaction that opens the ticket, and goes back with it. */
import { insertIgnore } from '#kernel/data/write.ts'
import type { Ctx } from './clock.ts'

const ID = 'tickets'

export async function nextNumber(ctx: Ctx): Promise<number> {
  const { db, dialect, locked } = ctx
  // First the UPDATE: who inserts what is there already holds it in a way that two of them wait for each other.
  if (!(await countOne(ctx))) {
    await insertIgnore(db, dialect, 'ticketNumbers', { id: ID, last: 0 })
    await countOne(ctx)
  }
  const query = db.selectFrom('ticketNumbers').select('last').where('id', '=', ID)
  return (await locked(query).executeTakeFirstOrThrow()).last
}

async function countOne({ db }: Ctx): Promise<boolean> {
  const counted = await db
    .updateTable('ticketNumbers')
    .set(({ eb }) => ({ last: eb('last', '+', 1) }))
    .where('id', '=', ID)
    .executeTakeFirst()
  return Number(counted.numUpdatedRows) > 0
}
