/** Answers from the question to their end: what is reserved at the beginning is settled or given back exactly once. */
import type * as z from 'zod/mini'
import { NotFound } from '#kernel/contract.ts'
import { newId } from '#kernel/ids.ts'
import type { Context, Purpose } from '#kernel/module.ts'
import { move } from '#kernel/transition.ts'
import { EVERYBODY, giveBackToday, spendToday } from '../credits/budgets.ts'
import { dayOf, reserveCredits, settleCredits } from '../credits/credits.ts'
import { creditsFor, tokensIn } from '../credits/rules.ts'
import type { ModelChoice, ModelMessage } from '../models/contract.ts'
import { settingsOf } from '../settings/settings.ts'
import type { AiTables } from '../tables.ts'
import type * as contract from './contract.ts'
import { answerQueued, type Source } from './contract.ts'
import { shownNotice } from './judging.ts'
import { answerMachine, eventId } from './rules.ts'
import type { AnswerRow } from './tables.ts'

type Ctx = Context<AiTables>
type OneAnswer = { answerId: string }

export type Asked = {
  purpose: string
  system: string
  messages: readonly ModelMessage[]
  sources: readonly Source[]
  /** What is said without asking a model; null asks one. */
  prepared: string | null
  /** The model that will be asked; null: none is. */
  choice: ModelChoice | null
  /** What stands above it from the beginning. */
  notice?: string | null
  /** Of this request, where its answer may be kept. */
  digest: string | null
  /** The caller asks the model itself and waits: no job does. */
  isAwaited?: boolean
}

export function purposeNamed({ parts }: Pick<Ctx, 'parts'>, name: string): Purpose {
  const found = parts.map((it) => it.purposes?.[name]).find((it) => it !== undefined)
  if (!found) throw new Error(`no part declares the purpose ${name}`)
  return found
}

/** Writes a question down and queues its answer, or says at once why there will be none. In the caller's transaction. */
export async function beginAnswer(ctx: Ctx, asked: Asked): Promise<string> {
  const { choice, messages, sources, isAwaited = false, ...rest } = asked
  const { promptVersion } = purposeNamed(ctx, asked.purpose)
  const row = {
    ...rest,
    id: newId(ctx.now().getTime()),
    promptVersion,
    memberId: ctx.actor.kind === 'system' ? null : ctx.actor.id,
    state: answerMachine.initial,
    attempt: 1,
    messages: [...messages],
    sources: [...sources],
    usesModel: choice !== null && asked.prepared === null,
    reserved: 0,
    credits: 0,
    createdAt: ctx.now(),
  }
  await ctx.db.insertInto('aiAnswers').values(row).execute()
  await queue(ctx, row.id, isAwaited)
  return row.id
}

/** Reserves what the attempt may cost; an attempt that may not be paid is refused and stays to be tried again. */
async function queue(ctx: Ctx, answerId: string, isAwaited = false): Promise<void> {
  const row = await answerRow(ctx, answerId)
  const reason = row.usesModel ? await reserve(ctx, row) : null
  if (reason) {
    const set = { reason, endedAt: ctx.now() }
    await move(ctx, 'aiAnswers', answerId, answerMachine, 'refuse', { by: 'worker', set })
  } else if (!isAwaited) await ctx.emit(answerQueued, { answerId, attempt: row.attempt })
}

/** Why not, or null. */
async function reserve(ctx: Ctx, row: AnswerRow): Promise<string | null> {
  const { mostTokens } = purposeNamed(ctx, row.purpose)
  const units = creditsFor({ inputTokens: asTokens(row), outputTokens: mostTokens })
  const { mode, dayCredits, personCredits } = await settingsOf(ctx)
  const day = dayOf(ctx.now())
  const everybody = { day, who: EVERYBODY, units, most: dayCredits }
  if (!(await spendToday(ctx, everybody))) return 'day-budget'
  const person = row.memberId && { day, who: row.memberId, units, most: personCredits }
  if (person && !(await spendToday(ctx, person))) {
    await giveBackToday(ctx, day, [EVERYBODY], units)
    return 'person-budget'
  }
  // With a key of its own the workspace pays its provider: the plan's credits stay.
  const holdId = mode === 'own' ? null : await reserveCredits(ctx, units, row.id)
  if (holdId === null && mode !== 'own') {
    await giveBackToday(ctx, day, spenders(row), units)
    return 'credits'
  }
  const set = { holdId, reserved: units, reservedDay: day }
  await ctx.db.updateTable('aiAnswers').set(set).where('id', '=', row.id).execute()
  return null
}

