import type * as z from 'zod/mini'
import { KeyReused, NotFound } from '#kernel/contract.ts'
import { insertIgnore } from '#kernel/data/write.ts'
import { newId } from '#kernel/ids.ts'
import type { Ctx } from '../tickets/clock.ts'
import * as contract from './contract.ts'

const { MOST_FILTERS } = contract

export async function listFilters({ db, actor }: Ctx) {
  const rows = await db
    .selectFrom('ticketFilters')
    .selectAll()
    .where(({ or, eb }) => or([eb('ownerId', '=', actor.id), eb('isShared', '=', true)]))
    .orderBy('name')
    .orderBy('id')
    .limit(200)
    .execute()
  return { items: rows.map((row) => ({ ...row, isMine: row.ownerId === actor.id })) }
}

type New = z.output<(typeof contract.saveFilter)['input']>

export async function saveFilter(ctx: Ctx, { id = newId(), name, filter, isShared }: New) {
  const { db, dialect, actor, now } = ctx
  const { count } = await db
    .selectFrom('ticketFilters')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('ownerId', '=', actor.id)
    .executeTakeFirstOrThrow()
  if (Number(count) >= MOST_FILTERS) throw contract.FilterFull({ max: MOST_FILTERS })
  const said = Object.entries(filter).filter((it): it is [string, string] => Boolean(it[1]))
  const kept = { id, name, filter: Object.fromEntries(said), isShared }
  const row = { ...kept, ownerId: actor.id, createdAt: now() }
  if (!(await insertIgnore(db, dialect, 'ticketFilters', row))) throw KeyReused()
  return { ...kept, isMine: true }
}

export async function removeFilter({ db, actor }: Ctx, { filterId }: { filterId: string }) {
  const mayManage = actor.permissions.has('tickets.manage')
  const gone = await db
    .deleteFrom('ticketFilters')
    .where('id', '=', filterId)
    .where(({ or, eb }) =>
      or([eb('ownerId', '=', actor.id), ...(mayManage ? [eb('isShared', '=', true)] : [])]),
    )
    .executeTakeFirst()
  if (Number(gone.numDeletedRows) === 0) throw NotFound()
  return { done: true } as const
}
