/** The text that is being written: saved by who began from what is there now, and by nobody over somebody else. */
import { publishedAddress } from '#core/files/api.ts'
import { memberNames } from '#core/workspaces/api.ts'
import { insertIgnore } from '#kernel/data/write.ts'
import { NotFound } from '#kernel/contract.ts'
import type { Context, OpenContext } from '#kernel/module.ts'
import type { Language } from '#kernel/text.ts'
import type { Block } from '../text/contract.ts'
import { blocksOf } from '../text/reading.ts'
import { compare } from '../text/rules.ts'
import { blocksMarkup } from '../text/writing.ts'
import { type Draft, EditedMeanwhile } from './contract.ts'
import { freeSlug, reserveSlug } from './slugs.ts'
import type { DraftRow, PageTables } from './tables.ts'
import { withPictures } from './unused.ts'

type Ctx = Context<PageTables>

/** Only pictures that were published here are pictures of a page. */
export function readerOf({ workspace }: Pick<Context, 'workspace'>) {
  const before = publishedAddress(workspace.slug, '')
  const keyOf = (src: string) => {
    const key = src.startsWith(before) ? src.slice(before.length) : ''
    return /^[\w-]{43}$/.test(key) ? key : undefined
  }
  return (html: string) => blocksOf(html, keyOf)
}

export const addressOf =
  ({ workspace }: Pick<Context, 'workspace'>) =>
  (key: string) =>
    publishedAddress(workspace.slug, key)

export const draftOf = ({ db }: Ctx, pageId: string, language: Language) =>
  db
    .selectFrom('pageDrafts')
    .selectAll()
    .where('pageId', '=', pageId)
    .where('language', '=', language)
    .executeTakeFirst()

export async function pageRow(ctx: Ctx, pageId: string, lock = false) {
  const query = ctx.db.selectFrom('pages').selectAll().where('id', '=', pageId)
  const row = await (lock ? ctx.locked(query) : query).executeTakeFirst()
  if (!row) throw NotFound()
  return row
}

const nothing = { title: '', slug: '', excerpt: '', html: '', metaTitle: '', metaDescription: '' }

export async function readDraft(
  ctx: Ctx,
  { pageId, language }: { pageId: string; language: Language },
): Promise<Draft> {
  await pageRow(ctx, pageId)
  const row = await draftOf(ctx, pageId, language)
  const none = { picture: null, updatedAt: null, updatedBy: null }
  if (!row) return { language, revision: 0, ...nothing, ...none }
  const names = await memberNames(ctx, [row.updatedBy])
  const { title, slug, excerpt, metaTitle, metaDescription, revision, updatedAt } = row
  return {
    ...{ language, revision, title, slug, excerpt, metaTitle, metaDescription },
    html: String(blocksMarkup(row.body, addressOf(ctx))),
    picture: row.pictureKey
      ? { key: row.pictureKey, alt: row.pictureAlt, url: addressOf(ctx)(row.pictureKey) }
      : null,
    updatedAt: updatedAt.toISOString(),
    updatedBy: names.get(row.updatedBy) ?? null,
  }
}

type Saved = {
  pageId: string
  language: Language
  revision: number
  title: string
  slug?: string | undefined
  excerpt: string
  html: string
  metaTitle: string
  metaDescription: string
  picture: { key: string; alt: string } | null
}
export type Words = Omit<DraftRow, 'pageId' | 'language' | 'revision' | 'updatedAt' | 'updatedBy'>

/** Many small saves are no acts: nothing is written into the audit until the page is published. */
export async function saveDraft(ctx: OpenContext, saved: Saved) {
  const body = readerOf(ctx)(saved.html)
  return ctx.transact((inside) => writeDraft(inside, saved, body))
}

async function writeDraft(ctx: Ctx, saved: Saved, read: Block[]) {
  const { pageId, language, revision, title, excerpt, metaTitle, metaDescription, picture } = saved
  await pageRow(ctx, pageId)
  const body = await withPictures(ctx, read)
  const place = { pageId, language }
  const known = await draftOf(ctx, pageId, language)
  let slug = saved.slug ?? known?.slug
  if (slug === undefined) slug = await freeSlug(ctx, place, title)
  else if (slug !== known?.slug) await reserveSlug(ctx, place, slug)
  const words: Words = {
    ...{ title, slug, excerpt, body, metaTitle, metaDescription },
    pictureKey: picture && (await isPicture(ctx, picture.key)) ? picture.key : null,
    pictureAlt: picture?.alt ?? '',
  }
  const at = ctx.now()
  if (!(await put(ctx, place, revision, words, at))) {
    const theirs = await draftOf(ctx, pageId, language)
    const names = await memberNames(ctx, theirs ? [theirs.updatedBy] : [])
    throw EditedMeanwhile({
      revision: theirs?.revision ?? 0,
      by: (theirs && names.get(theirs.updatedBy)) ?? '',
      at: (theirs?.updatedAt ?? at).toISOString(),
      changes: compare(theirs?.body ?? [], body),
    })
  }
  await touch(ctx, pageId, at)
  return { revision: revision + 1, slug, updatedAt: at }
}

/** Compare and swap: false when another revision is there. */
async function put(
  { db, dialect, actor }: Ctx,
  { pageId, language }: { pageId: string; language: Language },
  revision: number,
  words: Words,
  at: Date,
): Promise<boolean> {
  const saved = { ...words, updatedAt: at, updatedBy: actor.id }
  if (revision === 0)
    return insertIgnore(db, dialect, 'pageDrafts', { pageId, language, revision: 1, ...saved })
  const { numUpdatedRows } = await db
    .updateTable('pageDrafts')
    .set({ ...saved, body: saved.body, revision: revision + 1 })
    .where('pageId', '=', pageId)
    .where('language', '=', language)
    .where('revision', '=', revision)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export const replaceDraft = (ctx: Ctx, row: DraftRow, words: Words, at: Date) =>
  put(ctx, row, row.revision, words, at)

export const touch = ({ db, actor }: Ctx, pageId: string, at: Date) =>
  db
    .updateTable('pages')
    .set({ updatedAt: at, updatedBy: actor.id })
    .where('id', '=', pageId)
    .execute()

/** Held like those of the text. */
const isPicture = async (ctx: Ctx, key: string): Promise<boolean> =>
  (await withPictures(ctx, [{ kind: 'picture', key, alt: '' }])).length > 0
