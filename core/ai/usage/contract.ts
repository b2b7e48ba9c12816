/** The words of usage: what was asked of models, for what, at which price, and what is left. */
import * as z from 'zod/mini'
import { download, endpoint } from '#kernel/contract.ts'

export const AiUsage = z.object({
  credits: z.object({
    /** Of this month's plan; null is unlimited. */
    granted: z.nullable(z.int()),
    left: z.nullable(z.int()),
    reserved: z.int(),
  }),
  total: z.object({ calls: z.int(), credits: z.int(), costMicros: z.int(), unpriced: z.int() }),
  lines: z.array(
    z.object({
      day: z.string(),
      purpose: z.string(),
      /** A key: what for. */
      text: z.string(),
      calls: z.int(),
      cached: z.int(),
      failed: z.int(),
      tokens: z.int(),
      credits: z.int(),
      costMicros: z.int(),
    }),
  ),
})
export type AiUsage = z.output<typeof AiUsage>

/** By day and purpose, the newest first. */
export const readAiUsage = endpoint('GET /ai/usage', {
  may: 'ai.usage',
  input: z.object({ days: z._default(z.int().check(z.minimum(1), z.maximum(92)), 30) }),
  reply: AiUsage,
})
/** Every call of ninety days as CSV, without names. */
export const exportAiUsage = download('GET /ai/usage/export', {
  may: 'ai.usage',
  input: z.object({}),
  reply: z.unknown(),
})
