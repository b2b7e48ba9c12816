/** Every call, written down with what it cost. */
import { newId } from '#kernel/ids.ts'
import type { Context } from '#kernel/module.ts'
import type { AnswerRow } from '../answers/tables.ts'
import { dayOf } from '../credits/credits.ts'
import type { ModelChoice, Price } from '../models/contract.ts'
import { costOf, priceOf } from '../models/prices.ts'
import type { AiTables } from '../tables.ts'

type Ctx = Context<AiTables>

export type Called = {
  /** Null where no model was asked. */
  choice: Pick<ModelChoice, 'provider' | 'model' | 'isTrusted'> | null
  /** What the operator says it costs; of the installation's own model only. */
  price: Price | null
  tokens: { inputTokens: number; outputTokens: number }
  credits: number
  firstMs: number | null
  isCached: boolean
  outcome: 'complete' | 'interrupted' | 'failed' | 'refused'
}

export async function writeCall(ctx: Ctx, answer: AnswerRow, called: Called): Promise<void> {
  const { choice, tokens, price, ...facts } = called
  const at = ctx.now()
  const day = dayOf(at)
  const known =
    choice && ((choice.isTrusted && price) || priceOf(choice.provider, choice.model, day))
  const costMicros = choice === null ? 0 : known ? costOf(known, tokens) : null
  await ctx.db
    .insertInto('aiCalls')
    .values({
      id: newId(at.getTime()),
      answerId: answer.id,
      purpose: answer.purpose,
      promptVersion: answer.promptVersion,
      memberId: answer.memberId,
      provider: choice?.provider ?? null,
      model: choice?.model ?? '',
      ...tokens,
      ...facts,
      costMicros,
      ms: answer.startedAt ? Math.max(0, at.getTime() - answer.startedAt.getTime()) : 0,
      day,
      at,
    })
    .execute()
}
