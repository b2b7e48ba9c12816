/** «I can help»: one answer for each member and need. The need is locked first, so that two answers never pass each other. */
import type * as z from 'zod/mini'
import { instantOf, wallTime } from '#core/calendar/contract.ts'
import { VerifyFirst } from '#core/identity/contract.ts'
import { NotFound, WrongState } from '#kernel/contract.ts'
import { newId } from '#kernel/ids.ts'
import { move } from '#kernel/transition.ts'
import { dropAgreed, enterAgreed } from '../agenda/appointments.ts'
import { InThePast } from '../agenda/contract.ts'
import { accountOf, requireActive } from '../exchange/accounts.ts'
import * as contract from './contract.ts'
import { closeNeedsOf, type Ctx, settleState } from './needs.ts'
import { answerMachine, needMachine } from './rules.ts'
import type { AnswerRow, NeedRow } from './tables.ts'

type OneAnswer = { answerId: string }
type Asked = z.output<(typeof contract.answerNeed)['input']>

export async function answerNeed(ctx: Ctx, { id, needId, message, day, time }: Asked) {
  if (!ctx.actor.verified) throw VerifyFirst()
  const { memberId } = await accountOf(ctx, ctx.actor.id)
  const need = await lockNeed(ctx, needId)
  const known = await answerBy(ctx, needId, memberId)
  if (need.ownerId === memberId) throw contract.OwnNeed()
  if (need.state !== 'open' && !known) throw NotFound()
  await requireActive(ctx, need.ownerId)
  if (need.state !== 'open') throw WrongState({ state: need.state, allowed: [] })
  const words = { message, startsAt: momentOf(ctx, day, time), updatedAt: ctx.now() }
  if (known) {
    const set = words
    await move(ctx, 'needsAnswers', known.id, answerMachine, 'repeat', { by: 'helper', set })
  } else {
    const fresh = { id: id ?? newId(ctx.now().getTime()), needId, helperId: memberId }
    await ctx.db
      .insertInto('needsAnswers')
      .values({ ...fresh, ...words, state: 'offered', createdAt: ctx.now() })
      .execute()
  }
  await ctx.emit(contract.needAnswered, factsOf(need, memberId))
  return read(ctx, (await answerBy(ctx, needId, memberId))!.id)
}

function momentOf(ctx: Ctx, day: string | undefined, time: string | undefined): Date | null {
  if (!day && !time) return null
  if (!day || !time) throw contract.MomentIncomplete()
  const startsAt = instantOf(day, time, ctx.workspace.timeZone)
  if (startsAt <= ctx.now()) throw InThePast()
  return startsAt
}

/** The counter decides: of two acceptances at the same moment only as many pass as helpers are wanted. */
export async function acceptAnswer(ctx: Ctx, { answerId }: OneAnswer) {
  const { answer, need } = await myAnswers(ctx, answerId)
  await requireActive(ctx, answer.helperId)
  const counted = await ctx.db
    .updateTable('needs')
    .set(({ eb }) => ({ helpersFound: eb('helpersFound', '+', 1), updatedAt: ctx.now() }))
    .where('id', '=', need.id)
    .where('state', '=', 'open')
    .where('helpersFound', '<', ({ ref }) => ref('helpersWanted'))
    .executeTakeFirst()
  if (Number(counted.numUpdatedRows) === 0) {
    if (answer.state !== 'offered') refuse(answer)
    if (need.state === 'matched') throw contract.NoHelperWanted()
    throw WrongState({ state: need.state, allowed: needMachine.allowed(need.state, 'owner') })
  }
  const set = { updatedAt: ctx.now() }
  await move(ctx, 'needsAnswers', answerId, answerMachine, 'accept', { by: 'owner', set })
  await settleState(ctx, need.id, 'owner')
  if (answer.startsAt && answer.startsAt > ctx.now())
    await enterAgreed(ctx, {
      needId: need.id,
      proposerId: answer.helperId,
      receiverId: need.ownerId,
      title: need.title,
      startsAt: answer.startsAt,
      message: answer.message,
    })
  await ctx.emit(contract.needMatched, factsOf(need, answer.helperId))
  return read(ctx, answerId)
}

function refuse({ state }: AnswerRow): never {
  throw WrongState({ state, allowed: answerMachine.allowed(state, 'owner') })
}

export async function declineAnswer(ctx: Ctx, { answerId }: OneAnswer) {
  const { answer, need } = await myAnswers(ctx, answerId)
  await end(ctx, answer, need, 'decline', 'owner')
  return read(ctx, answerId)
}

export async function withdrawAnswer(ctx: Ctx, { answerId }: OneAnswer) {
  const known = await placeOf(ctx, answerId)
  if (known?.helperId !== ctx.actor.id) throw NotFound()
  const need = await lockNeed(ctx, known.needId)
  await end(ctx, (await find(ctx, answerId))!, need, 'withdraw', 'helper')
  return read(ctx, answerId)
}

