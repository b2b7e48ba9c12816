/** What stands at an address of the public site: a page, a list, the way to where it went, or nothing. */
import { takesVisitors } from '#core/messaging/api.ts'
import { NotFound } from '#kernel/contract.ts'
import { momentAfter, pageFrom } from '#kernel/keyset.ts'
import { type Language, languages } from '#kernel/text.ts'
import { rowsOf } from '../faq/faq.ts'
import { fits } from '../faq/rules.ts'
import { pageRow } from '../pages/drafts.ts'
import { pathOf } from '../pages/rules.ts'
import { beginning, plain } from '../text/rules.ts'
import type { Found, PageView, PostLine, SiteAddress } from './contract.ts'
import { frameOf, isMember, languageFor, openSite, type SiteCtx } from './frame.ts'
import { type LiveLine, liveLines, liveTexts, publicPath } from './live.ts'
import { settingsOf } from './settings.ts'
import type { SettingsRow } from './tables.ts'

const POSTS = 10
const ON_HOME = 3

type Asked = { path: string; wanted: string; search: string; cursor?: string | undefined }
type Place = { ctx: SiteCtx; settings: SettingsRow; language: Language }

export async function readAddress(ctx: SiteCtx, asked: Asked): Promise<SiteAddress> {
  const settings = await openSite(ctx)
  const [first = '', ...rest] = asked.path.split('/')
  const spoken = settings.languages.find((it) => it === first)
  const language = spoken ?? languageFor(settings.languages, asked.wanted)
  const place = { ctx, settings, language }
  const isNegotiated = !spoken
  const found = spoken
    ? await standsAt(place, rest, asked)
    : first === ''
      ? await home(place)
      : await withoutLanguage(place, asked.path)
  const site = await frameOf(ctx, settings, language)
  return { site, found, alternates: await alternatesOf(place, found, rest), isNegotiated }
}

/** `tilleul/contact` leads to the page in a language; a link that somebody said aloud is not lost. */
async function withoutLanguage({ ctx, settings, language }: Place, path: string): Promise<Found> {
  const order = [language, ...settings.languages.filter((it) => it !== language)]
  for (const it of order) {
    const found = await standsAt({ ctx, settings, language: it }, path.split('/'), {
      ...{ path, wanted: '', search: '' },
    })
    if (found.kind === 'moved') return { ...found, isForGood: false }
    if (found.kind !== 'missing') return { kind: 'moved', path: `${it}/${path}`, isForGood: false }
  }
  return { kind: 'missing' }
}

async function standsAt(
  place: Place,
  [head = '', ...rest]: string[],
  asked: Asked,
): Promise<Found> {
  const { ctx, settings } = place
  const isAlone = rest.length === 0
  if (head === '' && isAlone) return home(place)
  if (head === 'faq' && isAlone) return faq(place, asked.search)
  if (head === 'contact' && isAlone)
    return (await isReached(place)) ? { kind: 'contact' } : { kind: 'missing' }
  if (head === 'blog' && isAlone) return posts(place, asked.cursor)
  const isPost = head === 'blog'
  const [slug = '', ...more] = isPost ? rest : [head, ...rest]
  const [word, number] = more
  const version = word === 'versions' && /^\d{1,6}$/.test(number ?? '') ? Number(number) : undefined
  if (more.length > 0 && (version === undefined || more.length > 2)) return { kind: 'missing' }
  const row = await lineAt(place, slug)
  if (!row || (row.visibility === 'members' && !isMember(ctx))) return { kind: 'missing' }
  const right = publicPath(row, settings.homeId)
  const here = [place.language, ...(isPost ? ['blog'] : []), slug].join('/')
  if (version !== undefined) return olderText(place, row, version)
  if (right !== here) return { kind: 'moved', path: right, isForGood: true }
  return { kind: 'page', page: await viewOf(place, row), isDraft: false }
}

const isReached = async ({ ctx, settings }: Place) =>
  settings.hasContact && (await takesVisitors(ctx))

/** By an address it has, or had. */
async function lineAt({ ctx, language }: Place, slug: string): Promise<LiveLine | undefined> {
  const { db } = ctx
  const found = await db
    .selectFrom('pageSlugs')
    .select('pageId')
    .where('language', '=', language)
    .where('slug', '=', slug)
    .where('use', 'in', ['current', 'former'])
    .executeTakeFirst()
  if (!found) return undefined
  return liveLines(db, ctx.now())
    .where('pages.id', '=', found.pageId)
    .where('text.language', '=', language)
    .executeTakeFirst()
}

/** What a legal text said while it held stays to be read. */
async function olderText(place: Place, row: LiveLine, number: number): Promise<Found> {
  if (row.type !== 'legal') return { kind: 'missing' }
  const { ctx, language } = place
  const text = await ctx.db
    .selectFrom('pageVersions')
    .select(['title', 'slug', 'excerpt', 'metaTitle', 'metaDescription', 'number', 'liveFrom'])
    .where('pageId', '=', row.id)
    .where('language', '=', language)
    .where('number', '=', number)
    .where('liveFrom', '<=', ctx.now())
    .executeTakeFirst()
  if (!text) return { kind: 'missing' }
  const { path, ...page } = await viewOf(place, { ...row, ...text })
  return { kind: 'page', page: { ...page, path: `${path}/versions/${number}` }, isDraft: false }
}

