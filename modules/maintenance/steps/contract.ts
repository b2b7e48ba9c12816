/** The words of a step: what a technician is asked to do, how it is proved, and what an answer looks like. */
import * as z from 'zod/mini'
import { Ordinal } from '#kernel/contract.ts'

const Words = (max: number) => z.string().check(z.trim(), z.maxLength(max))
const Said = (max: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(max))

/** A step keeps its key through all versions of its procedure: answers, gates and links hold on to it. */
export const StepKey = z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,39}$/))
export const MOST_STEPS = 200

const ItemKey = StepKey
const Amount = z.number().check(z.minimum(-1e9), z.maximum(1e9))
const Few = Ordinal.check(z.maximum(50))

/** How a step is proved done. */
export const Validation = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('manual') }),
  z.object({ kind: z.literal('photo'), min: Few, max: Few }),
  z.object({
    kind: z.literal('measure'),
    unit: Words(20),
    min: z.nullable(Amount),
    max: z.nullable(Amount),
    /** What it is read from: «multimètre», «irradiancemètre». */
    instrument: Words(80),
  }),
  z.object({
    kind: z.literal('choice'),
    options: z
      .array(z.object({ key: ItemKey, text: Said(200), isNonconform: z.boolean() }))
      .check(z.minLength(1), z.maxLength(20)),
  }),
  z.object({
    kind: z.literal('checklist'),
    items: z
      .array(z.object({ key: ItemKey, text: Said(200) }))
      .check(z.minLength(1), z.maxLength(40)),
  }),
  z.object({ kind: z.literal('text') }),
  z.object({ kind: z.literal('signature'), signer: Words(80) }),
  /** A QR code or a serial number; `expected` empty accepts any. */
  z.object({ kind: z.literal('scan'), expected: Words(200) }),
  z.object({
    kind: z.literal('timer'),
    seconds: z.int().check(z.minimum(1), z.maximum(86_400)),
  }),
  /** A model looks at a photo of it, and a person decides. */
  z.object({ kind: z.literal('aiCheck'), question: Said(500) }),
])
export type Validation = z.output<typeof Validation>
export type StepKind = Validation['kind']

export const Step = z.object({
  key: StepKey,
  title: Said(200),
  /** Why, in a sentence or two. */
  description: Words(2000),
  /** How, in paragraphs and lists. */
  instructions: Words(20_000),
  validation: Validation,
  /** Later steps stay blocked until it is done. */
  isGate: z.boolean(),
  /** A change of it is shown to whoever works on an older version. */
  isCritical: z.boolean(),
  isRequired: z.boolean(),
  isSkippable: z.boolean(),
  /** A non-conformity of it needs no photo. */
  isPhotoExempt: z.boolean(),
  /** Pictures and files that explain it. */
  fileIds: z.array(z.uuid()).check(z.maxLength(20)),
  /** The page of the document that it was read from. */
  sourcePage: z.nullable(Ordinal),
})
export type Step = z.output<typeof Step>

/** What a technician answers, by the kind of the step; photos, timers and decisions are events of their own. */
export const Answer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('measure'), value: Amount }),
  z.object({ kind: z.literal('choice'), option: ItemKey }),
  z.object({ kind: z.literal('checklist'), checked: z.array(ItemKey).check(z.maxLength(40)) }),
  z.object({ kind: z.literal('text'), text: Said(5000) }),
  /** Strokes in a box of 1000 × 400: each a list of x, y, x, y … */
  z.object({
    kind: z.literal('signature'),
    name: Said(120),
    strokes: z
      .array(z.array(z.int().check(z.minimum(0), z.maximum(1000))).check(z.maxLength(4000)))
      .check(z.minLength(1), z.maxLength(200)),
  }),
  z.object({ kind: z.literal('scan'), code: Said(500) }),
  /** The person's own decision, whatever a model proposed. */
  z.object({ kind: z.literal('aiCheck'), isFine: z.boolean() }),
])
export type Answer = z.output<typeof Answer>
