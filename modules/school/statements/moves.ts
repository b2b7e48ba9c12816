/** What moved units: completed transfers, and reversed ones, whose opposite is a transfer of its own. */
import type { Kysely } from 'kysely'
import type { ExchangeTables, TransferRow } from '../exchange/tables.ts'

export type Move = Pick<
  TransferRow,
  'id' | 'kind' | 'state' | 'units' | 'payerId' | 'receiverId'
> & {
  resolvedAt: Date
}

const settled = (db: Kysely<ExchangeTables>) =>
  db
    .selectFrom('exchangeTransfers')
    .select(['id', 'kind', 'state', 'units', 'payerId', 'receiverId', 'resolvedAt'])
    .where('state', 'in', ['completed', 'reversed'])
    .where('resolvedAt', 'is not', null)

/** Of one member, in the order in which they happened. */
export async function movesOf(db: Kysely<ExchangeTables>, memberId: string): Promise<Move[]> {
  const rows = await settled(db)
    .where(({ or, eb }) => or([eb('payerId', '=', memberId), eb('receiverId', '=', memberId)]))
    .orderBy('resolvedAt')
    .orderBy('id')
    .execute()
  return rows as Move[]
}

/** The next page of all of them: after `after`, and not after the moment at which the reading began. */
export async function movesAfter(
  db: Kysely<ExchangeTables>,
  { after, until, limit }: { after: Move | undefined; until: Date; limit: number },
): Promise<Move[]> {
  const rows = await settled(db)
    .where('resolvedAt', '<=', until)
    .$if(after !== undefined, (query) =>
      query.where(({ or, and, eb }) =>
        or([
          eb('resolvedAt', '>', after!.resolvedAt),
          and([eb('resolvedAt', '=', after!.resolvedAt), eb('id', '>', after!.id)]),
        ]),
      ),
    )
    .orderBy('resolvedAt')
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows as Move[]
}
