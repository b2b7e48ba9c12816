/** The words of how an installation is doing; the page and `socle doctor` say the same sentences. */
import * as z from 'zod/mini'
import { endpoint, port } from '#kernel/contract.ts'

/** A key of a sentence and its facts: the page says it in the reader's language, the command line in English. */
export const Remark = z.object({
  text: z.string(),
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
})
export type Remark = z.output<typeof Remark>

export const Health = z.object({
  /** Label (a key) and what holds. */
  facts: z.array(z.extend(Remark, { label: z.string() })),
  faults: z.array(Remark),
  next: Remark,
})
export type Health = z.output<typeof Health>

const Head = z.object({
  /** Null for the installation itself. */
  slug: z.nullable(z.string()),
  sequence: z.int(),
  hash: z.string(),
})

export const readHealth = endpoint('GET /installation/health', {
  scope: 'installation',
  may: 'admin',
  input: z.object({}),
  reply: z.extend(Health, { heads: z.array(Head) }),
})

/** Only the assembled product knows its configuration and its engines. */
export type Examiner = {
  examine(): Promise<Health>
  heads(): Promise<z.input<typeof Head>[]>
}
export const examiner = port<Examiner>('examiner')
