/** One answer of a given shape, for work that waits for it: reserved, settled and written down like any other. */
import type * as z from 'zod/mini'
import { problem } from '#kernel/contract.ts'
import { newId } from '#kernel/ids.ts'
import type { Context, OpenContext } from '#kernel/module.ts'
import { move } from '#kernel/transition.ts'
import { languageModels, ModelFault, type ModelMessage, type Picture } from '../models/contract.ts'
import { choiceOf, settingsOf } from '../settings/settings.ts'
import type { AiTables } from '../tables.ts'
import { answerRow, beginAnswer, purposeNamed } from './answers.ts'
import { type Call, fail, finish, refuse } from './ending.ts'
import { answerMachine } from './rules.ts'

type Ctx = Context<AiTables>

/** No model is configured, or it gave nothing that can be used: `reason` says which. The part goes on without. */
export const NoModel = problem<{ reason: string }>('ai/no-model', 409)

export type AskedShape<Out> = {
  purpose: string
  system: string
  /** What is asked about, as data; the pictures go with it and are not kept. */
  text: string
  pictures?: readonly Picture[]
  shape: Out
}

export async function askForShape<Out extends z.core.$ZodType>(
  ctx: OpenContext,
  { purpose, system, text, pictures = [], shape }: AskedShape<Out>,
): Promise<z.output<Out>> {
  const models = ctx.client(languageModels)
  const worker = newId()
  const question: ModelMessage = { role: 'user', text }
  const begun = await ctx.transact(async (here: Ctx) => {
    const choice = choiceOf(ctx, await settingsOf(here))
    if (!choice) throw NoModel({ reason: 'none' })
    const rest = { sources: [], prepared: null, digest: null, isAwaited: true }
    const id = await beginAnswer(here, { purpose, system, messages: [question], choice, ...rest })
    const row = await answerRow(here, id)
    if (row.state === 'queued') {
      const set = { worker, startedAt: here.now() }
      await move(here, 'aiAnswers', id, answerMachine, 'start', { by: 'worker', set })
    }
    return { id, choice, reason: row.reason, mostTokens: purposeNamed(here, purpose).mostTokens }
  })
  if (begun.reason) throw NoModel({ reason: begun.reason })
  const { id, choice, mostTokens } = begun
  const call: Call = { choice, price: models.price, usage: null, firstMs: null }
  try {
    const messages = [{ ...question, pictures }]
    const request = { system, messages, mostTokens, signal: ctx.signal, shape }
    const { value, usage } = await models.structured(choice, request)
    call.usage = usage
    await ctx.transact(async (here: Ctx) => {
      const written = { answerId: id, attempt: 1, seq: 1, text: JSON.stringify(value) }
      await here.db.insertInto('aiChunks').values(written).execute()
      await finish(here, await answerRow(here, id), call)
    })
    return value
  } catch (error) {
    const reason = error instanceof ModelFault ? error.kind : 'fault'
    const end = reason === 'refused' ? refuse : fail
    await ctx.transact(async (here: Ctx) => end(here, await answerRow(here, id), { reason, call }))
    if (reason === 'fault') throw error
    throw NoModel({ reason })
  }
}
