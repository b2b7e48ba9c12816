/** The words of the public site: what is settled about it, and what stands at each of its addresses. */
import * as z from 'zod/mini'
import { endpoint, NotFound, problem } from '#kernel/contract.ts'
import { languages } from '#kernel/text.ts'
import { HOUR, Instant } from '#kernel/time.ts'
import { Block } from '../text/contract.ts'

const Language = z.enum(languages)
const Type = z.enum(['page', 'blog', 'landing', 'help', 'legal'])
const sentence = z._default(z.string().check(z.trim(), z.maxLength(200)), '')

export const UnknownPage = problem('site/unknown-page', 422)

export const Site = z.object({
  isOn: z.boolean(),
  languages: z.array(Language),
  taglines: z.object({ fr: z.string(), nl: z.string(), en: z.string() }),
  menu: z.array(z.uuid()),
  homeId: z.nullable(z.uuid()),
  hasContact: z.boolean(),
})
export type Site = z.output<typeof Site>

export const readSite = endpoint('GET /site', {
  may: 'pages.read',
  input: z.object({}),
  reply: Site,
})
export const changeSite = endpoint('PUT /site', {
  may: 'site.manage',
  input: z.object({
    isOn: z.boolean(),
    languages: z.array(Language).check(z.minLength(1), z.maxLength(3)),
    taglines: z.object({ fr: sentence, nl: sentence, en: sentence }),
    menu: z.array(z.uuid()).check(z.maxLength(12)),
    homeId: z.nullable(z.uuid()),
    hasContact: z.boolean(),
  }),
  reply: Site,
  problems: [UnknownPage],
})
/** Drafts of the pages that every public site needs; those that are there stay as they are. */
export const addStarterPages = endpoint('POST /site/starter', {
  may: 'site.manage',
  input: z.object({}),
  reply: z.object({ created: z.int() }),
})

// ── what readers see ────────────────────────────────────────────────────────────────────────────

const Way = z.object({ title: z.string(), path: z.string() })
const Picture = z.nullable(z.object({ key: z.string(), alt: z.string() }))
const PostLine = z.object({
  title: z.string(),
  excerpt: z.string(),
  path: z.string(),
  publishedAt: Instant,
  picture: Picture,
})
export type PostLine = z.output<typeof PostLine>

/** Paths are below the site's own address and begin with the language; the home of a language is the language alone. */
export const SiteFrame = z.object({
  slug: z.string(),
  name: z.string(),
  colour: z.nullable(z.string()),
  logo: z.nullable(z.string()),
  timeZone: z.string(),
  language: Language,
  languages: z.array(Language),
  tagline: z.string(),
  menu: z.array(Way),
  legal: z.array(Way),
  hasBlog: z.boolean(),
  hasFaq: z.boolean(),
  hasContact: z.boolean(),
  /** Pages of modules that are open to everybody: a key of a sentence, and an address of the application. */
  blocks: z.array(z.object({ text: z.string(), path: z.string() })),
})
export type SiteFrame = z.output<typeof SiteFrame>

const PageView = z.object({
  id: z.uuid(),
  type: Type,
  title: z.string(),
  path: z.string(),
  excerpt: z.string(),
  body: z.array(Block),
  metaTitle: z.string(),
  metaDescription: z.string(),
  picture: Picture,
  publishedAt: Instant,
  changedAt: Instant,
  visibility: z.enum(['public', 'members']),
  version: z.int(),
  /** Of a legal text: every version that held, the last one first. */
  versions: z.array(z.object({ number: z.int(), liveFrom: Instant })),
})
export type PageView = z.output<typeof PageView>

const Question = z.object({ id: z.uuid(), question: z.string(), answer: z.array(Block) })

const Found = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('home'), page: z.nullable(PageView), posts: z.array(PostLine) }),
  z.object({ kind: z.literal('page'), page: PageView, isDraft: z.boolean() }),
  z.object({ kind: z.literal('posts'), posts: z.array(PostLine), next: z.nullable(z.string()) }),
  z.object({
    kind: z.literal('faq'),
    search: z.string(),
    categories: z.array(z.object({ name: z.string(), entries: z.array(Question) })),
  }),
  z.object({ kind: z.literal('contact') }),
  z.object({ kind: z.literal('moved'), path: z.string(), isForGood: z.boolean() }),
  z.object({ kind: z.literal('missing') }),
])
export type Found = z.output<typeof Found>

export const SiteAddress = z.object({
  site: SiteFrame,
  found: Found,
  /** The same in other languages. */
  alternates: z.array(z.object({ language: Language, path: z.string() })),
  /** Chosen by what the reader's browser asks for, not by the address. */
  isNegotiated: z.boolean(),
})
export type SiteAddress = z.output<typeof SiteAddress>

/** What stands at an address of the site; for pages of members, to members alone. */
export const readAddress = endpoint('GET /site/address', {
  may: 'anyone',
  input: z.object({
    path: z._default(z.string().check(z.maxLength(300)), ''),
    /** Languages the reader wants, the best first, as browsers say it. */
    wanted: z._default(z.string().check(z.maxLength(500)), ''),
    search: z._default(z.string().check(z.trim(), z.maxLength(200)), ''),
    cursor: z.optional(z.string().check(z.maxLength(200))),
  }),
  reply: SiteAddress,
  problems: [NotFound],
})
/** A page as it will look. */
export const previewPage = endpoint('GET /site/previews/{pageId}', {
  may: 'pages.read',
  input: z.object({ pageId: z.uuid(), language: Language }),
  reply: SiteAddress,
})
/** The last posts of one language, whole. */
export const readFeed = endpoint('GET /site/feed', {
  may: 'anyone',
  input: z.object({ language: Language }),
  reply: z.object({
    site: SiteFrame,
    changedAt: Instant,
    items: z.array(
      z.object({
        id: z.uuid(),
        title: z.string(),
        excerpt: z.string(),
        path: z.string(),
        publishedAt: Instant,
        body: z.array(Block),
      }),
    ),
  }),
  problems: [NotFound],
  rate: { max: 2000, windowMs: HOUR },
})
/** Every address that search engines may know. */
export const readSiteMap = endpoint('GET /site/map', {
  may: 'anyone',
  input: z.object({}),
  reply: z.object({
    changedAt: Instant,
    languages: z.array(Language),
    items: z.array(
      z.object({
        changedAt: Instant,
        alternates: z.array(z.object({ language: Language, path: z.string() })),
      }),
    ),
  }),
  problems: [NotFound],
  rate: { max: 2000, windowMs: HOUR },
})
