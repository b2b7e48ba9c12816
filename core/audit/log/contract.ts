/** The words of reading the audit: who did what, when, to whom, in sentences; for those who answer for a place. */
import * as z from 'zod/mini'
import { download, endpoint, type Facts, port } from '#kernel/contract.ts'
import { pageOf, paging } from '#kernel/paging.ts'
import { locales } from '#kernel/text.ts'
import { Instant } from '#kernel/time.ts'
import { severities } from './rules.ts'

/** A fact in words; `was` when the act changed it. */
export const ToldFact = z.object({
  label: z.string(),
  value: z.string(),
  was: z.nullable(z.string()),
})
export type ToldFact = z.output<typeof ToldFact>

export const Act = z.object({
  id: z.uuid(),
  /** Its place in the chain. */
  sequence: z.int(),
  at: Instant,
  actorKind: z.enum(['guest', 'account', 'member', 'system', 'support']),
  actorId: z.string(),
  /** Null for the product itself, for guests, and for who has been forgotten. */
  actorName: z.nullable(z.string()),
  action: z.string(),
  /** The act in the reader's language. */
  sentence: z.string(),
  severity: z.enum(severities),
  target: z.string(),
  /** Where the target is a person. */
  targetName: z.nullable(z.string()),
  facts: z.array(ToldFact),
  address: z.string(),
  agent: z.string(),
})
export type Act = z.output<typeof Act>

const filters = {
  locale: z._default(z.enum(locales), 'fr-BE'),
  actor: z.optional(z.string().check(z.maxLength(60))),
  target: z.optional(z.string().check(z.maxLength(120))),
  group: z.optional(z.string().check(z.regex(/^[a-z]+(-[a-z]+)*$/), z.maxLength(60))),
  severity: z.optional(z.enum(severities)),
  /** The last so many days. */
  days: z.optional(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(3660))),
}
const Page = z.object({ ...filters, ...paging })
const All = z.object(filters)
const Acts = z.extend(pageOf(Act), {
  /** The groups one may choose from, in words. */
  groups: z.array(z.object({ value: z.string(), text: z.string() })),
})

export const listActs = endpoint('GET /audit', { may: 'audit.read', input: Page, reply: Acts })
export const downloadActs = download('GET /audit/file', {
  may: 'audit.read',
  input: All,
  reply: z.unknown(),
})

const admin = { scope: 'installation', may: 'admin' } as const
/** What was done to accounts, workspaces and jobs; not what is done inside a workspace. */
export const listInstallationActs = endpoint('GET /installation/audit', {
  ...admin,
  input: Page,
  reply: Acts,
})
export const downloadInstallationActs = download('GET /installation/audit/file', {
  ...admin,
  input: All,
  reply: z.unknown(),
})

/** The sentences of every part: only the whole product knows them all. */
export type Narrator = {
  say(locale: string, key: string, facts?: Facts): string | undefined
  /** Every group that has a name. */
  groups: readonly string[]
}
export const narrator = port<Narrator>('narrator')

/** Writes heads of chains where nobody who can change a database can change them: into the log. */
export type Witness = { note(place: string, head: { sequence: number; hash: string }): void }
export const witness = port<Witness>('witness')
