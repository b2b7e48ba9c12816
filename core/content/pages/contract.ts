/** The words of pages: written in three languages, kept in versions, published now or later, found again at old addresses. */
import * as z from 'zod/mini'
import { Unusable } from '#core/files/using/contract.ts'
import { endpoint, NotFound, problem, WrongState, Ordinal } from '#kernel/contract.ts'
import { pageOf, paging } from '#kernel/paging.ts'
import { languages } from '#kernel/text.ts'
import { HOUR, Instant } from '#kernel/time.ts'
import { Change, Html } from '../text/contract.ts'
import { PAGE_SLUG, pageTypes } from './rules.ts'

/** The purpose of pictures in pages. */
export const PAGE_PICTURE = 'content.picture'
export const MOST_PICTURE_BYTES = 15_000_000

export const Language = z.enum(languages)
export const PageType = z.enum(pageTypes)
export const PageState = z.enum(['draft', 'scheduled', 'published', 'archived'])
/** One of them; two switches could contradict each other. */
export const Visibility = z.enum(['public', 'members'])
const Slug = z.string().check(z.trim(), z.toLowerCase(), z.regex(PAGE_SLUG))
const Title = z.string().check(z.trim(), z.minLength(1), z.maxLength(200))
const line = (most: number) => z.string().check(z.trim(), z.maxLength(most))
const Alt = z.string().check(z.trim(), z.minLength(1), z.maxLength(300))
const Key = z.string().check(z.regex(/^[\w-]{43}$/))

// ── problems ────────────────────────────────────────────────────────────────────────────────────

export const PageSlugTaken = problem('pages/slug-taken', 409)
/** The site itself answers there. */
export const PageSlugReserved = problem('pages/slug-reserved', 422)
/** Somebody saved since: `theirs` is what they left, `changes` the way from there to what was sent. */
export const EditedMeanwhile = problem<{
  revision: number
  by: string
  at: string
  changes: Change[]
}>('pages/edited-meanwhile', 409)
/** A picture without words says nothing to who does not see it. */
export const AltMissing = problem<{ language: string }>('pages/alt-missing', 422)
/** Nothing is written yet. */
export const NothingWritten = problem('pages/nothing-written', 422)
/** A date to publish at lies in the future. */
export const DatePassed = problem('pages/date-passed', 422)

// ── shapes ──────────────────────────────────────────────────────────────────────────────────────

const Written = z.object({
  language: Language,
  title: z.string(),
  slug: z.string(),
  /** Says something that readers do not see yet. */
  isAhead: z.boolean(),
})
export const PageLine = z.object({
  id: z.uuid(),
  type: PageType,
  state: PageState,
  visibility: Visibility,
  publishedAt: z.nullable(Instant),
  /** When what is published next takes its place. */
  nextAt: z.nullable(Instant),
  updatedAt: Instant,
  updatedBy: z.string(),
  texts: z.array(Written),
  /** Of a legal page: members have to accept the version that holds. */
  mustAccept: z.boolean(),
})
export type PageLine = z.output<typeof PageLine>

const Picture = z.nullable(z.object({ key: Key, alt: line(300) }))
export const Draft = z.object({
  language: Language,
  /** 0: nothing is written in this language. */
  revision: z.int(),
  title: z.string(),
  slug: z.string(),
  excerpt: z.string(),
  html: z.string(),
  metaTitle: z.string(),
  metaDescription: z.string(),
  picture: z.nullable(z.object({ key: z.string(), alt: z.string(), url: z.string() })),
  updatedAt: z.nullable(Instant),
  updatedBy: z.nullable(z.string()),
})
export type Draft = z.output<typeof Draft>

export const Version = z.object({
  number: z.int(),
  title: z.string(),
  liveFrom: z.nullable(Instant),
  mustAccept: z.boolean(),
  createdAt: Instant,
  createdBy: z.string(),
})
export type Version = z.output<typeof Version>

// ── endpoints ───────────────────────────────────────────────────────────────────────────────────

const read = { may: 'pages.read' } as const
const write = { may: 'pages.write' } as const
const publish = { may: 'pages.publish' } as const
const Which = z.object({ pageId: z.uuid() })
const InLanguage = z.object({ pageId: z.uuid(), language: Language })
const Done = z.object({ done: z.literal(true) })

