/** Sites: where installations are. Put away they are still in the history of what was done there. */
import { randomBytes } from 'node:crypto'
import type * as z from 'zod/mini'
import { KeyReused, NotFound } from '#kernel/contract.ts'
import { insertIgnore } from '#kernel/data/write.ts'
import { newId } from '#kernel/ids.ts'
import { pageFrom, placeAfter } from '#kernel/keyset.ts'
import type { Context } from '#kernel/module.ts'
import { fold, hasWords } from '../procedures/folding.ts'
import { type createSite, type listSites, type Site, SiteInUse } from './contract.ts'
import type { SiteRow, SiteTables } from './tables.ts'

type Ctx = Context<SiteTables>
type Words = Pick<SiteRow, 'name' | 'location' | 'note'>

/** Of 128 bits, as it stands in an address. */
export const newCode = () => randomBytes(16).toString('base64url')
export const sorted = (name: string) => fold(name).slice(0, 200)

export async function list(ctx: Ctx, asked: z.output<typeof listSites.input>) {
  const { search = '', isArchived, cursor, limit } = asked
  const after = placeAfter(cursor)
  let query = ctx.db.selectFrom('sites').selectAll()
  query = query.where('archivedAt', isArchived ? 'is not' : 'is', null)
  for (const word of hasWords('sortName', search)) query = query.where(word)
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
  return { items: await shownSites(ctx, page), next }
}

async function shownSites({ db }: Ctx, rows: readonly SiteRow[]): Promise<Site[]> {
  if (rows.length === 0) return []
  const counts = await db
    .selectFrom('siteEquipment')
    .select(({ fn }) => ['siteId', fn.countAll().as('n')])
    .where(
      'siteId',
      'in',
      rows.map(({ id }) => id),
    )
    .where('archivedAt', 'is', null)
    .groupBy('siteId')
    .execute()
  const countOf = new Map(counts.map(({ siteId, n }) => [siteId, Number(n)]))
  return rows.map(({ id, name, location, note, archivedAt }) => ({
    ...{ id, name, location, note },
    isArchived: archivedAt !== null,
    equipment: countOf.get(id) ?? 0,
  }))
}

export async function readSite(ctx: Ctx, { siteId }: { siteId: string }): Promise<Site> {
  const row = await ctx.db
    .selectFrom('sites')
    .selectAll()
    .where('id', '=', siteId)
    .executeTakeFirstOrThrow(() => NotFound())
  return (await shownSites(ctx, [row]))[0]!
}

export async function create(ctx: Ctx, asked: z.output<typeof createSite.input>) {
  const { id = newId(ctx.now().getTime()), name, location, note } = asked
  const row = { id, name, sortName: sorted(name), location, note }
  const isNew = await insertIgnore(ctx.db, ctx.dialect, 'sites', {
    ...row,
    archivedAt: null,
    createdAt: ctx.now(),
  })
  if (!isNew) throw KeyReused()
  await ctx.audit('sites.created', id, { name })
  return readSite(ctx, { siteId: id })
}

export async function change(
  ctx: Ctx,
  { siteId, name, location, note }: Words & { siteId: string },
) {
  const { numUpdatedRows } = await ctx.db
    .updateTable('sites')
    .set({ name, sortName: sorted(name), location, note })
    .where('id', '=', siteId)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) await readSite(ctx, { siteId })
  await ctx.audit('sites.changed', siteId, { name })
  return readSite(ctx, { siteId })
}

export async function archive(ctx: Ctx, asked: { siteId: string; isArchived: boolean }) {
  const { siteId, isArchived } = asked
  const query = ctx.db.selectFrom('sites').selectAll().where('id', '=', siteId)
  const row = await ctx.locked(query).executeTakeFirstOrThrow(() => NotFound())
  const site = (await shownSites(ctx, [row]))[0]!
  if (isArchived && site.equipment > 0) throw SiteInUse()
  await ctx.db
    .updateTable('sites')
    .set({ archivedAt: isArchived ? ctx.now() : null })
    .where('id', '=', siteId)
    .execute()
  await ctx.audit(isArchived ? 'sites.archived' : 'sites.reopened', siteId)
  return readSite(ctx, { siteId })
}
