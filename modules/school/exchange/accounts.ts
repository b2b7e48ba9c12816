import { type Kysely, sql } from 'kysely'
import { balanceOf } from '#core/ledger/api.ts'
import { memberOf } from '#core/workspaces/api.ts'
import { NotFound } from '#kernel/contract.ts'
import { prepared } from '#kernel/data/prepared.ts'
import type { Context } from '#kernel/module.ts'
import { NotActive, OtherNotActive, type WarningLevels } from '../membership/contract.ts'
import { asksNothing, settingsOf } from '../membership/conditions.ts'
import { enrol } from '../membership/enrolment.ts'
import * as exchange from './contract.ts'
import { availableOf, receivableOf, warningFor } from './rules.ts'
import type { AccountRow, ExchangeTables, ParticipantRow } from './tables.ts'

export { BOOK } from './community.ts'
type Ctx = Context<ExchangeTables>
type Db = Kysely<ExchangeTables>

/** An active member's account; opened here for who joined before the module was switched on. NotFound (404). */
export async function accountOf(ctx: Ctx, memberId: string): Promise<AccountRow> {
  const row = await participantOf(ctx, memberId)
  if (isActive(row)) return row
  throw notActive(ctx, row)
}

/** Somebody who takes part or is invited to; suspended and leaving members neither offer nor ask for anything new. */
export async function participantOf(ctx: Ctx, memberId: string): Promise<ParticipantRow> {
  const row = await placeOf(ctx, memberId)
  if (row.active || row.membership === 'invited') return row
  throw notActive(ctx, row)
}

/** A member's place, whatever its state. */
export const placeOf = async (ctx: Ctx, memberId: string): Promise<ParticipantRow> =>
  (await findAccount(ctx.db, memberId)) ?? openFor(ctx, memberId)

/**
 * Both accounts, active and locked: whoever ends a membership waits for the transfer that is being written, or is seen
 * by it. In the order of the ids, so that two opposite transfers cannot wait for each other.
 */
export async function meetAccounts(ctx: Ctx, one: string, other: string) {
  const isLocking = ctx.dialect !== 'sqlite'
  let { rows } = await twoAccounts(ctx.db, { one, other }, { isLocking })
  if (rows.length < 2) {
    await accountOf(ctx, one)
    await accountOf(ctx, other)
    rows = (await twoAccounts(ctx.db, { one, other }, { isLocking })).rows
  }
  const of = (id: string): AccountRow => {
    const row = rows.find(({ memberId }) => memberId === id)
    if (!row) throw NotFound()
    if (!isActive(row)) throw notActive(ctx, row)
    return row
  }
  return [of(one), of(other)] as const
}

/** Locked in the same order, however many: a group's host and participants. */
export async function lockedAccounts(ctx: Ctx, ids: readonly string[]): Promise<ParticipantRow[]> {
  const query = ctx.db
    .selectFrom('exchangeAccounts')
    .selectAll()
    .where('memberId', 'in', [...ids])
  return ctx.locked(query.orderBy('memberId')).execute()
}

/** Who answers takes part, and so does the one who waits for the answer: refused with the reason otherwise. */
export async function requireActive(ctx: Ctx, otherId: string): Promise<void> {
  await accountOf(ctx, ctx.actor.id)
  const other = await placeOf(ctx, otherId)
  if (!isActive(other)) throw OtherNotActive({ name: other.name })
}

/** Both accounts, locked, without a look at whether they take part. */
export async function lockedSides(ctx: Ctx, one: string, other: string) {
  const how = { isLocking: ctx.dialect !== 'sqlite' }
  const { rows } = await twoAccounts(ctx.db, { one, other }, how)
  const of = (id: string) => rows.find(({ memberId }) => memberId === id) as AccountRow
  return [of(one), of(other)] as const
}

const twoAccounts = prepared(
  (db: Db, { one, other }: { one: string; other: string }, how: { isLocking: boolean }) =>
    db
      .selectFrom('exchangeAccounts')
      .selectAll()
      .where('memberId', 'in', [one, other])
      .orderBy('memberId')
      .$if(how.isLocking, (query) => query.forUpdate()),
)

const isActive = (row: ParticipantRow): row is AccountRow =>
  row.active && row.ledgerAccountId !== null

/** One's own standing is told; somebody else's is nobody's business. */
const notActive = ({ actor }: Ctx, { memberId, membership }: ParticipantRow) =>
  memberId === actor.id ? NotActive({ state: membership }) : NotFound()

async function openFor(ctx: Ctx, memberId: string): Promise<ParticipantRow> {
  const member = await memberOf(ctx, memberId)
  if (!member?.active) throw NotFound()
  return enrol(ctx, member)
}

const findAccount = async (db: Db, memberId: string) =>
  (await accountByMember(db, { memberId })).rows[0]

type OneMember = { memberId: string }
const accountByMember = prepared((db: Db, { memberId }: OneMember) =>
  db.selectFrom('exchangeAccounts').selectAll().where('memberId', '=', memberId),
)

/**
 * Writes nothing, also when the account is still missing (the job that opens it has to try again): it is shown as it
 * will be, and the first payment opens it.
 */
