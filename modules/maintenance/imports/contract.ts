/** The words of imports: a document that somebody has becomes a draft that somebody checks. */
import * as z from 'zod/mini'
import { Unusable } from '#core/files/using/contract.ts'
import { endpoint, event, NotFound, problem, topic } from '#kernel/contract.ts'
import { HOUR } from '#kernel/time.ts'

/** What documents to be read are brought for. */
export const IMPORT_FILE = 'maintenance.import'
export const MOST_IMPORT_BYTES = 20_000_000

/** Pictures of pages without a letter, or nothing at all. */
export const Scanned = problem('imports/scanned', 422)
/** Neither a PDF nor a DOCX that can be read. */
export const Unreadable = problem('imports/unreadable', 422)
export const TooSlow = problem('imports/too-slow', 422)
/** Text, but nothing in it that looks like steps. */
export const NoSteps = problem('imports/no-steps', 422)
export const faults = [Scanned, Unreadable, TooSlow, NoSteps]

export const Import = z.object({
  id: z.uuid(),
  name: z.string(),
  state: z.enum(['queued', 'reading', 'done', 'failed']),
  /** Of a hundred. */
  progress: z.int(),
  /** The code of what was wrong. */
  fault: z.nullable(z.string()),
  procedureId: z.nullable(z.uuid()),
})
export type Import = z.output<typeof Import>

export const beginImport = endpoint('POST /procedures/imports', {
  may: 'procedures.write',
  input: z.object({ id: z.optional(z.uuid()), fileId: z.uuid() }),
  reply: Import,
  status: 201,
  problems: [Unusable],
  rate: { max: 60, windowMs: HOUR },
})
/** One's own. */
export const readImport = endpoint('GET /procedures/imports/{importId}', {
  may: 'procedures.write',
  input: z.object({ importId: z.uuid() }),
  reply: Import,
  problems: [NotFound],
})

/** A document of mine is further on. */
export const importChanged = topic('procedures/imports', {
  may: 'procedures.write',
  of: 'member',
  payload: z.object({ importId: z.uuid() }),
})
export const importBegun = event('procedures/import-begun', z.object({ importId: z.uuid() }))

/** A line of a document, as a reader finds it. */
export const Line = z.object({
  /** Counted from one. */
  page: z.int(),
  kind: z.enum(['heading', 'item', 'text']),
  text: z.string(),
})
export type Line = z.output<typeof Line>
export const Lines = z.array(Line)
