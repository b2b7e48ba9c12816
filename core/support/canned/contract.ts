/** Canned answers: what is written often, kept once, in up to three languages. */
import * as z from 'zod/mini'
import { endpoint, NotFound, problem } from '#kernel/contract.ts'
import { languages } from '#kernel/text.ts'

const Body = z._default(z.string().check(z.trim(), z.maxLength(4000)), '')
const bodies = { fr: Body, nl: Body, en: Body }

export const Canned = z.object({
  id: z.uuid(),
  name: z.string(),
  fr: z.string(),
  nl: z.string(),
  en: z.string(),
  /** For everybody who answers; else the caller's own. */
  isShared: z.boolean(),
  mayChange: z.boolean(),
})
export type Canned = z.output<typeof Canned>

/** It says something in no language. */
export const NothingCanned = problem('canned/nothing-said', 422)
/** Braces around what nobody can fill in. */
export const UnknownPlaceholder = problem<{ names: string }>('canned/unknown-placeholder', 422)
export const TooManyCanned = problem<{ max: number }>('canned/too-many', 409)
export const MOST_CANNED = 200

const CannedFields = {
  name: z.string().check(z.trim(), z.minLength(1), z.maxLength(80)),
  ...bodies,
  isShared: z._default(z.boolean(), false),
}
const refusals = [NothingCanned, UnknownPlaceholder]

export const listCanned = endpoint('GET /canned', {
  may: 'canned.use',
  input: z.object({}),
  reply: z.object({ items: z.array(Canned) }),
})
/** A shared one is for who manages them. */
export const addCanned = endpoint('POST /canned', {
  may: 'canned.use',
  input: z.object({ id: z.optional(z.uuid()), ...CannedFields }),
  reply: Canned,
  status: 201,
  problems: [...refusals, TooManyCanned],
})
export const changeCanned = endpoint('PUT /canned/{cannedId}', {
  may: 'canned.use',
  input: z.object({ cannedId: z.uuid(), ...CannedFields }),
  reply: Canned,
  problems: [NotFound, ...refusals],
})
export const removeCanned = endpoint('DELETE /canned/{cannedId}', {
  may: 'canned.use',
  input: z.object({ cannedId: z.uuid() }),
  reply: z.object({ done: z.literal(true) }),
  problems: [NotFound],
})
/** As it would be sent in answer to this ticket, in the language of whoever asks where there is one. */
export const fillCanned = endpoint('GET /canned/{cannedId}/filled', {
  may: 'canned.use',
  input: z.object({
    cannedId: z.uuid(),
    ticketId: z.uuid(),
    language: z.optional(z.enum(languages)),
  }),
  reply: z.object({ words: z.string(), language: z.enum(languages) }),
  problems: [NotFound],
})
