import { t, table } from '#kernel/data/column.ts'
import { providers } from '../models/contract.ts'

export const tables = {
  /** The plan's credits of a month, given once. */
  aiGrants: table(
    { month: t.string(7).primary(), credits: t.int(), givenAt: t.instant() },
    { checks: { given: 'credits >= 0' } },
  ),
  /** What was spent or is reserved on a day, by the workspace and by each member. */
  aiSpending: table(
    { day: t.day(), who: t.string(64), used: t.int() },
    { primary: ['day', 'who'], checks: { used: 'used >= 0' } },
  ),
  /** Every call of a model, and every answer that needed none. */
  aiCalls: table(
    {
      id: t.uuid().primary(),
      answerId: t.uuid().nullable(),
      purpose: t.string(60),
      promptVersion: t.string(20),
      /** Null where no model was asked. */
      provider: t.oneOf(...providers).nullable(),
      model: t.string(100),
      /** Null for jobs, and once the person was erased. */
      memberId: t.uuid().nullable().index(),
      inputTokens: t.int(),
      outputTokens: t.int(),
      /** In millionths of a euro; null where the price is not known. */
      costMicros: t.int64().nullable(),
      credits: t.int(),
      ms: t.int(),
      /** Until the first text. */
      firstMs: t.int().nullable(),
      isCached: t.boolean(),
      outcome: t.oneOf('complete', 'interrupted', 'failed', 'refused'),
      day: t.day(),
      at: t.instant(),
    },
    {
      indexes: [
        ['day', 'purpose'],
        ['at', 'id'],
      ],
      checks: { counted: 'inputTokens >= 0 and outputTokens >= 0 and credits >= 0' },
    },
  ),
  /** Answers that may be given again to the same request. */
  aiKeptAnswers: table({
    digest: t.string(43).primary(),
    purpose: t.string(60),
    text: t.text(),
    expiresAt: t.instant().index(),
  }),
}
