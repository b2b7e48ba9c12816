/** Texts that were kept: published or put aside, compared with each other, taken up again. */
import { memberNames } from '#core/workspaces/api.ts'
import { InvalidInput, NotFound } from '#kernel/contract.ts'
import type { Context } from '#kernel/module.ts'
import type { Language } from '#kernel/text.ts'
import { compare } from '../text/rules.ts'
import { EditedMeanwhile, NothingWritten } from './contract.ts'
import { draftOf, pageRow, replaceDraft, touch, type Words } from './drafts.ts'
import { reserveSlug } from './slugs.ts'
import type { PageTables } from './tables.ts'

type Ctx = Context<PageTables>
type Place = { pageId: string; language: Language }
type How = { liveFrom: Date | null; mustAccept: boolean }

/** Keeps what is written in all languages under the page's next number; the row's lock keeps the numbers apart. */
export async function keep(ctx: Ctx, pageId: string, how: How) {
  const { db, actor, now } = ctx
  await db
    .updateTable('pages')
    .set((row) => ({ versions: row('versions', '+', 1) }))
    .where('id', '=', pageId)
    .execute()
  const { versions: number } = await pageRow(ctx, pageId)
  const drafts = await db
    .selectFrom('pageDrafts')
    .selectAll()
    .where('pageId', '=', pageId)
    .orderBy('language')
    .execute()
  const made = { createdAt: now(), createdBy: actor.id }
  for (const { revision: _, updatedAt: _at, updatedBy: _by, ...words } of drafts)
    await db
      .insertInto('pageVersions')
      .values({ ...words, number, ...how, ...made })
      .execute()
  return { drafts, number }
}

export async function keepVersion(ctx: Ctx, { pageId }: { pageId: string }) {
  await pageRow(ctx, pageId, true)
  const { drafts, number } = await keep(ctx, pageId, { liveFrom: null, mustAccept: false })
  if (drafts.length === 0) throw NothingWritten()
  return { number }
}

type Listed = Place & { cursor?: string | undefined; limit: number }

/** The last one first. Their numbers are their keys, so a cursor is a number. */
export async function listVersions(ctx: Ctx, { pageId, language, cursor, limit }: Listed) {
  await pageRow(ctx, pageId)
  let query = ctx.db
    .selectFrom('pageVersions')
    .select(['number', 'title', 'liveFrom', 'mustAccept', 'createdAt', 'createdBy'])
    .where('pageId', '=', pageId)
    .where('language', '=', language)
  if (cursor !== undefined) query = query.where('number', '<', numberIn(cursor))
  const rows = await query
    .orderBy('number', 'desc')
    .limit(limit + 1)
    .execute()
  const page = rows.slice(0, limit)
  const names = await memberNames(ctx, [...new Set(page.map((it) => it.createdBy))])
  const items = page.map((it) => ({ ...it, createdBy: names.get(it.createdBy) ?? '' }))
  return { items, next: rows.length > limit ? String(page.at(-1)!.number) : null } as never
}

function numberIn(cursor: string): number {
  if (!/^\d{1,9}$/.test(cursor))
    throw InvalidInput({ errors: [{ path: 'cursor', code: 'invalid_format', facts: {} }] })
  return Number(cursor)
}

async function versionOf({ db }: Ctx, { pageId, language }: Place, number: number) {
  const row = await db
    .selectFrom('pageVersions')
    .selectAll()
    .where('pageId', '=', pageId)
    .where('language', '=', language)
    .where('number', '=', number)
    .executeTakeFirst()
  if (!row) throw NotFound()
  return row
}

export async function compareVersions(
  ctx: Ctx,
  { from, to, ...place }: Place & { from: number; to?: number | undefined },
) {
  const before = await versionOf(ctx, place, from)
  const after = to === undefined ? await writing(ctx, place) : await versionOf(ctx, place, to)
  return {
    titles: { from: before.title, to: after.title },
    changes: compare(before.body, after.body),
  }
}

async function writing(ctx: Ctx, { pageId, language }: Place) {
  const row = await draftOf(ctx, pageId, language)
  if (!row) throw NotFound()
  return row
}

export async function restoreVersion(ctx: Ctx, { number, ...place }: Place & { number: number }) {
  const { pageId } = place
  await pageRow(ctx, pageId, true)
  const version = await versionOf(ctx, place, number)
  const row = await writing(ctx, place)
  await keep(ctx, pageId, { liveFrom: null, mustAccept: false })
  const { title, slug, excerpt, body, metaTitle, metaDescription, pictureKey, pictureAlt } = version
  const words: Words = {
    ...{ title, slug, excerpt, body, metaTitle, metaDescription, pictureKey, pictureAlt },
  }
  if (slug !== row.slug) await reserveSlug(ctx, place, slug)
  const at = ctx.now()
  if (!(await replaceDraft(ctx, row, words, at)))
    throw EditedMeanwhile({ revision: row.revision, by: '', at: at.toISOString(), changes: [] })
  await touch(ctx, pageId, at)
  await ctx.audit('pages.restored', pageId, { version: number })
  return { revision: row.revision + 1 }
}
