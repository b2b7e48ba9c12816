/** A membership as its member sees it, and as administrators see and change it. */
import type * as z from 'zod/mini'
import { balances, setLimits } from '#core/ledger/api.ts'
import type { Balance } from '#core/ledger/contract.ts'
import { memberOf } from '#core/workspaces/api.ts'
import { NotFound, WrongState } from '#kernel/contract.ts'
import { pageFrom, placeAfter } from '#kernel/keyset.ts'
import type { Context } from '#kernel/module.ts'
import { BOOK, writeOff } from '../exchange/community.ts'
import { hasPending, pendingCounts } from '../exchange/pending.ts'
import { warningFor } from '../exchange/rules.ts'
import { hasWords } from '../exchange/search.ts'
import type { ExchangeTables, ParticipantRow } from '../exchange/tables.ts'
import { type Requirements, requirementsFor, settingsOf } from './conditions.ts'
import * as membership from './contract.ts'
import {
  activate,
  activateIfReady,
  depart,
  enrol,
  lockedPlace,
  moveMembership,
  rejoin,
} from './enrolment.ts'
import { membershipMachine } from './rules.ts'

type Ctx = Context<ExchangeTables>
type One = { memberId: string }

// ── mine ────────────────────────────────────────────────────────────────────────────────────────

/** Who has no place yet is shown the one that the first move gives. */
export async function readMine(ctx: Ctx): Promise<z.input<typeof membership.Membership>> {
  const place = (await placeOf(ctx, ctx.actor.id)) ?? (await placeToBe(ctx))
  const asked = await requirementsFor(ctx, [place.memberId])
  return view(place, await positionOf(ctx, place), asked)
}

export async function joinMine(ctx: Ctx) {
  const place = await minePlace(ctx)
  if (place.membership === 'leaving' || place.membership === 'left')
    await rejoin(ctx, place.memberId, 'member')
  else await activate(ctx, place.memberId, 'member')
  return readMine(ctx)
}

export async function leaveMine(ctx: Ctx) {
  const { memberId } = await minePlace(ctx)
  await depart(ctx, memberId, 'member')
  return readMine(ctx)
}

const placeOf = ({ db }: Ctx, memberId: string): Promise<ParticipantRow | undefined> =>
  db.selectFrom('exchangeAccounts').selectAll().where('memberId', '=', memberId).executeTakeFirst()

async function minePlace(ctx: Ctx): Promise<ParticipantRow> {
  const memberId = ctx.actor.id
  if (await placeOf(ctx, memberId)) return lockedPlace(ctx, memberId)
  const member = await memberOf(ctx, memberId)
  if (!member?.active) throw NotFound()
  return enrol(ctx, member)
}

async function placeToBe(ctx: Ctx): Promise<ParticipantRow> {
  const member = await memberOf(ctx, ctx.actor.id)
  if (!member?.active) throw NotFound()
  const { id: memberId, accountId, name } = member
  return {
    memberId,
    accountId,
    name,
    folded: '',
    ledgerAccountId: null,
    active: false,
    joinedAt: ctx.now(),
    membership: 'invited',
    present: true,
    suspendedFor: null,
    suspensionReason: null,
    feePaidOn: null,
  }
}

function view(place: ParticipantRow, position: Balance | undefined, asked: Requirements) {
  const { memberId, name, suspendedFor, suspensionReason, feePaidOn, joinedAt } = place
  const { charter, settings, acceptedAt, conditionsOf } = asked
  const isSuspended = place.membership === 'suspended'
  return {
    memberId,
    name,
    state: place.membership,
    suspendedFor: isSuspended ? suspendedFor : null,
    suspensionReason: isSuspended ? suspensionReason : null,
    conditions: conditionsOf(place),
    feeCents: settings.feeCents,
    feePaidOn,
    balance: position?.posted ?? null,
    lowest: position?.lowest ?? null,
    highest: position?.highest ?? null,
    joinedAt,
    charter: charter
      ? {
          version: charter.version,
          acceptedAt: acceptedAt.get(memberId) ?? null,
          dueAt: charter.dueAt!,
        }
      : null,
  }
}

const positionOf = async (ctx: Ctx, { ledgerAccountId }: ParticipantRow) =>
  (await balances(ctx, ledgerAccountId ? [ledgerAccountId] : []))[0]

// ── administrators ──────────────────────────────────────────────────────────────────────────────

type Asked = z.output<(typeof membership.listExchangeMembers)['input']>

