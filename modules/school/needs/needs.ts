import { wallTime } from '#core/calendar/contract.ts'
import type { Kysely } from 'kysely'
import { type Expression, expressionBuilder, type SqlBool } from 'kysely'
import type * as z from 'zod/mini'
import { VerifyFirst } from '#core/identity/contract.ts'
import { KeyReused, NotFound, WrongState } from '#kernel/contract.ts'
import { insertIgnore } from '#kernel/data/write.ts'
import { newId } from '#kernel/ids.ts'
import { momentAfter, pageFrom, placeAfter } from '#kernel/keyset.ts'
import type { Context } from '#kernel/module.ts'
import { move } from '#kernel/transition.ts'
import { isOn } from '../agenda/availability.ts'
import { bitsOf, slotsIn } from '../agenda/rules.ts'
import type { AgendaTables } from '../agenda/tables.ts'
import { accountOf } from '../exchange/accounts.ts'
import { fold, hasWords } from '../exchange/search.ts'
import type { ExchangeTables } from '../exchange/tables.ts'
import * as contract from './contract.ts'
import { indexNeed } from './documents.ts'
import { needExpiryOf, needMachine, reminderOf } from './rules.ts'
import type { AnswerRow, NeedRow, NeedsTables } from './tables.ts'

export type Tables = NeedsTables & AgendaTables & ExchangeTables
export type Ctx = Context<Tables>
type Db = Kysely<Tables>
type OneNeed = { needId: string }
type Named = NeedRow & {
  ownerName: string
  isOwnerActive: boolean
  answers: number | null
  myAnswer: AnswerRow['state'] | null
}

export async function postNeed(ctx: Ctx, asked: z.output<typeof contract.NewNeed>) {
  if (!ctx.actor.verified) throw VerifyFirst()
  const { id = newId(ctx.now().getTime()), ...wishes } = asked
  const { memberId } = await accountOf(ctx, ctx.actor.id)
  const expiresAt = needExpiryOf(ctx.now())
  const row = {
    id,
    ownerId: memberId,
    ...written(ctx, wishes, expiresAt),
    helpersFound: 0,
    state: 'open' as const,
    createdAt: ctx.now(),
    expiresAt,
    remindedAt: null,
  }
  if (!(await insertIgnore(ctx.db, ctx.dialect, 'needs', row))) throw KeyReused()
  await indexNeed(ctx, row)
  const { title, category } = row
  await ctx.emit(contract.needPosted, { needId: id, ownerId: memberId, title, category })
  return readNeed(ctx, { needId: id })
}

export async function changeNeed(
  ctx: Ctx,
  { needId, ...wishes }: z.output<typeof contract.NeedChange>,
) {
  await accountOf(ctx, ctx.actor.id)
  const row = await myNeed(ctx, needId)
  if (wishes.helpersWanted < row.helpersFound)
    throw contract.HelpersFound({ count: row.helpersFound })
  const changed = await ctx.db
    .updateTable('needs')
    .set(written(ctx, wishes, row.expiresAt))
    .where('id', '=', needId)
    .where('ownerId', '=', ctx.actor.id)
    .where('state', '=', 'open')
    .executeTakeFirst()
  if (Number(changed.numUpdatedRows) === 0)
    throw WrongState({ state: row.state, allowed: needMachine.allowed(row.state, 'owner') })
  await settleState(ctx, needId, 'owner')
  await indexNeed(ctx, { id: needId, ...wishes })
  return readNeed(ctx, { needId })
}

type Wishes = Omit<z.output<typeof contract.NeedChange>, 'needId'>

function written(ctx: Ctx, { slots, untilDay = null, units = null, ...rest }: Wishes, ends: Date) {
  const { timeZone } = ctx.workspace
  if (untilDay !== null && untilDay < wallTime(ctx.now(), timeZone).day) throw contract.DayIsOver()
  return {
    ...rest,
    untilDay,
    units,
    slots: bitsOf(slots),
    folded: fold(`${rest.title} ${rest.description}`),
    dueDay: untilDay ?? wallTime(ends, timeZone).day,
    updatedAt: ctx.now(),
  }
}

