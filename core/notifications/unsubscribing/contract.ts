/** The words of ending mails from a mail: by the link in it, without a log-in. */
import * as z from 'zod/mini'
import { endpoint, NotFound, webhook } from '#kernel/contract.ts'
import { locales } from '#kernel/text.ts'

const anyone = { may: 'anyone', problems: [NotFound] } as const
const rate = { max: 60, windowMs: 60_000 }
const Token = z.string().check(z.minLength(1), z.maxLength(200))
const Done = z.object({ done: z.literal(true) })

/** What a mail program sends by itself (RFC 8058): ends mails of the kinds that this mail spoke of. */
export const unsubscribeByPost = webhook('POST /notifications/unsubscribe/{token}', {
  ...anyone,
  rate,
  evenClosed: true,
  input: z.object({ token: Token }),
  reply: Done,
})

/** Where the same address leads somebody who opens it: to the page. It changes nothing. */
export const openUnsubscribe = endpoint('GET /notifications/unsubscribe/{token}', {
  ...anyone,
  rate,
  input: z.object({ token: Token }),
  reply: z.object({ location: z.string() }),
})

/** What the page shows: the kinds of mail, and which of them this mail spoke of. */
export const readWishes = endpoint('GET /notifications/wishes/{token}', {
  ...anyone,
  rate,
  input: z.object({ token: Token, locale: z._default(z.enum(locales), 'fr-BE') }),
  reply: z.object({
    house: z.string(),
    groups: z.array(
      z.object({
        group: z.string(),
        text: z.string(),
        /** Its mails come. */
        isOn: z.boolean(),
        /** The mail that was opened spoke of it. */
        isHere: z.boolean(),
      }),
    ),
  }),
})

/** The kinds of which no mail shall come; the others come as before. */
export const saveWishes = endpoint('PUT /notifications/wishes/{token}', {
  ...anyone,
  rate,
  evenClosed: true,
  input: z.object({
    token: Token,
    off: z.array(z.string().check(z.maxLength(80))).check(z.maxLength(100)),
  }),
  reply: Done,
})
