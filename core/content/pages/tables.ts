import { type DatabaseOf, type RowOf, t, table } from '#kernel/data/column.ts'
import type { Block } from '../text/contract.ts'

/** What is written of a page in one language, as it is being written and as it was kept. */
const words = () => ({
  title: t.string(200),
  slug: t.string(80),
  excerpt: t.string(400),
  body: t.json<Block[]>(),
  metaTitle: t.string(200),
  metaDescription: t.string(400),
  pictureKey: t.string(43).nullable(),
  pictureAlt: t.string(300),
})

export const pageTables = {
  pages: table(
    {
      id: t.uuid().primary(),
      type: t.oneOf('page', 'blog', 'landing', 'help', 'legal'),
      state: t.oneOf('draft', 'scheduled', 'published', 'archived'),
      visibility: t.oneOf('public', 'members'),
      /** From when it is to be seen; in the future while it is scheduled. */
      publishedAt: t.instant().nullable(),
      /** How many versions were kept of it: the number of the last one. */
      versions: t.int(),
      /** Which of the starter pages it is. */
      starter: t.string(20).nullable().unique(),
      createdAt: t.instant(),
      createdBy: t.uuid(),
      updatedAt: t.instant(),
      updatedBy: t.uuid(),
    },
    {
      indexes: [
        ['updatedAt', 'id'],
        ['type', 'publishedAt'],
      ],
      checks: { dated: "state in ('draft', 'archived') or publishedAt is not null" },
    },
  ),
  /** The text that is being written; one per page and language. */
  pageDrafts: table(
    {
      pageId: t.uuid().references('pages', 'cascade'),
      language: t.oneOf('fr', 'nl', 'en'),
      ...words(),
      /** One more with each save: who saves says which one they began from. */
      revision: t.int(),
      updatedAt: t.instant(),
      updatedBy: t.uuid(),
    },
    { primary: ['pageId', 'language'] },
  ),
  /** What was published or put aside. Never changed, so that what somebody read or accepted can be shown for good. */
  pageVersions: table(
    {
      pageId: t.uuid().references('pages', 'cascade'),
      number: t.int(),
      language: t.oneOf('fr', 'nl', 'en'),
      ...words(),
      /** From when readers see it; null: it was only put aside. */
      liveFrom: t.instant().nullable().index(),
      /** Members are asked to accept it. */
      mustAccept: t.boolean(),
      createdAt: t.instant(),
      createdBy: t.uuid(),
    },
    { primary: ['pageId', 'number', 'language'] },
  ),
  /** Every address a page has, had, or is about to have. The key lets no two pages have one. */
  pageSlugs: table(
    {
      language: t.oneOf('fr', 'nl', 'en'),
      slug: t.string(80),
      pageId: t.uuid().references('pages', 'cascade'),
      use: t.oneOf('reserved', 'current', 'former'),
    },
    { primary: ['language', 'slug'] },
  ),
  /** Pictures that were brought for pages; published from the start, under addresses nobody guesses. */
  pagePictures: table({
    key: t.string(43).primary(),
    alt: t.string(300),
    createdAt: t.instant(),
    createdBy: t.uuid(),
    /** Since when nothing shows it, as the sweep saw it. */
    unusedSince: t.instant().nullable(),
  }),
}

export type PageTables = DatabaseOf<typeof pageTables>
export type PageRow = RowOf<typeof pageTables.pages>
export type DraftRow = RowOf<typeof pageTables.pageDrafts>
export type VersionRow = RowOf<typeof pageTables.pageVersions>
