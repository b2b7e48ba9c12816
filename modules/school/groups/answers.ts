/** A participant's yes or no. A yes holds the share as it is now, and nothing was held before it. */
import { VerifyFirst } from '#core/identity/contract.ts'
import { hold, release } from '#core/ledger/api.ts'
import { NotFound, WrongState } from '#kernel/contract.ts'
import { newId } from '#kernel/ids.ts'
import { move } from '#kernel/transition.ts'
import { BOOK, lockedAccounts, meetAccounts } from '../exchange/accounts.ts'
import { inLedger } from '../exchange/transfers.ts'
import { OtherNotActive } from '../membership/contract.ts'
import { isReady, settleGroup } from './closing.ts'
import { abandon, type Ctx, lockGroup } from './groups.ts'
import { participantMachine, shareOf } from './rules.ts'
import type { GroupRow, ParticipantRow } from './tables.ts'
import { viewOf } from './view.ts'

type OneGroup = { groupId: string }

export async function confirmShare(ctx: Ctx, { groupId }: OneGroup) {
  const { group, participants, mine } = await lockAsked(ctx, groupId)
  const isPayer = group.kind === 'course'
  if (isPayer && !ctx.actor.verified) throw VerifyFirst()
  const others = participants.filter((it) => it.state !== 'declined' && it.id !== mine.id)
  const units = shareOf(group, others.length + 1)
  const holdId = newId(ctx.now().getTime())
  // Everybody at once and in one order: the last yes goes on to settle with all of them.
  const people = [group.hostId, ...participants.map((it) => it.memberId)]
  const host = (await lockedAccounts(ctx, people)).find((it) => it.memberId === group.hostId)!
  if (!host.active) throw OtherNotActive({ name: host.name })
  await move(ctx, 'groupParticipants', mine.id, participantMachine, 'confirm', {
    by: 'participant',
    set: { answeredAt: ctx.now(), holdId, heldUnits: units },
  })
  const sides = await meetAccounts(ctx, mine.memberId, group.hostId)
  const [payer, receiver] = isPayer ? sides : sides.toReversed()
  const entry = {
    id: holdId,
    book: BOOK,
    debitAccountId: payer!.ledgerAccountId,
    creditAccountId: receiver!.ledgerAccountId,
    units,
    reference: 'groups/share',
  }
  await inLedger(() => hold(ctx, entry))

  const confirmed = { ...mine, state: 'confirmed' as const, holdId, heldUnits: units }
  const now = participants.map((it) => (it.id === mine.id ? confirmed : it))
  // The last yes settles it; when somebody's limit is in the way, the organiser sees whose.
  const isLast = now.every((it) => it.state === 'confirmed')
  if (isLast && (await isReady(ctx, group, now))) await settleGroup(ctx, group, now, 'system')
  return viewOf(ctx, groupId)
}

export async function declineShare(ctx: Ctx, { groupId }: OneGroup) {
  const { mine } = await lockAsked(ctx, groupId)
  await withdraw(ctx, mine, 'participant')
  return viewOf(ctx, groupId)
}

/** Who leaves the exchange takes part in nothing that is still open; a group without its host is cancelled. */
export async function leaveGroups(ctx: Ctx, memberId: string): Promise<void> {
  for (const { group, participants, mine } of await unfinishedOf(ctx, memberId)) {
    if (group.hostId === memberId) await abandon(ctx, group, participants, 'cancel', 'system')
    if (mine && mine.state !== 'declined') await withdraw(ctx, mine, 'system')
  }
}

/** Somebody suspended promises nothing, and may say yes again afterwards; what they host waits for them. */
export async function declineShares(ctx: Ctx, memberId: string): Promise<void> {
  for (const { mine } of await unfinishedOf(ctx, memberId))
    if (mine?.state === 'confirmed') await withdraw(ctx, mine, 'system')
}

/** Groups somebody hosts or is asked to join, locked one after the other in the order of their ids. */
async function unfinishedOf(ctx: Ctx, memberId: string) {
  const unfinished = ['draft', 'open'] as const
  const rows = await ctx.db
    .selectFrom('groupExchanges')
    .select('id')
    .where('state', 'in', unfinished)
    .where(({ or, eb, selectFrom }) =>
      or([
        eb('hostId', '=', memberId),
        eb(
          'id',
          'in',
          selectFrom('groupParticipants').select('groupId').where('memberId', '=', memberId),
        ),
      ]),
    )
    .orderBy('id')
    .execute()
  const found = []
  for (const { id } of rows) {
    const it = await lockGroup(ctx, id)
    const mine = it.participants.find((line) => line.memberId === memberId)
    if (it.group.state === 'draft' || it.group.state === 'open') found.push({ ...it, mine })
  }
  return found
}

async function withdraw(ctx: Ctx, mine: ParticipantRow, by: 'participant' | 'system') {
  await move(ctx, 'groupParticipants', mine.id, participantMachine, 'decline', {
    by,
    set: { answeredAt: ctx.now(), holdId: null, heldUnits: 0 },
  })
  if (mine.holdId) await release(ctx, mine.holdId)
}

async function lockAsked(ctx: Ctx, groupId: string) {
  const { group, participants } = await lockGroup(ctx, groupId)
  const mine = participants.find((it) => it.memberId === ctx.actor.id)
  if (!mine || isUnseen(group)) throw NotFound()
  if (group.state !== 'open') throw WrongState({ state: group.state, allowed: [] })
  return { group, participants, mine }
}

/** Nobody is bothered with a draft. */
const isUnseen = ({ state }: GroupRow) => state === 'draft'
