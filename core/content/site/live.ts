/** The rows that readers see: of each page and language the last version whose moment has come. */
import type { Kysely } from 'kysely'
import type { Language } from '#kernel/text.ts'
import { pathOf, type PageType } from '../pages/rules.ts'
import type { PageTables } from '../pages/tables.ts'
import type { SiteTables } from './tables.ts'

export type SiteDb = Kysely<PageTables & SiteTables>

const lines = [
  'pages.id',
  'pages.type',
  'pages.visibility',
  'pages.publishedAt',
  'text.number',
  'text.language',
  'text.title',
  'text.slug',
  'text.excerpt',
  'text.metaTitle',
  'text.metaDescription',
  'text.pictureKey',
  'text.pictureAlt',
  'text.liveFrom',
] as const

/** Publication is `publishedAt ≤ now`, and so is a version's: nothing has to run at that moment. */
export const liveTexts = (db: SiteDb, now: Date) =>
  db
    .selectFrom('pageVersions as text')
    .innerJoin('pages', 'pages.id', 'text.pageId')
    .where('pages.state', 'in', ['published', 'scheduled'])
    .where('pages.publishedAt', '<=', now)
    .where((row) =>
      row(
        'text.number',
        '=',
        row
          .selectFrom('pageVersions as later')
          .select((it) => it.fn.max('later.number').as('number'))
          .whereRef('later.pageId', '=', 'text.pageId')
          .whereRef('later.language', '=', 'text.language')
          .where('later.liveFrom', '<=', now),
      ),
    )

export const liveLines = (db: SiteDb, now: Date) => liveTexts(db, now).select(lines)

export type LiveLine = Awaited<ReturnType<ReturnType<typeof liveLines>['execute']>>[number]

export const publicPath = (
  { language, type, slug, id }: { language: Language; type: PageType; slug: string; id: string },
  homeId: string | null,
) => (id === homeId ? language : `${language}/${pathOf(type, slug)}`)
