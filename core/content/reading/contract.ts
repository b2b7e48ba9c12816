/** What members read of the pages and questions inside of the application, whether the public site is open or not. */
import * as z from 'zod/mini'
import { endpoint } from '#kernel/contract.ts'
import { Instant } from '#kernel/time.ts'
import { Language, PageType } from '../pages/contract.ts'
import { Block } from '../text/contract.ts'

const reads = { may: 'faq.read' } as const
const asked = { language: z.optional(Language) }

const Text = {
  /** The one asked for, or the one there is. */
  language: Language,
  title: z.string(),
  body: z.array(Block),
  /** Pictures of the text: key → address. */
  pictures: z.array(z.object({ key: z.string(), url: z.string() })),
}

/** By the words of titles and texts, the likeliest first: twelve at most. */
export const findTexts = endpoint('GET /reading', {
  ...reads,
  input: z.object({ text: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)), ...asked }),
  reply: z.object({
    found: z.array(
      z.object({ what: z.enum(['page', 'question']), title: z.string(), path: z.string() }),
    ),
  }),
})
/** A page as its readers see it now. */
export const readPublished = endpoint('GET /reading/pages/{pageId}', {
  ...reads,
  input: z.object({ pageId: z.uuid(), ...asked }),
  reply: z.object({
    ...Text,
    type: PageType,
    excerpt: z.string(),
    publishedAt: Instant,
    picture: z.nullable(z.object({ url: z.string(), alt: z.string() })),
  }),
})
export const readQuestion = endpoint('GET /reading/questions/{entryId}', {
  ...reads,
  input: z.object({ entryId: z.uuid(), ...asked }),
  reply: z.object(Text),
})