/** Declined or withdrawn; when it had been accepted, the need looks for somebody again. */
async function end(
  ctx: Ctx,
  answer: AnswerRow,
  need: NeedRow,
  name: 'decline' | 'withdraw',
  by: 'owner' | 'helper' | 'system',
): Promise<void> {
  if (isOver(need)) throw WrongState({ state: need.state, allowed: [] })
  const set = { updatedAt: ctx.now() }
  await move(ctx, 'needsAnswers', answer.id, answerMachine, name, { by, set })
  if (answer.state !== 'accepted') return
  await ctx.db
    .updateTable('needs')
    .set(({ eb }) => ({ helpersFound: eb('helpersFound', '-', 1) }))
    .where('id', '=', need.id)
    .execute()
  await settleState(ctx, need.id, by)
  await dropAgreed(ctx, need.id, answer.helperId)
  const facts = { ...factsOf(need, answer.helperId), byHelper: by !== 'owner' }
  await ctx.emit(contract.helpDropped, facts)
}

/** Who leaves the exchange looks for nothing, and helps nobody. */
export async function leaveNeeds(ctx: Ctx, memberId: string): Promise<void> {
  await closeNeedsOf(ctx, memberId)
  const open = await ctx.db
    .selectFrom('needsAnswers')
    .select(['id', 'needId'])
    .where('helperId', '=', memberId)
    .where('state', 'in', ['offered', 'accepted'])
    .orderBy('needId')
    .execute()
  for (const { id, needId } of open) {
    const need = await lockNeed(ctx, needId)
    const answer = (await find(ctx, id))!
    const isStanding = answer.state === 'offered' || answer.state === 'accepted'
    if (isStanding && !isOver(need)) await end(ctx, answer, need, 'withdraw', 'system')
  }
}

/** What is agreed in a need that is over stays as it is. */
const isOver = ({ state }: Pick<NeedRow, 'state'>) => state === 'closed' || state === 'expired'

/** Of one's own need and its answer; for everybody else neither exists. */
async function myAnswers(ctx: Ctx, answerId: string) {
  const known = await placeOf(ctx, answerId)
  if (!known) throw NotFound()
  const need = await lockNeed(ctx, known.needId)
  if (need.ownerId !== ctx.actor.id) throw NotFound()
  return { need, answer: (await find(ctx, answerId))! }
}

async function lockNeed({ db, locked }: Ctx, needId: string): Promise<NeedRow> {
  const query = db.selectFrom('needs').selectAll().where('id', '=', needId)
  const row = await locked(query).executeTakeFirst()
  if (!row) throw NotFound()
  return row
}

const placeOf = ({ db }: Ctx, answerId: string) =>
  db
    .selectFrom('needsAnswers')
    .select(['needId', 'helperId'])
    .where('id', '=', answerId)
    .executeTakeFirst()

/** Locked: under MariaDB's snapshot a plain read would show the answer as it was before the need was locked. */
const find = ({ db, locked }: Ctx, answerId: string): Promise<AnswerRow | undefined> =>
  locked(db.selectFrom('needsAnswers').selectAll().where('id', '=', answerId)).executeTakeFirst()

const answerBy = ({ db, locked }: Ctx, needId: string, helperId: string) =>
  locked(
    db
      .selectFrom('needsAnswers')
      .selectAll()
      .where('needId', '=', needId)
      .where('helperId', '=', helperId),
  ).executeTakeFirst()

const factsOf = ({ id, ownerId, title }: NeedRow, helperId: string) => ({
  needId: id,
  ownerId,
  title,
  helperId,
})

// ── reading ─────────────────────────────────────────────────────────────────────────────────────

const named = ({ db }: Ctx) =>
  db
    .selectFrom('needsAnswers')
    .innerJoin('exchangeAccounts', 'exchangeAccounts.memberId', 'helperId')
    .innerJoin('needs', 'needs.id', 'needId')
    .selectAll('needsAnswers')
    .select(['exchangeAccounts.name as helperName', 'needs.ownerId', 'needs.state as needState'])

type Named = AnswerRow & {
  helperName: string
  ownerId: string
  needState: NeedRow['state']
}

async function read(ctx: Ctx, answerId: string) {
  return view(
    ctx,
    await named(ctx).where('needsAnswers.id', '=', answerId).executeTakeFirstOrThrow(),
  )
}

export async function answers(ctx: Ctx, { needId }: { needId: string }) {
  const { db, actor } = ctx
  const need = await db
    .selectFrom('needs')
    .select(['ownerId', 'state'])
    .where('id', '=', needId)
    .executeTakeFirst()
  const isMine = need?.ownerId === actor.id
  const rows: Named[] = await named(ctx)
    .where('needId', '=', needId)
    .$if(!isMine, (query) => query.where('helperId', '=', actor.id))
    .$if(isMine, (query) => query.where('needsAnswers.state', '<>', 'withdrawn'))
    .orderBy('needsAnswers.createdAt')
    .orderBy('needsAnswers.id')
    .execute()
  if (!need || (!isMine && need.state !== 'open' && rows.length === 0)) throw NotFound()
  return { items: rows.map((row) => view(ctx, row)) }
}

function view({ actor, workspace }: Ctx, row: Named): z.input<typeof contract.Answer> {
  const by = row.ownerId === actor.id ? 'owner' : 'helper'
  const allowed = isOver({ state: row.needState }) ? [] : answerMachine.allowed(row.state, by)
  const wall = row.startsAt && wallTime(row.startsAt, workspace.timeZone)
  return {
    ...row,
    helper: { id: row.helperId, name: row.helperName },
    isMine: by === 'helper',
    day: wall?.day ?? null,
    time: wall?.time ?? null,
    moves: allowed.filter(
      (it) => it !== 'repeat' && !(it === 'accept' && row.needState === 'matched'),
    ) as z.output<typeof contract.Answer>['moves'],
  }
}
