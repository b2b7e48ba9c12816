/** The words of texts that bind: which one holds, who accepted which, and what it said then. */
import * as z from 'zod/mini'
import { endpoint, NotFound, Ordinal } from '#kernel/contract.ts'
import { pageOf, paging } from '#kernel/paging.ts'
import { languages } from '#kernel/text.ts'
import { Instant } from '#kernel/time.ts'
import { Block } from '../text/contract.ts'

const Language = z.enum(languages)

/** What waits for this member's agreement. */
export const listPendingTexts = endpoint('GET /legal/pending', {
  may: 'legal.read',
  input: z.object({ language: z.optional(Language) }),
  reply: z.object({
    items: z.array(z.object({ pageId: z.uuid(), number: z.int(), title: z.string() })),
  }),
})
/** The text that holds, or an older one by its number. */
export const readLegalText = endpoint('GET /legal/{pageId}', {
  may: 'legal.read',
  input: z.object({
    pageId: z.uuid(),
    language: z.optional(Language),
    number: z.optional(Ordinal),
  }),
  reply: z.object({
    pageId: z.uuid(),
    number: z.int(),
    language: Language,
    title: z.string(),
    body: z.array(Block),
    /** Pictures of the text: key → address. */
    pictures: z.array(z.object({ key: z.string(), url: z.string() })),
    liveFrom: Instant,
    mustAccept: z.boolean(),
    acceptedAt: z.nullable(Instant),
    /** Every text that held once, the last one first. */
    versions: z.array(z.object({ number: z.int(), liveFrom: Instant })),
  }),
})
/** Agrees to the text with this number, which must be the one that holds. */
export const acceptLegalText = endpoint('POST /legal/{pageId}/acceptances', {
  may: 'legal.accept',
  input: z.object({ pageId: z.uuid(), number: Ordinal, language: z.optional(Language) }),
  reply: z.object({ acceptedAt: Instant }),
  problems: [NotFound],
})
/** The record of it. */
export const listAcceptances = endpoint('GET /legal/{pageId}/acceptances', {
  may: 'legal.manage',
  input: z.object({ pageId: z.uuid(), ...paging }),
  reply: pageOf(
    z.object({
      memberId: z.uuid(),
      name: z.string(),
      number: z.int(),
      language: Language,
      acceptedAt: Instant,
    }),
  ),
})