/** Matched while everybody who is wanted was found, open while somebody is missing. The need is locked by the caller. */
export async function settleState(
  ctx: Ctx,
  needId: string,
  by: 'owner' | 'helper' | 'system',
): Promise<void> {
  const row = await ctx.db
    .selectFrom('needs')
    .select(['state', 'helpersFound', 'helpersWanted'])
    .where('id', '=', needId)
    .executeTakeFirstOrThrow()
  const isComplete = row.helpersFound >= row.helpersWanted
  const set = { updatedAt: ctx.now() }
  if (row.state === 'open' && isComplete)
    await move(ctx, 'needs', needId, needMachine, 'match', { by: 'owner', set })
  if (row.state === 'matched' && !isComplete)
    await move(ctx, 'needs', needId, needMachine, 'release', {
      by,
      set: { ...set, expiresAt: needExpiryOf(ctx.now()), remindedAt: null },
    })
}

export async function closeNeed(ctx: Ctx, { needId }: OneNeed) {
  await myNeed(ctx, needId)
  const set = { updatedAt: ctx.now() }
  await move(ctx, 'needs', needId, needMachine, 'close', { by: 'owner', set })
  return readNeed(ctx, { needId })
}

export async function renewNeed(ctx: Ctx, { needId }: OneNeed) {
  await accountOf(ctx, ctx.actor.id)
  const row = await myNeed(ctx, needId)
  const expiresAt = needExpiryOf(ctx.now())
  const today = wallTime(ctx.now(), ctx.workspace.timeZone).day
  const isOver = row.untilDay !== null && row.untilDay < today
  const due = row.untilDay === null || isOver
  const dates = {
    expiresAt,
    remindedAt: null,
    updatedAt: ctx.now(),
    ...(isOver ? { untilDay: null } : {}),
    ...(due ? { dueDay: wallTime(expiresAt, ctx.workspace.timeZone).day } : {}),
  }
  const renewed = await ctx.db
    .updateTable('needs')
    .set(dates)
    .where('id', '=', needId)
    .where('state', '=', 'open')
    .executeTakeFirst()
  if (Number(renewed.numUpdatedRows) === 0)
    await move(ctx, 'needs', needId, needMachine, 'reopen', { by: 'owner', set: dates })
  return readNeed(ctx, { needId })
}

/** Somebody else's need does not exist for who wants to change it. */
export async function myNeed({ db, actor, locked }: Ctx, needId: string): Promise<NeedRow> {
  const query = db.selectFrom('needs').selectAll()
  const row = await locked(
    query.where('id', '=', needId).where('ownerId', '=', actor.id),
  ).executeTakeFirst()
  if (!row) throw NotFound()
  return row
}

/** Open needs are everybody's; later they belong to who asked and who answered. */
export async function readNeed(ctx: Ctx, { needId }: OneNeed) {
  const row = await named(ctx).where('needs.id', '=', needId).executeTakeFirst()
  const isVisible =
    row &&
    ((row.state === 'open' && row.isOwnerActive) ||
      row.ownerId === ctx.actor.id ||
      row.myAnswer !== null)
  if (!isVisible) throw NotFound()
  return view(ctx, row)
}

type Asked = z.output<(typeof contract.listNeeds)['input']>

export async function needs(ctx: Ctx, asked: Asked) {
  const { sort, cursor, limit } = asked
  const rows = await pageOf(ctx, asked)
  const isNewest = sort === 'newest'
  const placeOf = (row: Named) => ({
    by: isNewest ? row.createdAt.toISOString() : row.dueDay,
    id: row.id,
  })
  const { page, next } = pageFrom(rows, limit, placeOf)
  const total = cursor === undefined ? await countOf(ctx, asked) : null
  return { items: page.map((row) => view(ctx, row)), next, total }
}

function pageOf(ctx: Ctx, asked: Asked): Promise<Named[]> {
  const { sort, cursor, limit } = asked
  const query = named(ctx)
    .where(({ and }) => and(filtersOf(ctx, asked)))
    .limit(limit + 1)
  if (sort === 'newest') {
    const after = momentAfter(cursor)
    return query
      .$if(after !== undefined, (rest) =>
        rest.where(({ or, and, eb }) =>
          or([
            eb('needs.createdAt', '<', after!.at),
            and([eb('needs.createdAt', '=', after!.at), eb('needs.id', '<', after!.id)]),
          ]),
        ),
      )
      .orderBy('needs.createdAt', 'desc')
      .orderBy('needs.id', 'desc')
      .execute()
  }
  const after = placeAfter(cursor)
  // Whoever forges a cursor gets no further than an impossible day.
  const day = after && (/^\d{4}-\d\d-\d\d$/.test(after.by) ? after.by : '9999-12-31')
  return query
    .$if(after !== undefined, (rest) =>
      rest.where(({ or, and, eb }) =>
        or([
          eb('needs.dueDay', '>', day!),
          and([eb('needs.dueDay', '=', day!), eb('needs.id', '>', after!.id)]),
        ]),
      ),
    )
    .orderBy('needs.dueDay')
    .orderBy('needs.id')
    .execute()
}