export async function members(ctx: Ctx, { search = '', state, cursor, limit }: Asked) {
  const after = placeAfter(cursor)
  const rows = await ctx.db
    .selectFrom('exchangeAccounts')
    .selectAll()
    .where(({ and }) => and(hasWords('folded', search)))
    .$if(state !== undefined, (query) => query.where('membership', '=', state!))
    .$if(after !== undefined, (query) =>
      query.where(({ or, and, eb }) =>
        or([
          eb('folded', '>', after!.by),
          and([eb('folded', '=', after!.by), eb('memberId', '>', after!.id)]),
        ]),
      ),
    )
    .orderBy('folded')
    .orderBy('memberId')
    .limit(limit + 1)
    .execute()
  const { page, next } = pageFrom(rows, limit, (it) => ({ by: it.folded, id: it.memberId }))
  return { items: await managed(ctx, page), next }
}

export async function readMember(ctx: Ctx, { memberId }: One) {
  const place = await placeOf(ctx, memberId)
  if (!place) throw NotFound()
  return (await managed(ctx, [place]))[0]!
}

/** A whole page at once: however many members it shows, the statements are as many. */
async function managed(ctx: Ctx, places: readonly ParticipantRow[]) {
  const ids = places.map(({ memberId }) => memberId)
  const accounts = places.flatMap(({ ledgerAccountId }) => ledgerAccountId ?? [])
  const positions = new Map((await balances(ctx, accounts)).map((it) => [it.owner, it]))
  const asked = await requirementsFor(ctx, ids)
  const pending = await pendingCounts(ctx, ids)
  return places.map((place) => {
    const { balance, ...rest } = view(place, positions.get(place.memberId), asked)
    return {
      ...rest,
      balance,
      warning: balance === null ? null : warningFor(balance, asked.settings),
      pending: pending.get(place.memberId) ?? 0,
      moves: movesOf(place, balance),
    }
  })
}

function movesOf(
  { membership: state, suspendedFor, accountId }: ParticipantRow,
  balance: number | null,
) {
  const moves: z.output<typeof membership.MemberMove>[] = []
  const allowed = membershipMachine.allowed(state, 'manager')
  if (allowed.includes('suspend')) moves.push('suspend')
  if (allowed.includes('resume') && suspendedFor === 'decision') moves.push('resume')
  if (allowed.includes('finish') && balance !== null && balance < 0) moves.push('write-off')
  if (accountId !== null) moves.push('note-fee')
  if (balance !== null && state !== 'left') moves.push('set-limits')
  return moves
}

export async function noteFee(ctx: Ctx, { memberId, paidOn }: One & { paidOn: string | null }) {
  await lockedPlace(ctx, memberId)
  await ctx.db
    .updateTable('exchangeAccounts')
    .set({ feePaidOn: paidOn })
    .where('memberId', '=', memberId)
    .execute()
  await ctx.audit('membership.fee-noted', memberId, { paidOn: paidOn ?? '' })
  await activateIfReady(ctx, memberId)
  return readMember(ctx, { memberId })
}

type NewLimits = One & { lowest: number; highest: number }

export async function limitMember(ctx: Ctx, { memberId, lowest, highest }: NewLimits) {
  const { lowestBound, highestBound } = await settingsOf(ctx)
  if (lowest < lowestBound || lowest > 0 || highest < 0 || highest > highestBound)
    throw membership.BeyondBounds({ lowest: lowestBound, highest: highestBound })
  const { ledgerAccountId, membership: state } = await lockedPlace(ctx, memberId)
  if (!ledgerAccountId || state === 'left') throw WrongState({ state, allowed: [] })
  await setLimits(ctx, BOOK, ledgerAccountId, { lowest, highest })
  await ctx.audit('membership.limits-set', memberId, { lowest, highest })
  return readMember(ctx, { memberId })
}

/** The only way out of a debt: somebody decides that the community bears it. */
export async function writeOffDebt(ctx: Ctx, { memberId, reason }: One & { reason: string }) {
  const { membership: state, ledgerAccountId } = await lockedPlace(ctx, memberId)
  if (state !== 'leaving')
    throw WrongState({ state, allowed: membershipMachine.allowed(state, 'manager') })
  if (!ledgerAccountId || (await hasPending(ctx, memberId))) throw membership.NothingOwed()
  const units = await writeOff(ctx, { memberId, ledgerAccountId }, reason)
  if (units === 0) throw membership.NothingOwed()
  await moveMembership(ctx, memberId, 'finish', 'manager')
  await ctx.audit('membership.debt-written-off', memberId, { units, reason })
  return readMember(ctx, { memberId })
}