export async function readMyAccount(ctx: Ctx): Promise<exchange.Account> {
  const { db, actor } = ctx
  const account = await findAccount(db, actor.id)
  if (!account) return unopened(ctx)
  const { memberId, name, joinedAt, ledgerAccountId, membership: state } = account
  const standing = ledgerAccountId ? await balanceOf(ctx, ledgerAccountId) : nothing
  return {
    memberId,
    name,
    state,
    ...standingFrom(standing, await settingsOf(ctx)),
    ...(account.active ? {} : frozen),
    earned: await unitsOf(received, db, memberId),
    spent: await unitsOf(given, db, memberId),
    ...(await waitingOf(db, memberId)),
    joinedAt: joinedAt.toISOString(),
  }
}

const limits = { lowest: exchange.LOWEST_BALANCE, highest: exchange.HIGHEST_BALANCE }
const frozen = { available: 0, receivable: 0 }
const nothing = { posted: 0, heldOut: 0, heldIn: 0, ...limits }

async function unopened(ctx: Ctx): Promise<exchange.Account> {
  const member = await memberOf(ctx, ctx.actor.id)
  if (!member?.active) throw NotFound()
  const isFree = await asksNothing(ctx)
  return {
    memberId: member.id,
    name: member.name,
    state: isFree ? 'active' : 'invited',
    ...standingFrom(
      isFree ? { ...nothing, posted: exchange.OPENING_GRANT } : nothing,
      await settingsOf(ctx),
    ),
    ...(isFree ? {} : frozen),
    earned: 0,
    spent: 0,
    waitingForMe: 0,
    waitingForOthers: 0,
    joinedAt: ctx.now().toISOString(),
  }
}

const standingFrom = (
  position: Parameters<typeof availableOf>[0],
  { lowWarning, highWarning }: WarningLevels,
) => ({
  balance: position.posted,
  heldOut: position.heldOut,
  heldIn: position.heldIn,
  available: availableOf(position),
  receivable: receivableOf(position),
  lowest: position.lowest ?? exchange.LOWEST_BALANCE,
  highest: position.highest ?? exchange.HIGHEST_BALANCE,
  lowWarning,
  highWarning,
  warning: warningFor(position.posted, { lowWarning, highWarning }),
})

/** Less what an adjustment gave back of it. */
const movedBy = (side: 'payerId' | 'receiverId') =>
  prepared((db: Db, { memberId }: OneMember) =>
    db
      .selectFrom('exchangeTransfers')
      .select(
        sql<number | null>`sum(case when ${sql.ref('kind')} = 'adjustment'
          then -${sql.ref('units')} else ${sql.ref('units')} end)`.as('units'),
      )
      .where('state', '=', 'completed')
      .where(({ or, and, eb }) =>
        or([
          and([eb(side, '=', memberId), eb('kind', 'in', ['payment', 'request'])]),
          and([eb(otherSide[side], '=', memberId), eb('kind', '=', 'adjustment')]),
        ]),
      ),
  )
const otherSide = { payerId: 'receiverId', receiverId: 'payerId' } as const
const given = movedBy('payerId')
const received = movedBy('receiverId')

const unitsOf = async (moved: typeof given, db: Db, memberId: string) =>
  Number((await moved(db, { memberId })).rows[0]?.units ?? 0)

export type Turnover = { earned: number; spent: number }

/** Units received for help given, and given for help received, by member. */
export async function turnoverOf(db: Db, ids: readonly string[]): Promise<Map<string, Turnover>> {
  const turnover = new Map(ids.map((id) => [id, { earned: 0, spent: 0 }]))
  if (ids.length === 0) return turnover
  const sumBy = (side: 'payerId' | 'receiverId', kinds: ('payment' | 'request' | 'adjustment')[]) =>
    db
      .selectFrom('exchangeTransfers')
      .select(({ fn, ref }) => [ref(side).as('memberId'), fn.sum<number>('units').as('units')])
      .where(side, 'in', [...ids])
      .where('state', '=', 'completed')
      .where('kind', 'in', kinds)
      .groupBy(side)
      .execute()
  const help = ['payment', 'request'] as const
  for (const it of await sumBy('payerId', [...help])) turnover.get(it.memberId!)!.spent += it.units
  for (const it of await sumBy('receiverId', [...help]))
    turnover.get(it.memberId!)!.earned += it.units
  for (const it of await sumBy('payerId', ['adjustment']))
    turnover.get(it.memberId!)!.earned -= it.units
  for (const it of await sumBy('receiverId', ['adjustment']))
    turnover.get(it.memberId!)!.spent -= it.units
  return turnover
}

async function waitingOf(db: Db, memberId: string) {
  const { rows } = await pendingOf(db, { memberId })
  const mine = rows.filter(
    ({ payerId, initiator }) => (initiator === 'payer') === (payerId === memberId),
  )
  return { waitingForMe: rows.length - mine.length, waitingForOthers: mine.length }
}

const pendingOf = prepared((db: Db, { memberId }: OneMember) =>
  db
    .selectFrom('exchangeTransfers')
    .select(['payerId', 'initiator'])
    .where('state', '=', 'pending')
    .where(({ or, eb }) => or([eb('payerId', '=', memberId), eb('receiverId', '=', memberId)])),
)
