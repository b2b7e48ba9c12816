/** What stays of deleted workspaces, and whose their addresses are. */
import { NotFound } from '#kernel/contract.ts'
import { pageFrom, placeAfter } from '#kernel/keyset.ts'
import type { Context, OpenContext } from '#kernel/module.ts'
import { SlugTaken } from '../contract.ts'
import { reservedSlugs } from '../slugs.ts'
import type { RegistryDb, RegistryTables } from '../tables.ts'

type Registry = Context<RegistryTables>

/** Throws SlugTaken while a deleted workspace keeps the address; afterwards its tombstone lets it go. */
export async function holdSlug({ db, now }: Registry, slug: string): Promise<void> {
  await db
    .updateTable('tombstones')
    .set({ slug: null })
    .where('slug', '=', slug)
    .where('slugReservedUntil', '<=', now())
    .execute()
  const kept = await db
    .selectFrom('tombstones')
    .select('id')
    .where('slug', '=', slug)
    .executeTakeFirst()
  if (kept) throw SlugTaken()
}

/** A workspace was there and is not any more. */
export async function isBuried(db: RegistryDb, slug: string): Promise<boolean> {
  const tombstone = await db
    .selectFrom('tombstones')
    .select('id')
    .where('slug', '=', slug)
    .executeTakeFirst()
  return tombstone !== undefined
}

/** Whether a new workspace could have this address now. */
export function checkSlug(ctx: OpenContext, { slug }: { slug: string }) {
  return ctx.registry(async ({ db, now }: Registry) => {
    const taken = await db
      .selectFrom('workspaces')
      .select('id')
      .where('slug', '=', slug)
      .executeTakeFirst()
    const kept = await db
      .selectFrom('tombstones')
      .select('id')
      .where('slug', '=', slug)
      .where('slugReservedUntil', '>', now())
      .executeTakeFirst()
    return { isFree: !taken && !kept && !reservedSlugs.has(slug) }
  })
}

export function listTombstones(
  ctx: OpenContext,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
) {
  return ctx.registry(async ({ db, now }: Registry) => {
    let query = db.selectFrom('tombstones').selectAll()
    const after = placeAfter(cursor)
    if (after) query = query.where('id', '<', after.id)
    const rows = await query
      .orderBy('id', 'desc')
      .limit(limit + 1)
      .execute()
    const { page, next } = pageFrom(rows, limit, ({ id }) => ({ by: '', id }))
    const items = page.map((row) => ({
      id: row.id,
      slug: row.slug,
      kind: row.kind,
      createdAt: row.createdAt.toISOString(),
      deletedAt: row.deletedAt.toISOString(),
      members: row.memberCount,
      slugReservedUntil: row.slugReservedUntil.toISOString(),
      isSlugReserved: row.slug !== null && row.slugReservedUntil > now(),
    }))
    return { items, next }
  })
}

/** An administrator's decision: the address is anybody's again. */
export function freeSlug(ctx: OpenContext, { tombstoneId }: { tombstoneId: string }) {
  return ctx.registry(async ({ db, audit }: Registry) => {
    const { numUpdatedRows } = await db
      .updateTable('tombstones')
      .set({ slug: null })
      .where('id', '=', tombstoneId)
      .where('slug', 'is not', null)
      .executeTakeFirst()
    if (numUpdatedRows !== 1n) throw NotFound()
    await audit('workspaces.slug-freed', tombstoneId)
    return { done: true } as const
  })
}
