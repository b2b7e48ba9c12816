/** Questions and answers: kept in an order, read whole, searched by who has one. */
import { KeyReused, NotFound } from '#kernel/contract.ts'
import { insertIgnore } from '#kernel/data/write.ts'
import { newId } from '#kernel/ids.ts'
import type { Context } from '#kernel/module.ts'
import { type Language, languageOf, languages } from '#kernel/text.ts'
import { addressOf, readerOf } from '../pages/drafts.ts'
import { plain } from '../text/rules.ts'
import { blocksMarkup } from '../text/writing.ts'
import type { PageTables } from '../pages/tables.ts'
import { withPictures } from '../pages/unused.ts'
import { indexEntry, unindexEntry } from '../reading/documents.ts'
import { lockSite, stampSite } from '../site/settings.ts'
import type { SiteTables } from '../site/tables.ts'
import * as contract from './contract.ts'
import { fits } from './rules.ts'
import type { Answers, EntryRow, FaqTables, Names } from './tables.ts'

type Ctx = Context<FaqTables & SiteTables & Pick<PageTables, 'pagePictures'>>
type TextsIn = Record<Language, { question: string; html: string }>
const done = { done: true } as const

export async function rowsOf({ db }: Ctx) {
  const categories = await db
    .selectFrom('faqCategories')
    .selectAll()
    .orderBy('position')
    .orderBy('id')
    .limit(contract.MOST_CATEGORIES)
    .execute()
  const entries = await db
    .selectFrom('faqEntries')
    .selectAll()
    .orderBy('position')
    .orderBy('id')
    .limit(contract.MOST_ENTRIES)
    .execute()
  return { categories, entries }
}

const inAll = <T>(of: (language: Language) => T) =>
  Object.fromEntries(languages.map((it) => [it, of(it)])) as Record<Language, T>

export async function readFaq(ctx: Ctx) {
  const { categories, entries } = await rowsOf(ctx)
  const mayWrite = ctx.actor.permissions.has('faq.write')
  const seen = entries.filter((it) => mayWrite || it.visibility !== 'hidden')
  return {
    categories: categories.map(({ id, names }) => ({
      id,
      names: inAll((it) => names[it] ?? ''),
      entries: seen.filter((it) => it.categoryId === id).map((it) => shown(ctx, it)),
    })),
  }
}

function shown(ctx: Ctx, row: EntryRow) {
  const { id, categoryId, visibility, revision, texts, useful, useless, updatedAt } = row
  const written = (language: Language) => ({
    question: texts[language]?.question ?? '',
    html: String(blocksMarkup(texts[language]?.answer ?? [], addressOf(ctx))),
  })
  return {
    ...{ id, categoryId, visibility, revision, useful, useless },
    texts: inAll(written),
    updatedAt,
  } as never
}

type Asked = { text: string; language?: Language | undefined }

/** For the support desk and whoever else may answer before somebody has to. */
export async function findFaq(ctx: Context, { text, language }: Asked) {
  const { entries } = await rowsOf(ctx as Ctx)
  const wanted = language ?? languageOf(ctx.workspace.locale)
  const known = entries
    .filter((it) => it.visibility !== 'hidden' && it.texts[wanted])
    .map((it) => {
      const { question, answer } = it.texts[wanted]!
      return { id: it.id, question, blocks: answer, answer: plain(answer) }
    })
  return fits(text, known)
    .slice(0, 5)
    .map(({ item: { id, question, blocks, answer } }) => ({
      ...{ id, question, text: answer },
      html: String(blocksMarkup(blocks, addressOf(ctx))),
    }))
}

export const findAnswers = async (ctx: Ctx, asked: Asked) => ({ items: await findFaq(ctx, asked) })

function named(names: Names): Names {
  const kept = Object.fromEntries(Object.entries(names).filter(([, it]) => it !== ''))
  if (Object.keys(kept).length === 0) throw contract.FaqEmpty()
  return kept
}

async function written(ctx: Ctx, texts: TextsIn): Promise<Answers> {
  const read = readerOf(ctx)
  const kept: Answers = {}
  for (const it of languages) {
    if (texts[it].question === '') continue
    const answer = await withPictures(ctx, read(texts[it].html))
    if (answer.length > 0) kept[it] = { question: texts[it].question, answer }
  }
  if (Object.keys(kept).length === 0) throw contract.FaqEmpty()
  return kept
}

