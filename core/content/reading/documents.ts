/** What may be found of pages and questions: what readers see now, in each language by itself. */
import { indexDocument, unindexDocument } from '#core/search/api.ts'
import type { Context, DocumentKind } from '#kernel/module.ts'
import { type Language, languages } from '#kernel/text.ts'
import type { EntryRow, FaqTables } from '../faq/tables.ts'
import type { PageType } from '../pages/rules.ts'
import type { PageTables } from '../pages/tables.ts'
import { liveTexts, type SiteDb } from '../site/live.ts'
import type { SiteTables } from '../site/tables.ts'
import { plain } from '../text/rules.ts'

export type ReadingCtx = Context<PageTables & SiteTables & FaqTables>

export const PAGE_DOCUMENT = 'content.page'
export const QUESTION_DOCUMENT = 'content.question'

/** A text and its language: «found» in Dutch, it is quoted in Dutch. */
const documentId = (id: string, language: Language) => `${id}:${language}`
const idIn = (documentId: string) => documentId.split(':')[0]!

export const pathOfPage = ({ id, type }: { id: string; type: PageType }) =>
  type === 'legal' ? (`/legal/${id}` as const) : (`/reading/pages/${id}` as const)
export const pathOfQuestion = (id: string) => `/reading/questions/${id}` as const

export const liveDocuments = ({ db, now }: ReadingCtx) =>
  liveTexts(db as SiteDb, now()).select([
    'pages.id',
    'pages.type',
    'text.language',
    'text.title',
    'text.excerpt',
    'text.body',
  ])
type Live = Awaited<ReturnType<ReturnType<typeof liveDocuments>['execute']>>[number]

const pageDocument = ({ id, language, title, excerpt, body }: Live) => ({
  id: documentId(id, language),
  title,
  text: [excerpt, plain(body)].filter(Boolean).join('\n\n') || title,
})

export const pageDocuments: DocumentKind = {
  text: 'content.document-page',
  may: 'faq.read',

  async read(ctx: ReadingCtx, ids) {
    const rows = await liveDocuments(ctx)
      .where('pages.id', 'in', [...new Set(ids.map(idIn))])
      .execute()
    return rows
      .map((it) => ({ ...pageDocument(it), path: pathOfPage(it) }))
      .filter((it) => ids.includes(it.id))
  },

  async list(ctx: ReadingCtx, after, limit) {
    const rows = await liveDocuments(ctx)
      .$if(after !== null, (query) => query.where('pages.id', '>=', idIn(after!)))
      .orderBy('pages.id')
      .orderBy('text.language')
      .limit(limit + languages.length)
      .execute()
    return rows
      .map(pageDocument)
      .filter((it) => after === null || it.id > after)
      .slice(0, limit)
  },
}

type Entry = Pick<EntryRow, 'id' | 'texts'>

const questionDocuments = ({ id, texts }: Entry) =>
  languages.toSorted().flatMap((language) => {
    const it = texts[language]
    if (!it) return []
    return [{ id: documentId(id, language), title: it.question, text: plain(it.answer) }]
  })

const seenEntries = ({ db }: ReadingCtx) =>
  db.selectFrom('faqEntries').select(['id', 'texts']).where('visibility', '!=', 'hidden')

export const faqDocuments: DocumentKind = {
  text: 'content.document-question',
  may: 'faq.read',

  async read(ctx: ReadingCtx, ids) {
    const rows = await seenEntries(ctx)
      .where('id', 'in', [...new Set(ids.map(idIn))])
      .execute()
    return rows
      .flatMap((row) =>
        questionDocuments(row).map((it) => ({ ...it, path: pathOfQuestion(row.id) })),
      )
      .filter((it) => ids.includes(it.id))
  },

  async list(ctx: ReadingCtx, after, limit) {
    const rows = await seenEntries(ctx)
      .$if(after !== null, (query) => query.where('id', '>=', idIn(after!)))
      .orderBy('id')
      .limit(limit + 1)
      .execute()
    return rows
      .flatMap(questionDocuments)
      .filter((it) => after === null || it.id > after)
      .slice(0, limit)
  },
}

/** After whatever changes what readers see: also what is to come is known, `read` shows it when its moment is there. */
export async function indexPage(ctx: Context<PageTables>, pageId: string): Promise<void> {
  const page = await ctx.db
    .selectFrom('pages')
    .select('state')
    .where('id', '=', pageId)
    .executeTakeFirst()
  const rows =
    page?.state === 'published' || page?.state === 'scheduled'
      ? await versionsToRead(ctx, pageId)
      : []
  for (const language of languages) {
    const texts = rows.filter((it) => it.language === language)
    const id = documentId(pageId, language)
    if (texts.length === 0) await unindexDocument(ctx, PAGE_DOCUMENT, id)
    else {
      const text = texts.map((it) => `${it.excerpt}\n\n${plain(it.body)}`).join('\n\n')
      await indexDocument(ctx, PAGE_DOCUMENT, { id, title: texts[0]!.title, text })
    }
  }
}

/** Of each language the text that holds, and the one that comes. */
async function versionsToRead({ db, now }: Context<PageTables>, pageId: string) {
  const rows = await db
    .selectFrom('pageVersions')
    .select(['language', 'title', 'excerpt', 'body', 'liveFrom'])
    .where('pageId', '=', pageId)
    .where('liveFrom', 'is not', null)
    .orderBy('number', 'desc')
    .execute()
  const held = new Set<Language>()
  return rows.filter(({ language, liveFrom }) => {
    if (liveFrom! > now()) return true
    if (held.has(language)) return false
    held.add(language)
    return true
  })
}

type Kept = Entry & Pick<EntryRow, 'visibility'>

export async function indexEntry(ctx: Context, { visibility, ...entry }: Kept): Promise<void> {
  const documents = visibility === 'hidden' ? [] : questionDocuments(entry)
  for (const it of documents) await indexDocument(ctx, QUESTION_DOCUMENT, it)
  for (const language of languages) {
    const id = documentId(entry.id, language)
    if (!documents.some((it) => it.id === id)) await unindexDocument(ctx, QUESTION_DOCUMENT, id)
  }
}

export const unindexEntry = (ctx: Context, id: string) =>
  indexEntry(ctx, { id, texts: {}, visibility: 'hidden' })
