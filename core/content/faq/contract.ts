/** The words of the questions people ask: one list, in categories, in an order that somebody chose. */
import * as z from 'zod/mini'
import { endpoint, problem, Ordinal } from '#kernel/contract.ts'
import { languages } from '#kernel/text.ts'
import { HOUR, Instant } from '#kernel/time.ts'
import { Html } from '../text/contract.ts'

export const MOST_CATEGORIES = 30
export const MOST_ENTRIES = 200

const Language = z.enum(languages)
export const FaqVisibility = z.enum(['public', 'members', 'hidden'])
const short = (most: number) => z.string().check(z.trim(), z.maxLength(most))
const NamesIn = z.object({
  fr: z._default(short(100), ''),
  nl: z._default(short(100), ''),
  en: z._default(short(100), ''),
})
const TextIn = z._default(
  z.object({ question: z._default(short(300), ''), html: z._default(Html, '') }),
  { question: '', html: '' },
)
const TextsIn = z.object({ fr: TextIn, nl: TextIn, en: TextIn })

/** No more of them: who reads has to find. */
export const FaqFull = problem<{ most: number }>('faq/full', 409)
export const FaqEmpty = problem('faq/empty', 422)
export const FaqEditedMeanwhile = problem('faq/edited-meanwhile', 409)
/** Questions are still in it. */
export const CategoryInUse = problem('faq/category-in-use', 409)

const Text = z.object({ question: z.string(), html: z.string() })
export const FaqEntry = z.object({
  id: z.uuid(),
  categoryId: z.uuid(),
  visibility: FaqVisibility,
  revision: z.int(),
  texts: z.object({ fr: Text, nl: Text, en: Text }),
  useful: z.int(),
  useless: z.int(),
  updatedAt: Instant,
})
export type FaqEntry = z.output<typeof FaqEntry>
export const FaqCategory = z.object({
  id: z.uuid(),
  names: z.object({ fr: z.string(), nl: z.string(), en: z.string() }),
  entries: z.array(FaqEntry),
})
export type FaqCategory = z.output<typeof FaqCategory>

const write = { may: 'faq.write' } as const
const Done = z.object({ done: z.literal(true) })

/** All of it: there are 200 at most. Hidden ones for who writes. */
export const readFaq = endpoint('GET /faq', {
  may: 'faq.read',
  input: z.object({}),
  reply: z.object({ categories: z.array(FaqCategory) }),
})
/** What may answer a question in the person's own words, the likeliest first. */
export const findAnswers = endpoint('GET /faq/answers', {
  may: 'faq.read',
  input: z.object({ text: short(500), language: z.optional(Language) }),
  reply: z.object({
    items: z.array(z.object({ id: z.uuid(), question: z.string(), html: z.string() })),
  }),
})
export const createFaqCategory = endpoint('POST /faq/categories', {
  ...write,
  input: z.object({ id: z.optional(z.uuid()), names: NamesIn }),
  reply: z.object({ id: z.uuid() }),
  problems: [FaqFull, FaqEmpty],
  status: 201,
})
export const renameFaqCategory = endpoint('PATCH /faq/categories/{categoryId}', {
  ...write,
  input: z.object({ categoryId: z.uuid(), names: NamesIn }),
  reply: Done,
  problems: [FaqEmpty],
})
export const removeFaqCategory = endpoint('DELETE /faq/categories/{categoryId}', {
  ...write,
  input: z.object({ categoryId: z.uuid() }),
  reply: Done,
  problems: [CategoryInUse],
})
export const createFaqEntry = endpoint('POST /faq/entries', {
  ...write,
  input: z.object({
    id: z.optional(z.uuid()),
    categoryId: z.uuid(),
    visibility: z._default(FaqVisibility, 'public'),
    texts: TextsIn,
  }),
  reply: z.object({ id: z.uuid() }),
  problems: [FaqFull, FaqEmpty],
  status: 201,
})
export const changeFaqEntry = endpoint('PUT /faq/entries/{entryId}', {
  ...write,
  input: z.object({
    entryId: z.uuid(),
    revision: Ordinal,
    visibility: FaqVisibility,
    texts: TextsIn,
  }),
  reply: z.object({ revision: z.int() }),
  problems: [FaqEmpty, FaqEditedMeanwhile],
})
export const removeFaqEntry = endpoint('DELETE /faq/entries/{entryId}', {
  ...write,
  input: z.object({ entryId: z.uuid() }),
  reply: Done,
})
/** The whole order; what it does not name stays where it is, behind. */
export const orderFaq = endpoint('PUT /faq/order', {
  ...write,
  input: z.object({
    categories: z
      .array(
        z.object({
          id: z.uuid(),
          entryIds: z.array(z.uuid()).check(z.maxLength(MOST_ENTRIES)),
        }),
      )
      .check(z.maxLength(MOST_CATEGORIES)),
  }),
  reply: Done,
})
/** «Utile ?»: one voice per reader and answer; the last one counts. */
export const voteFaq = endpoint('POST /faq/votes', {
  may: 'anyone',
  input: z.object({ entryId: z.uuid(), isUseful: z.boolean() }),
  reply: Done,
  rate: { max: 60, windowMs: HOUR },
})
