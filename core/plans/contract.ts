/** The words of plans: what a workspace may use, how much of it is used, what the other plans give. */
import * as z from 'zod/mini'
import { endpoint, problem } from '#kernel/contract.ts'
import { Instant } from '#kernel/time.ts'

const Nearness = z.enum(['fine', 'near', 'full'])

/** A plan in words: keys of sentences. */
export const PlanName = z.object({ name: z.string(), text: z.string(), hint: z.string() })
export type PlanName = z.output<typeof PlanName>

export const Usage = z.object({
  limit: z.string(),
  /** A key: what is counted. */
  text: z.string(),
  /** What one is, where it is not a thing. */
  unit: z.nullable(z.literal('kilobyte')),
  used: z.int(),
  /** Null is unlimited. */
  most: z.nullable(z.int()),
  nearness: Nearness,
})
export type Usage = z.output<typeof Usage>

export const PlanOffer = z.object({
  plan: PlanName,
  isCurrent: z.boolean(),
  limits: z.array(
    z.object({
      limit: z.string(),
      text: z.string(),
      most: z.nullable(z.int()),
      /** More is in use today than this plan allows: it stays, nothing more can be added. */
      isBeyond: z.boolean(),
    }),
  ),
})
export type PlanOffer = z.output<typeof PlanOffer>

export const PlanView = z.object({
  plan: PlanName,
  /** The day of the version of the table that holds here. */
  version: z.string(),
  next: z.nullable(z.object({ plan: PlanName, at: Instant })),
  usage: z.array(Usage),
  offers: z.array(PlanOffer),
})
export type PlanView = z.output<typeof PlanView>

export const UnknownPlan = problem<{ plan: string }>('plans/unknown-plan', 422)
/** There is nothing to undo: no change is planned. */
export const NothingPlanned = problem('plans/nothing-planned', 409)

export const readPlan = endpoint('GET /plan', {
  may: 'plan.read',
  input: z.object({}),
  reply: PlanView,
})
