/** Which lives a page has, when it is to be seen, and which addresses it may have. Runs in both. */
import { machine, type StateOf } from '#kernel/machine.ts'

export const pageTypes = ['page', 'blog', 'landing', 'help', 'legal'] as const
export type PageType = (typeof pageTypes)[number]

/** `clock` is nobody's doing: what is scheduled is published as soon as its moment has come. */
export const pageLife = machine({
  name: 'page',
  states: ['draft', 'scheduled', 'published', 'archived'],
  initial: 'draft',
  moves: {
    schedule: { from: ['draft'], to: 'scheduled', by: ['publisher'] },
    unschedule: { from: ['scheduled'], to: 'draft', by: ['publisher'] },
    publish: { from: ['draft', 'scheduled'], to: 'published', by: ['publisher'] },
    appear: { from: ['scheduled'], to: 'published', by: ['clock'] },
    archive: { from: ['published'], to: 'archived', by: ['publisher'] },
    reopen: { from: ['archived'], to: 'draft', by: ['publisher'] },
  },
})
export type PageState = StateOf<typeof pageLife>

/** What a row says is true until its moment has come; no timer has to notice. */
export const lifeAt = (
  { state, publishedAt }: { state: PageState; publishedAt: Date | null },
  now: Date,
): PageState =>
  state === 'scheduled' && publishedAt !== null && publishedAt <= now ? 'published' : state

/** What the site itself answers, in every language. */
export const reservedPageSlugs: ReadonlySet<string> = new Set(
  'blog faq contact feed rss sitemap robots preview versions search api app fr nl en'.split(' '),
)
export const PAGE_SLUG = /^(?=.{1,80}$)[a-z0-9]+(-[a-z0-9]+)*$/

/** Where a page is, below the address of its site and language. */
export const pathOf = (type: PageType, slug: string): string =>
  type === 'blog' ? `blog/${slug}` : slug
