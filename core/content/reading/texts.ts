/** Pages and answers as members read and find them. */
import { publishedAddress } from '#core/files/api.ts'
import { findDocuments } from '#core/search/api.ts'
import { NotFound } from '#kernel/contract.ts'
import type { Context } from '#kernel/module.ts'
import { type Language, languageOf } from '#kernel/text.ts'
import { MOST_ENTRIES } from '../faq/contract.ts'
import { liveLines, liveTexts, type SiteDb } from '../site/live.ts'
import type { Block } from '../text/contract.ts'
import { picturesIn } from '../text/rules.ts'
import {
  PAGE_DOCUMENT,
  pathOfPage,
  pathOfQuestion,
  QUESTION_DOCUMENT,
  type ReadingCtx,
} from './documents.ts'

const MOST_FOUND = 12
const MOST_TITLES = 300

type Asked = { language?: Language | undefined }

/** The language asked for before the workspace's own, and that before any other. */
function best<T extends { language: Language }>(
  { workspace }: Context,
  rows: readonly T[],
  wanted: Language | undefined,
): T | undefined {
  const order = [wanted, languageOf(workspace.locale)]
  return order.map((it) => rows.find((row) => row.language === it)).find(Boolean) ?? rows[0]
}

const picturesOf = ({ workspace }: Context, body: readonly Block[]) =>
  picturesIn(body as Block[]).map(({ key }) => ({
    key,
    url: publishedAddress(workspace.slug, key),
  }))

export async function readPublished(
  ctx: ReadingCtx,
  { pageId, language }: Asked & { pageId: string },
) {
  const rows = await liveTexts(ctx.db as SiteDb, ctx.now())
    .select(['pages.type', 'pages.publishedAt', 'text.language', 'text.title', 'text.excerpt'])
    .select(['text.body', 'text.pictureKey', 'text.pictureAlt'])
    .where('pages.id', '=', pageId)
    .orderBy('text.language')
    .execute()
  const found = best(ctx, rows, language)
  if (!found) throw NotFound()
  const { type, title, excerpt, body, pictureKey } = found
  const url = pictureKey && publishedAddress(ctx.workspace.slug, pictureKey)
  return {
    ...{ type, language: found.language, title, excerpt, body, pictures: picturesOf(ctx, body) },
    publishedAt: found.publishedAt!.toISOString(),
    picture: url ? { url, alt: found.pictureAlt } : null,
  }
}

export async function readQuestion(
  ctx: ReadingCtx,
  { entryId, language }: Asked & { entryId: string },
) {
  const row = await ctx.db
    .selectFrom('faqEntries')
    .select('texts')
    .where('id', '=', entryId)
    .where('visibility', '!=', 'hidden')
    .executeTakeFirst()
  const texts = Object.entries(row?.texts ?? {}) as [
    Language,
    { question: string; answer: Block[] },
  ][]
  const found = best(
    ctx,
    texts.map(([it, text]) => ({ language: it, ...text })),
    language,
  )
  if (!found) throw NotFound()
  const { question: title, answer: body } = found
  return { language: found.language, title, body, pictures: picturesOf(ctx, body) }
}

const folded = (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()

/** While somebody types: titles with these beginnings of words first, then what the texts say. */
export async function findTexts(ctx: ReadingCtx, { text, language }: Asked & { text: string }) {
  const wanted = folded(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
  const isIn = (title: string) => {
    const words = folded(title).split(/[^\p{L}\p{N}]+/u)
    return wanted.every((it) => words.some((word) => word.startsWith(it)))
  }
  const titles = (await titlesIn(ctx, language)).filter((it) => isIn(it.title))
  const said = await findDocuments(ctx, text, { kinds: [PAGE_DOCUMENT, QUESTION_DOCUMENT] })
  const found = new Map(titles.map((it) => [it.path as string, it]))
  for (const { kind, title, path } of said)
    if (!found.has(path))
      found.set(path, { what: kind === PAGE_DOCUMENT ? 'page' : 'question', title, path })
  return { found: [...found.values()].slice(0, MOST_FOUND) }
}

type Title = { what: 'page' | 'question'; title: string; path: `/${string}` }

async function titlesIn(ctx: ReadingCtx, language: Language | undefined): Promise<Title[]> {
  const lines = await liveLines(ctx.db as SiteDb, ctx.now())
    .orderBy('pages.publishedAt', 'desc')
    .orderBy('text.language')
    .limit(MOST_TITLES)
    .execute()
  const pages = [...Map.groupBy(lines, (it) => it.id).values()].map((rows) => {
    const row = best(ctx, rows, language)!
    return { what: 'page', title: row.title, path: pathOfPage(row) } as const
  })
  const entries = await ctx.db
    .selectFrom('faqEntries')
    .select(['id', 'texts'])
    .where('visibility', '!=', 'hidden')
    .limit(MOST_ENTRIES)
    .execute()
  const questions = entries.flatMap(({ id, texts }) => {
    const all = Object.entries(texts).map(([it, { question }]) => ({
      language: it as Language,
      question,
    }))
    const title = best(ctx, all, language)?.question
    return title ? [{ what: 'question', title, path: pathOfQuestion(id) } as const] : []
  })
  return [...pages, ...questions]
}