/** Who adds holds the site's row: two at once cannot both be the last that fits. */
async function room(ctx: Ctx, things: 'faqCategories' | 'faqEntries', most: number) {
  await lockSite(ctx)
  const { count } = await ctx.db
    .selectFrom(things)
    .select((row) => row.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  if (Number(count) >= most) throw contract.FaqFull({ most })
  await stampSite(ctx)
  return Number(count)
}

export async function createCategory(
  ctx: Ctx,
  { id = newId(), names }: { id?: string | undefined; names: Names },
) {
  const kept = named(names)
  const position = await room(ctx, 'faqCategories', contract.MOST_CATEGORIES)
  const row = { id, names: kept, position }
  if (!(await insertIgnore(ctx.db, ctx.dialect, 'faqCategories', row))) throw KeyReused()
  return { id }
}

export async function renameCategory(
  ctx: Ctx,
  { categoryId, names }: { categoryId: string; names: Names },
) {
  const { numUpdatedRows } = await ctx.db
    .updateTable('faqCategories')
    .set({ names: named(names) })
    .where('id', '=', categoryId)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) await category(ctx, categoryId)
  await stampSite(ctx)
  return done
}

async function category({ db }: Ctx, id: string) {
  const found = await db
    .selectFrom('faqCategories')
    .select('id')
    .where('id', '=', id)
    .executeTakeFirst()
  if (!found) throw NotFound()
}

export async function removeCategory(ctx: Ctx, { categoryId }: { categoryId: string }) {
  await lockSite(ctx)
  await category(ctx, categoryId)
  const used = await ctx.db
    .selectFrom('faqEntries')
    .select('id')
    .where('categoryId', '=', categoryId)
    .limit(1)
    .executeTakeFirst()
  if (used) throw contract.CategoryInUse()
  await ctx.db.deleteFrom('faqCategories').where('id', '=', categoryId).execute()
  await stampSite(ctx)
  return done
}

type Visibility = EntryRow['visibility']
type Adding = {
  id?: string | undefined
  categoryId: string
  visibility: Visibility
  texts: TextsIn
}

export async function createEntry(
  ctx: Ctx,
  { id = newId(), categoryId, visibility, texts }: Adding,
) {
  await category(ctx, categoryId)
  const kept = await written(ctx, texts)
  const position = await room(ctx, 'faqEntries', contract.MOST_ENTRIES)
  const at = ctx.now()
  const row = {
    ...{ id, categoryId, position, visibility, texts: kept, revision: 1 },
    ...{ useful: 0, useless: 0, createdAt: at, updatedAt: at, updatedBy: ctx.actor.id },
  }
  if (!(await insertIgnore(ctx.db, ctx.dialect, 'faqEntries', row))) throw KeyReused()
  await indexEntry(ctx, row)
  return { id }
}

type Changing = { entryId: string; revision: number; visibility: Visibility; texts: TextsIn }

export async function changeEntry(ctx: Ctx, { entryId, revision, visibility, texts }: Changing) {
  await entry(ctx, entryId)
  const kept = await written(ctx, texts)
  const { numUpdatedRows } = await ctx.db
    .updateTable('faqEntries')
    .set({
      ...{ visibility, texts: kept, revision: revision + 1 },
      ...{ updatedAt: ctx.now(), updatedBy: ctx.actor.id },
    })
    .where('id', '=', entryId)
    .where('revision', '=', revision)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw contract.FaqEditedMeanwhile()
  await indexEntry(ctx, { id: entryId, visibility, texts: kept })
  await stampSite(ctx)
  return { revision: revision + 1 }
}

async function entry({ db }: Ctx, id: string) {
  const found = await db
    .selectFrom('faqEntries')
    .select(['id', 'visibility'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!found) throw NotFound()
  return found
}

export async function removeEntry(ctx: Ctx, { entryId }: { entryId: string }) {
  await entry(ctx, entryId)
  await ctx.db.deleteFrom('faqEntries').where('id', '=', entryId).execute()
  await unindexEntry(ctx, entryId)
  await stampSite(ctx)
  return done
}

type Order = { categories: readonly { id: string; entryIds: readonly string[] }[] }

export async function orderFaq(ctx: Ctx, { categories }: Order) {
  await lockSite(ctx)
  const { db } = ctx
  const known = await rowsOf(ctx)
  const places = new Map(categories.map((it, i) => [it.id, i]))
  const isThere = new Set(known.categories.map((it) => it.id))
  for (const { id } of known.categories)
    await db
      .updateTable('faqCategories')
      .set({ position: places.get(id) ?? categories.length })
      .where('id', '=', id)
      .execute()
  let position = 0
  for (const { id: categoryId, entryIds } of categories)
    if (isThere.has(categoryId))
      for (const id of entryIds)
        await db
          .updateTable('faqEntries')
          .set({ categoryId, position: position++ })
          .where('id', '=', id)
          .execute()
  const named = new Set(categories.flatMap((it) => it.entryIds))
  for (const { id } of known.entries)
    if (!named.has(id))
      await db
        .updateTable('faqEntries')
        .set({ position: position++ })
        .where('id', '=', id)
        .execute()
  await stampSite(ctx)
  return done
}