export const listPages = endpoint('GET /pages', {
  ...read,
  input: z.object({ type: z.optional(PageType), state: z.optional(PageState), ...paging }),
  reply: pageOf(PageLine),
})
export const createPage = endpoint('POST /pages', {
  ...write,
  input: z.object({ id: z.optional(z.uuid()), type: PageType, language: Language, title: Title }),
  reply: z.object({ id: z.uuid() }),
  status: 201,
})
export const readPage = endpoint('GET /pages/{pageId}', { ...read, input: Which, reply: PageLine })
export const changePage = endpoint('PATCH /pages/{pageId}', {
  ...write,
  input: z.object({ pageId: z.uuid(), visibility: Visibility }),
  reply: PageLine,
})
/** Only what nobody outside ever saw. */
export const removePage = endpoint('DELETE /pages/{pageId}', {
  ...write,
  input: Which,
  reply: Done,
  problems: [WrongState],
})
export const duplicatePage = endpoint('POST /pages/{pageId}/duplicate', {
  ...write,
  input: Which,
  reply: z.object({ id: z.uuid() }),
  status: 201,
})

export const readDraft = endpoint('GET /pages/{pageId}/draft', {
  ...read,
  input: InLanguage,
  reply: Draft,
})
/** `revision` is the one this text began from; when another came between, nothing is written. */
export const saveDraft = endpoint('PUT /pages/{pageId}/draft', {
  ...write,
  input: z.object({
    ...InLanguage.shape,
    revision: Ordinal,
    title: Title,
    slug: z.optional(Slug),
    excerpt: z._default(line(400), ''),
    html: z._default(Html, ''),
    metaTitle: z._default(line(200), ''),
    metaDescription: z._default(line(400), ''),
    picture: z._default(Picture, null),
  }),
  reply: z.object({ revision: z.int(), slug: z.string(), updatedAt: Instant }),
  problems: [EditedMeanwhile, PageSlugTaken, PageSlugReserved],
  rate: { max: 3000, windowMs: HOUR },
})

/** Now, or from a moment on: also what changes a page that is published already. */
export const publishPage = endpoint('POST /pages/{pageId}/publish', {
  ...publish,
  input: z.object({
    pageId: z.uuid(),
    at: z.optional(z.iso.datetime()),
    mustAccept: z._default(z.boolean(), false),
  }),
  reply: PageLine,
  problems: [AltMissing, NothingWritten, DatePassed, PageSlugTaken, WrongState],
})
/** Takes back what was about to be published. */
export const unschedulePage = endpoint('POST /pages/{pageId}/unschedule', {
  ...publish,
  input: Which,
  reply: PageLine,
  problems: [WrongState],
})
export const archivePage = endpoint('POST /pages/{pageId}/archive', {
  ...publish,
  input: Which,
  reply: PageLine,
  problems: [WrongState],
})
export const reopenPage = endpoint('POST /pages/{pageId}/reopen', {
  ...publish,
  input: Which,
  reply: PageLine,
  problems: [WrongState],
})

export const listVersions = endpoint('GET /pages/{pageId}/versions', {
  ...read,
  input: z.object({ ...InLanguage.shape, ...paging }),
  reply: pageOf(Version),
})
/** Puts what is being written aside, to come back to it. */
export const keepVersion = endpoint('POST /pages/{pageId}/versions', {
  ...write,
  input: Which,
  reply: z.object({ number: z.int() }),
  problems: [NothingWritten],
})
/** From one version to another, or to what is being written. */
export const compareVersions = endpoint('GET /pages/{pageId}/comparison', {
  ...read,
  input: z.object({ ...InLanguage.shape, from: Ordinal, to: z.optional(Ordinal) }),
  reply: z.object({
    titles: z.object({ from: z.string(), to: z.string() }),
    changes: z.array(Change),
  }),
})
/** What is being written is put aside first. */
export const restoreVersion = endpoint('POST /pages/{pageId}/restore', {
  ...write,
  input: z.object({ ...InLanguage.shape, number: Ordinal }),
  reply: z.object({ revision: z.int() }),
  problems: [NotFound],
})

/** Shows a picture that was brought, in pages; its words come with it. */
export const addPicture = endpoint('POST /pages/pictures', {
  ...write,
  input: z.object({ fileId: z.uuid(), alt: Alt }),
  reply: z.object({ key: z.string(), url: z.string(), alt: z.string() }),
  problems: [Unusable],
})
