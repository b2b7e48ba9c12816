/** Addresses of pages: each belongs to one page, and leads there for good once somebody could have seen it. */
import { insertIgnore } from '#kernel/data/write.ts'
import type { Context } from '#kernel/module.ts'
import type { Language } from '#kernel/text.ts'
import { slugFrom } from '../text/rules.ts'
import { PageSlugReserved, PageSlugTaken } from './contract.ts'
import { reservedPageSlugs } from './rules.ts'
import type { PageTables } from './tables.ts'

type Ctx = Context<PageTables>
type Place = { pageId: string; language: Language }

/** Takes the address for the text that is being written; the key of the table decides between two who want it. */
export async function reserveSlug(ctx: Ctx, place: Place, slug: string): Promise<void> {
  if (reservedPageSlugs.has(slug)) throw PageSlugReserved()
  if (!(await takes(ctx, place, slug))) throw PageSlugTaken()
  await ctx.db
    .deleteFrom('pageSlugs')
    .where('pageId', '=', place.pageId)
    .where('language', '=', place.language)
    .where('use', '=', 'reserved')
    .where('slug', '<>', slug)
    .execute()
}

/** The first free one: `bienvenue`, `bienvenue-2`, … */
export async function freeSlug(ctx: Ctx, place: Place, title: string): Promise<string> {
  const first = slugFrom(title) || 'page'
  for (let i = 1; i < 200; i++) {
    const slug = i === 1 ? first : `${first}-${i}`
    if (!reservedPageSlugs.has(slug) && (await takes(ctx, place, slug))) return slug
  }
  throw PageSlugTaken()
}

/** Its own, a free one, or one that another page gave up. */
async function takes(ctx: Ctx, { pageId, language }: Place, slug: string): Promise<boolean> {
  const { db, dialect } = ctx
  const row = { language, slug, pageId, use: 'reserved' as const }
  if (await insertIgnore(db, dialect, 'pageSlugs', row)) return true
  const found = await ctx
    .locked(
      db
        .selectFrom('pageSlugs')
        .select(['pageId', 'use'])
        .where('language', '=', language)
        .where('slug', '=', slug),
    )
    .executeTakeFirst()
  if (found?.pageId === pageId) return true
  if (found?.use !== 'former') return false
  const { numUpdatedRows } = await db
    .updateTable('pageSlugs')
    .set({ pageId, use: 'reserved' })
    .where('language', '=', language)
    .where('slug', '=', slug)
    .where('use', '=', 'former')
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Readers find the page there from now on; where it was before leads to it. */
export async function settleSlug({ db }: Ctx, place: Place, slug: string): Promise<void> {
  const ofPage = db
    .updateTable('pageSlugs')
    .where('pageId', '=', place.pageId)
    .where('language', '=', place.language)
  await ofPage
    .set({ use: 'former' })
    .where('use', '=', 'current')
    .where('slug', '<>', slug)
    .execute()
  const { numUpdatedRows } = await ofPage
    .set({ use: 'current' })
    .where('slug', '=', slug)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw PageSlugTaken()
}
