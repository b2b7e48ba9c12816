/** Equipment: what is looked at and repaired, each with a label of its own. */
import type * as z from 'zod/mini'
import { KeyReused, NotFound } from '#kernel/contract.ts'
import { insertIgnore } from '#kernel/data/write.ts'
import { newId } from '#kernel/ids.ts'
import { pageFrom, placeAfter } from '#kernel/keyset.ts'
import type { Context } from '#kernel/module.ts'
import { hasWords } from '../procedures/folding.ts'
import {
  type changeEquipment,
  type createEquipment,
  type Equipment,
  type listEquipment,
  NoSuchSite,
} from './contract.ts'
import { newCode, sorted } from './places.ts'
import type { EquipmentRow, SiteTables } from './tables.ts'

type Ctx = Context<SiteTables>
type One = { equipmentId: string }

export async function list(ctx: Ctx, asked: z.output<typeof listEquipment.input>) {
  const { search, siteId, isArchived, cursor, limit } = asked
  const after = placeAfter(cursor)
  let query = ctx.db.selectFrom('siteEquipment').selectAll()
  query = query.where('archivedAt', isArchived ? 'is not' : 'is', null)
  if (siteId) query = query.where('siteId', '=', siteId)
  if (search) {
    const serial = `%${search.replaceAll(/[%_\\]/g, ' ')}%`
    const words = hasWords('sortName', search)
    query = query.where(({ or, and, eb }) => or([and(words), eb('serial', 'like', serial)]))
  }
  if (after)
    query = query.where(({ or, and, eb }) =>
      or([
        eb('sortName', '>', after.by),
        and([eb('sortName', '=', after.by), eb('id', '>', after.id)]),
      ]),
    )
  const rows = await query
    .orderBy('sortName')
    .orderBy('id')
    .limit(limit + 1)
    .execute()
  const { page, next } = pageFrom(rows, limit, (it) => ({ by: it.sortName, id: it.id }))
  return { items: await shownEquipment(ctx, page), next }
}

export async function shownEquipment(
  { db }: Ctx,
  rows: readonly EquipmentRow[],
): Promise<Equipment[]> {
  if (rows.length === 0) return []
  const siteIds = [...new Set(rows.map((it) => it.siteId))]
  const sites = await db
    .selectFrom('sites')
    .select(['id', 'name'])
    .where('id', 'in', siteIds)
    .execute()
  const siteOf = new Map(sites.map((it) => [it.id, it]))
  return rows.map(({ id, siteId, name, kind, maker, model, serial, place, note, archivedAt }) => ({
    ...{ id, name, kind, maker, model, serial, place, note },
    site: siteOf.get(siteId)!,
    isArchived: archivedAt !== null,
  }))
}

export const equipmentById = ({ db }: Ctx, id: string): Promise<EquipmentRow> =>
  db
    .selectFrom('siteEquipment')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow(() => NotFound())

async function shown(ctx: Ctx, { equipmentId }: One): Promise<Equipment> {
  return (await shownEquipment(ctx, [await equipmentById(ctx, equipmentId)]))[0]!
}

export async function readEquipment(ctx: Ctx, { equipmentId }: One) {
  const row = await equipmentById(ctx, equipmentId)
  const [equipment] = await shownEquipment(ctx, [row])
  const mayManage = ctx.actor.permissions.has('sites.manage')
  return { ...equipment!, mayManage, createdAt: row.createdAt }
}

async function siteOf({ db }: Ctx, siteId: string): Promise<void> {
  const found = await db
    .selectFrom('sites')
    .select('id')
    .where('id', '=', siteId)
    .where('archivedAt', 'is', null)
    .executeTakeFirst()
  if (!found) throw NoSuchSite()
}

export async function create(ctx: Ctx, asked: z.output<typeof createEquipment.input>) {
  const { id = newId(ctx.now().getTime()), ...words } = asked
  await siteOf(ctx, words.siteId)
  const row = { ...words, id, sortName: sorted(words.name), code: newCode(), createdAt: ctx.now() }
  if (!(await insertIgnore(ctx.db, ctx.dialect, 'siteEquipment', row))) throw KeyReused()
  await ctx.audit('sites.equipment-added', id, { name: words.name })
  return shown(ctx, { equipmentId: id })
}

export async function change(ctx: Ctx, asked: z.output<typeof changeEquipment.input>) {
  const { equipmentId, ...words } = asked
  const { siteId } = await equipmentById(ctx, equipmentId)
  // One that stays on its site stays there, also where the site was put away.
  if (siteId !== words.siteId) await siteOf(ctx, words.siteId)
  await ctx.db
    .updateTable('siteEquipment')
    .set({ ...words, sortName: sorted(words.name) })
    .where('id', '=', equipmentId)
    .execute()
  await ctx.audit('sites.equipment-changed', equipmentId, { name: words.name })
  return shown(ctx, { equipmentId })
}

export async function archive(ctx: Ctx, asked: One & { isArchived: boolean }) {
  const { equipmentId, isArchived } = asked
  await equipmentById(ctx, equipmentId)
  await ctx.db
    .updateTable('siteEquipment')
    .set({ archivedAt: isArchived ? ctx.now() : null })
    .where('id', '=', equipmentId)
    .execute()
  await ctx.audit(isArchived ? 'sites.equipment-archived' : 'sites.equipment-reopened', equipmentId)
  return shown(ctx, asked)
}