async function viewOf({ ctx, settings, language }: Place, row: LiveLine): Promise<PageView> {
  const { db } = ctx
  const { body } = await db
    .selectFrom('pageVersions')
    .select('body')
    .where('pageId', '=', row.id)
    .where('number', '=', row.number)
    .where('language', '=', language)
    .executeTakeFirstOrThrow()
  const versions =
    row.type === 'legal'
      ? await db
          .selectFrom('pageVersions')
          .select(['number', 'liveFrom'])
          .where('pageId', '=', row.id)
          .where('language', '=', language)
          .where('liveFrom', '<=', ctx.now())
          .orderBy('number', 'desc')
          .limit(100)
          .execute()
      : []
  const { id, type, title, excerpt, metaTitle, metaDescription, visibility, number } = row
  return {
    ...{ id, type, title, body, metaTitle, metaDescription, visibility, version: number },
    excerpt: excerpt || beginning(body),
    path: publicPath(row, settings.homeId),
    picture: row.pictureKey ? { key: row.pictureKey, alt: row.pictureAlt } : null,
    publishedAt: row.publishedAt!.toISOString(),
    changedAt: row.liveFrom!.toISOString(),
    versions: versions.map((it) => ({ number: it.number, liveFrom: it.liveFrom!.toISOString() })),
  }
}

async function home(place: Place): Promise<Found> {
  const { ctx, settings, language } = place
  const row =
    settings.homeId &&
    (await liveLines(ctx.db, ctx.now())
      .where('pages.id', '=', settings.homeId)
      .where('pages.visibility', '=', 'public')
      .where('text.language', '=', language)
      .executeTakeFirst())
  const { posts: latest } = await readPosts(place, undefined, ON_HOME)
  return { kind: 'home', page: row ? await viewOf(place, row) : null, posts: latest }
}

async function posts(place: Place, cursor: string | undefined): Promise<Found> {
  const found = await readPosts(place, cursor, POSTS)
  return { kind: 'posts', ...found }
}

async function readPosts(place: Place, cursor: string | undefined, limit: number) {
  const { ctx, settings, language } = place
  const shown = isMember(ctx) ? (['public', 'members'] as const) : (['public'] as const)
  let query = liveLines(ctx.db, ctx.now())
    .select('text.body')
    .where('pages.type', '=', 'blog')
    .where('pages.visibility', 'in', shown)
    .where('text.language', '=', language)
  const after = momentAfter(cursor)
  if (after)
    query = query.where((row) =>
      row.or([
        row('pages.publishedAt', '<', after.at),
        row.and([row('pages.publishedAt', '=', after.at), row('pages.id', '<', after.id)]),
      ]),
    )
  const rows = await query
    .orderBy('pages.publishedAt', 'desc')
    .orderBy('pages.id', 'desc')
    .limit(limit + 1)
    .execute()
  const { page, next } = pageFrom(rows, limit, (it) => ({
    by: it.publishedAt!.toISOString(),
    id: it.id,
  }))
  const lines: PostLine[] = page.map((it) => ({
    title: it.title,
    excerpt: it.excerpt || beginning(it.body),
    path: publicPath(it, settings.homeId),
    publishedAt: it.publishedAt!.toISOString(),
    picture: it.pictureKey ? { key: it.pictureKey, alt: it.pictureAlt } : null,
  }))
  return { posts: lines, next }
}

async function faq({ ctx, language }: Place, search: string): Promise<Found> {
  const { categories, entries } = await rowsOf(ctx)
  const seen = entries.flatMap(({ id, categoryId, visibility, texts }) => {
    const text = texts[language]
    const isSeen = visibility === 'public' || (visibility === 'members' && isMember(ctx))
    return text && isSeen ? [{ id, categoryId, ...text }] : []
  })
  const found =
    search === ''
      ? undefined
      : fits(
          search,
          seen.map((it) => ({ id: it.id, question: it.question, answer: plain(it.answer) })),
        ).map(({ item }) => item.id)
  const shown = categories.map(({ id, names }) => ({
    name: names[language] ?? names.fr ?? '',
    entries: seen
      .filter((it) => it.categoryId === id && (found?.includes(it.id) ?? true))
      .map(({ id: entry, question, answer }) => ({ id: entry, question, answer })),
  }))
  return { kind: 'faq', search, categories: shown.filter((it) => it.entries.length > 0) }
}

