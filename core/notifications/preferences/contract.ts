/** The words of choosing how one is told; for oneself, and for the people of a role who have not chosen. */
import * as z from 'zod/mini'
import { endpoint, noticeMails, NotFound } from '#kernel/contract.ts'
import { locales } from '#kernel/text.ts'

const read = { may: 'notifications.read' } as const
const manage = { may: 'notifications.manage' } as const

const Mail = z.enum(noticeMails)
/** `HH:MM` */
export const Time = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/))
const Spoken = z.object({ locale: z._default(z.enum(locales), 'fr-BE') })

export const Group = z.object({
  group: z.string(),
  /** In the reader's language. */
  text: z.string(),
  /** Null: as usual. */
  mail: z.nullable(Mail),
  /** What happens to a person of one's roles who has not chosen; null where its kinds differ. */
  usual: z.nullable(Mail),
  push: z.boolean(),
  /** Has to reach everybody. */
  isLegal: z.boolean(),
})
export type Group = z.output<typeof Group>

const Quiet = z.object({
  from: z.nullable(Time),
  to: z.nullable(Time),
  weekend: z.boolean(),
})

export const Preferences = z.object({
  groups: z.array(Group),
  quiet: z.enum(['house', 'own', 'none']),
  quietFrom: z.nullable(Time),
  quietTo: z.nullable(Time),
  quietWeekend: z.boolean(),
  /** What holds for who leaves it to the workspace. */
  house: Quiet,
  digest: z.enum(['daily', 'weekly']),
  digestAt: Time,
  email: z.string(),
  /** A server has said that nobody reads this address: no notice is mailed there. */
  isRefused: z.boolean(),
})
export type Preferences = z.output<typeof Preferences>

export const readPreferences = endpoint('GET /notifications/preferences', {
  ...read,
  input: Spoken,
  reply: Preferences,
})

const Done = z.object({ done: z.literal(true) })

const Choice = z.object({
  group: z.string().check(z.minLength(1), z.maxLength(80)),
  /** Null: as usual. */
  mail: z.nullable(Mail),
  push: z.boolean(),
})
const Hours = z.object({
  quiet: z.enum(['house', 'own', 'none']),
  quietFrom: z.optional(z.nullable(Time)),
  quietTo: z.optional(z.nullable(Time)),
  quietWeekend: z._default(z.boolean(), false),
  digest: z.enum(['daily', 'weekly']),
  digestAt: Time,
})

/** What is left out stays as it is. */
export const savePreferences = endpoint('PUT /notifications/preferences', {
  ...read,
  input: z.object({
    groups: z.optional(z.array(Choice).check(z.maxLength(100))),
    hours: z.optional(Hours),
  }),
  reply: Done,
  problems: [NotFound],
})

/** The person says that their address works again: the next mail will show. */
export const trustAddress = endpoint('POST /notifications/preferences/address', {
  ...read,
  input: z.object({}),
  reply: Done,
})

export const Kind = z.object({
  notice: z.string(),
  group: z.string(),
  text: z.string(),
  mail: Mail,
  isLegal: z.boolean(),
})
export type Kind = z.output<typeof Kind>

/** What the workspace has settled for the people of its roles. */
export const readRules = endpoint('GET /notifications/rules', {
  ...manage,
  input: Spoken,
  reply: z.object({
    kinds: z.array(Kind),
    /** `text` is empty for a module's own roles: its pages know their names. */
    roles: z.array(z.object({ role: z.string(), text: z.string() })),
    rules: z.array(z.object({ notice: z.string(), role: z.string(), mail: Mail })),
    house: Quiet,
  }),
})

/** For the people of one role. */
export const settleRules = endpoint('PUT /notifications/rules', {
  ...manage,
  input: z.object({
    role: z.string().check(z.minLength(1), z.maxLength(60)),
    rules: z
      .array(
        z.object({
          notice: z.string().check(z.minLength(1), z.maxLength(80)),
          /** Null: as usual. */
          mail: z.nullable(Mail),
        }),
      )
      .check(z.maxLength(200)),
  }),
  reply: Done,
  problems: [NotFound],
})

export const settleQuiet = endpoint('PUT /notifications/rules/quiet', {
  ...manage,
  input: z.object({
    isOn: z.boolean(),
    from: z.optional(Time),
    to: z.optional(Time),
    weekend: z._default(z.boolean(), false),
  }),
  reply: Done,
})
