/** How an answer ends, each way once: whoever comes second finds it ended. */
import type { Context } from '#kernel/module.ts'
import { move } from '#kernel/transition.ts'
import { believed, creditsFor, tokensIn } from '../credits/rules.ts'
import { HOUR } from '#kernel/time.ts'
import { upsert } from '#kernel/data/write.ts'
import type { ModelChoice, ModelUsage, Price } from '../models/contract.ts'
import type { AiTables } from '../tables.ts'
import { writeCall } from '../usage/log.ts'
import {
  asTokens,
  ownAnswer,
  purposeNamed,
  readAnswer,
  settleAnswer,
  writtenSoFar,
} from './answers.ts'
import { verdictOn } from './judging.ts'
import { answerMachine } from './rules.ts'
import type { AnswerRow } from './tables.ts'

type Ctx = Context<AiTables>

/** What the worker knows of the call it made. */
export type Call = {
  choice: ModelChoice | null
  price: Price | null
  usage: ModelUsage | null
  firstMs: number | null
}
const NO_CALL: Call = { choice: null, price: null, usage: null, firstMs: null }

/** The whole answer is there. */
export async function finish(ctx: Ctx, row: AnswerRow, call: Call): Promise<void> {
  const { text } = await writtenSoFar(ctx, row)
  const purpose = purposeNamed(ctx, row.purpose)
  const set = { text, notice: noticeOf(ctx, row, text), endedAt: ctx.now(), worker: null }
  await move(ctx, 'aiAnswers', row.id, answerMachine, 'finish', { by: 'worker', set })
  await close(ctx, row, { call, text, outcome: 'complete', isPaid: true })
  if (!row.usesModel || !row.digest || !purpose.cachedHours) return
  const expiresAt = new Date(ctx.now().getTime() + purpose.cachedHours * HOUR)
  const kept = { digest: row.digest, purpose: row.purpose, text, expiresAt }
  await upsert(ctx.db, ctx.dialect, 'aiKeptAnswers', kept, ['digest'])
}

/** What was said of the question stays; quotations need no further look. */
const noticeOf = (ctx: Ctx, { notice, purpose, sources, usesModel }: AnswerRow, text: string) =>
  notice ?? (usesModel ? verdictOn(ctx, purpose, { text, isAnswer: true, sources }) : null)

type Short = { reason: string; call?: Call }

/** The provider or the process fell silent in the middle: what is there stays, and costs nothing. */
export const cut = (ctx: Ctx, row: AnswerRow, short: Short) => end(ctx, row, 'cut', short)
export const fail = (ctx: Ctx, row: AnswerRow, short: Short) => end(ctx, row, 'fail', short)
export const refuse = (ctx: Ctx, row: AnswerRow, short: Short) => end(ctx, row, 'refuse', short)

const outcomes = { cut: 'interrupted', fail: 'failed', refuse: 'refused' } as const

async function end(ctx: Ctx, row: AnswerRow, name: keyof typeof outcomes, { reason, call }: Short) {
  const { text } = await writtenSoFar(ctx, row)
  const notice = noticeOf(ctx, row, text)
  const set = { text: text || null, notice, reason, endedAt: ctx.now(), worker: null }
  await move(ctx, 'aiAnswers', row.id, answerMachine, name, { by: 'worker', set })
  await close(ctx, row, { call: call ?? NO_CALL, text, outcome: outcomes[name], isPaid: false })
}

/** Enough, says who asked: what was written until now is paid, and the provider is told to end. */
export async function stopAnswer(ctx: Ctx, { answerId }: { answerId: string }) {
  const row = await ownAnswer(ctx, answerId)
  const { text } = await writtenSoFar(ctx, row)
  const notice = noticeOf(ctx, row, text)
  const set = { text: text || null, notice, reason: 'stopped', endedAt: ctx.now(), worker: null }
  await move(ctx, 'aiAnswers', answerId, answerMachine, 'stop', { by: 'person', set })
  await close(ctx, row, { call: NO_CALL, text, outcome: 'interrupted', isPaid: text !== '' })
  return readAnswer(ctx, { answerId })
}

type Closing = {
  call: Call
  text: string
  outcome: 'complete' | 'interrupted' | 'failed' | 'refused'
  isPaid: boolean
}

async function close(ctx: Ctx, row: AnswerRow, { call, text, outcome, isPaid }: Closing) {
  const { choice, price, usage, firstMs } = call
  const isCached = !row.usesModel && row.digest !== null
  const none = { inputTokens: 0, outputTokens: 0 }
  const isStarted = row.usesModel && row.startedAt !== null
  const estimate = { inputTokens: asTokens(row), outputTokens: tokensIn(text) }
  const tokens = isStarted ? believed(usage, estimate) : none
  const owed = isStarted && isPaid ? creditsFor(tokens) : 0
  const credits = await settleAnswer(ctx, row, owed)
  await writeCall(ctx, row, { choice, price, tokens, credits, firstMs, isCached, outcome })
}