async function countOf(ctx: Ctx, asked: Asked): Promise<number> {
  const { count } = await ctx.db
    .selectFrom('needs')
    .innerJoin('exchangeAccounts', 'exchangeAccounts.memberId', 'needs.ownerId')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where(({ and }) => and(filtersOf(ctx, asked)))
    .executeTakeFirstOrThrow()
  return count
}

function filtersOf({ actor }: Ctx, { category, search = '', weekday, urgent, view: side }: Asked) {
  const eb = expressionBuilder<Tables, 'needs' | 'exchangeAccounts'>()
  const answered = eb
    .selectFrom('needsAnswers')
    .select('needsAnswers.id')
    .whereRef('needsAnswers.needId', '=', 'needs.id')
    .where('needsAnswers.helperId', '=', actor.id)
  const sides = {
    // Somebody suspended can take no help: what they look for waits unseen.
    all: () => eb.and([eb('needs.state', '=', 'open'), eb('exchangeAccounts.active', '=', true)]),
    mine: () => eb('needs.ownerId', '=', actor.id),
    answered: () => eb.exists(answered),
  }
  const filters: Expression<SqlBool>[] = [sides[side](), ...hasWords('needs.folded', search)]
  if (category) filters.push(eb('needs.category', '=', category))
  if (urgent) filters.push(eb('needs.urgent', '=', true))
  if (weekday) filters.push(eb.or([eb('needs.slots', '=', 0), isOn('needs.slots', weekday)]))
  return filters
}

const named = ({ db, actor }: { db: Db; actor: Ctx['actor'] }) =>
  db
    .selectFrom('needs')
    .innerJoin('exchangeAccounts', 'exchangeAccounts.memberId', 'needs.ownerId')
    .selectAll('needs')
    .select(['exchangeAccounts.name as ownerName', 'exchangeAccounts.active as isOwnerActive'])
    .select(({ selectFrom }) => [
      selectFrom('needsAnswers')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .whereRef('needId', '=', 'needs.id')
        .where('needsAnswers.state', 'in', ['offered', 'accepted'])
        .as('answers'),
      selectFrom('needsAnswers')
        .select('needsAnswers.state')
        .whereRef('needId', '=', 'needs.id')
        .where('helperId', '=', actor.id)
        .as('myAnswer'),
    ])

function view({ actor, now }: Ctx, row: Named): z.input<typeof contract.Need> {
  const isMine = row.ownerId === actor.id
  const mayPost = isMine && actor.permissions.has('needs.post')
  const allowed = mayPost ? needMachine.allowed(row.state, 'owner') : []
  const isNearEnd = row.state === 'open' && reminderOf(row.expiresAt) <= now()
  const mayHelp = !isMine && row.state === 'open' && row.isOwnerActive
  const isFree = row.myAnswer === null || row.myAnswer === 'withdrawn'
  return {
    ...row,
    slots: slotsIn(row.slots),
    owner: { id: row.ownerId, name: row.ownerName },
    isMine,
    answers: row.answers ?? 0,
    mayAnswer: mayHelp && isFree && actor.permissions.has('needs.answer'),
    mayRenew: mayPost && (isNearEnd || row.state === 'expired'),
    moves: allowed.filter((it) => it === 'close' || it === 'reopen'),
  }
}

export async function closeNeedsOf(ctx: Ctx, memberId: string): Promise<void> {
  await ctx.db
    .updateTable('needs')
    .set({ state: needMachine.moves.close.to, updatedAt: ctx.now() })
    .where('ownerId', '=', memberId)
    .where('state', 'in', [...needMachine.moves.close.from])
    .execute()
}