/** Where the same is said in the other languages. */
async function alternatesOf({ ctx, settings }: Place, found: Found, rest: readonly string[]) {
  if (found.kind === 'moved' || found.kind === 'missing') return []
  if (found.kind !== 'page' && !(found.kind === 'home' && found.page))
    return settings.languages.map((language) => ({
      language,
      path: [language, ...rest].filter(Boolean).join('/'),
    }))
  const { page } = found
  const rows = await liveLines(ctx.db, ctx.now()).where('pages.id', '=', page!.id).execute()
  const written = settings.languages.flatMap((language) =>
    rows
      .filter((it) => it.language === language)
      .map((row) => ({ language, path: publicPath(row, settings.homeId) })),
  )
  if (found.kind === 'page') return written
  return settings.languages.map((language) => ({ language, path: language }))
}

type Previewed = { pageId: string; language: Language }

/** From what is being written; the site need not be open yet. */
export async function previewPage(
  ctx: SiteCtx,
  { pageId, language }: Previewed,
): Promise<SiteAddress> {
  const settings = await settingsOf(ctx)
  const page = await pageRow(ctx, pageId)
  const draft = await ctx.db
    .selectFrom('pageDrafts')
    .selectAll()
    .where('pageId', '=', pageId)
    .where('language', '=', language)
    .executeTakeFirst()
  if (!draft) throw NotFound()
  const { title, excerpt, body, metaTitle, metaDescription } = draft
  const view: PageView = {
    ...{ id: pageId, type: page.type, visibility: page.visibility },
    ...{ title, body, metaTitle, metaDescription, version: page.versions + 1, versions: [] },
    excerpt: excerpt || beginning(body),
    path: `${language}/${pathOf(page.type, draft.slug)}`,
    picture: draft.pictureKey ? { key: draft.pictureKey, alt: draft.pictureAlt } : null,
    publishedAt: (page.publishedAt ?? ctx.now()).toISOString(),
    changedAt: draft.updatedAt.toISOString(),
  }
  const found: Found =
    pageId === settings.homeId
      ? { kind: 'home', page: view, posts: [] }
      : { kind: 'page', page: view, isDraft: true }
  const site = await frameOf(ctx, settings, language)
  return { site, found, alternates: [], isNegotiated: false }
}

const FEED_POSTS = 20

export async function readFeed(ctx: SiteCtx, { language }: { language: Language }) {
  const settings = await openSite(ctx)
  if (!settings.languages.includes(language)) throw NotFound()
  const rows = await liveLines(ctx.db, ctx.now())
    .select('text.body')
    .where('pages.type', '=', 'blog')
    .where('pages.visibility', '=', 'public')
    .where('text.language', '=', language)
    .orderBy('pages.publishedAt', 'desc')
    .orderBy('pages.id', 'desc')
    .limit(FEED_POSTS)
    .execute()
  return {
    site: await frameOf(ctx, settings, language),
    changedAt: latest([settings.changedAt, ...rows.map((it) => it.liveFrom!)]),
    items: rows.map((it) => ({
      ...{ id: it.id, title: it.title, body: it.body },
      excerpt: it.excerpt || beginning(it.body),
      path: publicPath(it, settings.homeId),
      publishedAt: it.publishedAt!.toISOString(),
    })),
  }
}

/** A sitemap may name fifty thousand; a site with more than this is another kind of site. */
const MOST_ADDRESSES = 2000

export async function readSiteMap(ctx: SiteCtx) {
  const settings = await openSite(ctx)
  const rows = await liveTexts(ctx.db, ctx.now())
    .select(['pages.id', 'pages.type', 'text.language', 'text.slug', 'text.liveFrom'])
    .where('pages.visibility', '=', 'public')
    .where('text.language', 'in', settings.languages)
    .orderBy('pages.publishedAt', 'desc')
    .orderBy('pages.id')
    .limit(MOST_ADDRESSES)
    .execute()
  const ofPages = [...Map.groupBy(rows, (it) => it.id).values()].map((same) => ({
    changedAt: latest(same.map((it) => it.liveFrom!)),
    alternates: languages.flatMap((language) =>
      same
        .filter((it) => it.language === language)
        .map((it) => ({ language, path: publicPath(it, settings.homeId) })),
    ),
  }))
  const everywhere = (path: string) => ({
    changedAt: settings.changedAt.toISOString(),
    alternates: settings.languages.map((language) => ({
      language,
      path: path ? `${language}/${path}` : language,
    })),
  })
  const { hasBlog, hasFaq } = await frameOf(ctx, settings, settings.languages[0]!)
  const fixed = [
    ...(ofPages.some((it) => !it.alternates[0]?.path.includes('/')) ? [] : [everywhere('')]),
    ...(hasBlog ? [everywhere('blog')] : []),
    ...(hasFaq ? [everywhere('faq')] : []),
  ]
  const changed = [settings.changedAt, ...rows.map((it) => it.liveFrom!)]
  return {
    changedAt: latest(changed),
    languages: settings.languages,
    items: [...fixed, ...ofPages],
  }
}

const latest = (moments: readonly Date[]): string =>
  new Date(Math.max(...moments.map((it) => it.getTime()))).toISOString()
