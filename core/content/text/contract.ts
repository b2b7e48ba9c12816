/** What people write, as blocks: no HTML is kept anywhere, so none can come back out. */
import * as z from 'zod/mini'

export const marks = ['bold', 'italic', 'underline', 'strike'] as const
export const Mark = z.enum(marks)
export type Mark = z.output<typeof Mark>

/** Letters that look alike; a line break is `\n`. */
export const Run = z.object({
  text: z.string(),
  marks: z.optional(z.array(Mark)),
  href: z.optional(z.string()),
})
export type Run = z.output<typeof Run>

const runs = z.array(Run)
const Cell = z.object({ isHead: z.boolean(), runs })

export const Block = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('paragraph'), runs }),
  /** 2 and 3; 1 is the title. */
  z.object({ kind: z.literal('heading'), level: z.int(), runs }),
  z.object({ kind: z.literal('quote'), runs }),
  /** One point of a list; points that follow each other are one list. */
  z.object({ kind: z.literal('item'), ordered: z.boolean(), depth: z.int(), runs }),
  /** `key` of a published picture of this workspace. */
  z.object({ kind: z.literal('picture'), key: z.string(), alt: z.string() }),
  z.object({ kind: z.literal('table'), rows: z.array(z.array(Cell)) }),
  z.object({ kind: z.literal('rule') }),
])
export type Block = z.output<typeof Block>
export type Blocks = readonly Block[]

/** What an editor sends: HTML, of which only what a block knows is kept. */
export const Html = z.string().check(z.maxLength(200_000))

export const Change = z.object({
  change: z.enum(['same', 'added', 'removed', 'changed']),
  kind: z.string(),
  words: z.array(z.object({ change: z.enum(['same', 'added', 'removed']), text: z.string() })),
})
export type Change = z.output<typeof Change>