const spenders = ({ memberId }: AnswerRow) => (memberId ? [EVERYBODY, memberId] : [EVERYBODY])

export const asTokens = ({ system, messages }: Pick<AnswerRow, 'system' | 'messages'>) =>
  tokensIn(system) + messages.reduce((sum, it) => sum + tokensIn(it.text) + 4, 0)

/** The reservation ends here: `credits` of it are taken, the rest goes back. The caller has just moved the answer. */
export async function settleAnswer(ctx: Ctx, row: AnswerRow, credits: number): Promise<number> {
  const taken = Math.min(credits, row.reserved)
  if (row.holdId) await settleCredits(ctx, row.holdId, taken, row.id)
  if (row.reservedDay)
    await giveBackToday(ctx, row.reservedDay, spenders(row), row.reserved - taken)
  const set = { holdId: null, reserved: 0, reservedDay: null, credits: row.credits + taken }
  await ctx.db.updateTable('aiAnswers').set(set).where('id', '=', row.id).execute()
  return taken
}

/** Locked until the transaction ends, so that of two who end an answer one finds it ended. */
export async function answerRow({ db, locked }: Ctx, answerId: string): Promise<AnswerRow> {
  const asked = db.selectFrom('aiAnswers').selectAll().where('id', '=', answerId)
  const row = await locked(asked).executeTakeFirst()
  if (!row) throw NotFound()
  return row
}

/** Somebody else's answer does not exist. */
export async function ownAnswer(ctx: Ctx, answerId: string): Promise<AnswerRow> {
  const row = await answerRow(ctx, answerId)
  if (row.memberId !== ctx.actor.id) throw NotFound()
  return row
}

export const readAnswer = async (ctx: Ctx, { answerId }: OneAnswer) => {
  const row = await ctx.db
    .selectFrom('aiAnswers')
    .selectAll()
    .where('id', '=', answerId)
    .where('memberId', '=', ctx.actor.id)
    .executeTakeFirst()
  if (!row) throw NotFound()
  return viewAnswer(ctx, row)
}

export async function viewAnswer(
  ctx: Ctx,
  row: AnswerRow,
): Promise<z.input<typeof contract.Answer>> {
  const { text, seq } = await writtenSoFar(ctx, row)
  const { id, state, sources, usesModel, credits, reason, notice } = row
  const lastEventId = eventId(row.attempt, seq)
  return {
    id,
    state,
    text,
    lastEventId,
    sources,
    usesModel,
    credits,
    reason,
    notice: shownNotice(notice),
  }
}

/** The text of an attempt, from its chunks while it is written. */
export async function writtenSoFar({ db }: Ctx, row: AnswerRow) {
  const chunks = await db
    .selectFrom('aiChunks')
    .select(['seq', 'text'])
    .where('answerId', '=', row.id)
    .where('attempt', '=', row.attempt)
    .orderBy('seq')
    .execute()
  const text = row.text ?? chunks.map((it) => it.text).join('')
  return { text, seq: chunks.at(-1)?.seq ?? 0 }
}

/** A new attempt of the same answer: what the former one wrote is void. */
export async function retryAnswer(ctx: Ctx, { answerId }: OneAnswer) {
  const { attempt } = await ownAnswer(ctx, answerId)
  const nothing = {
    text: null,
    reason: null,
    worker: null,
    startedAt: null,
    endedAt: null,
  }
  const set = { ...nothing, attempt: attempt + 1 }
  await move(ctx, 'aiAnswers', answerId, answerMachine, 'retry', { by: 'person', set })
  await queue(ctx, answerId)
  return readAnswer(ctx, { answerId })
}
