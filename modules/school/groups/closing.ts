/** The end of a group exchange: divided among those who confirmed, all transfers at once or none. */
import { lockBalances, release, transfer } from '#core/ledger/api.ts'
import type { Balance } from '#core/ledger/contract.ts'
import { WrongState } from '#kernel/contract.ts'
import { newId } from '#kernel/ids.ts'
import { move } from '#kernel/transition.ts'
import { BOOK, lockedAccounts } from '../exchange/accounts.ts'
import { tellSides } from '../exchange/news.ts'
import type { AccountRow } from '../exchange/tables.ts'
import { OtherNotActive } from '../membership/contract.ts'
import * as groups from './contract.ts'
import type { Ctx } from './groups.ts'
import { groupMachine, totalOf, unitsOf } from './rules.ts'
import type { GroupRow, ParticipantRow } from './tables.ts'

/** The caller has locked the group's row. */
export async function settleGroup(
  ctx: Ctx,
  group: GroupRow,
  participants: readonly ParticipantRow[],
  by: 'host' | 'organiser' | 'system',
): Promise<void> {
  if (group.state !== 'open')
    throw WrongState({ state: group.state, allowed: groupMachine.allowed(group.state, by) })
  const scene = await sceneOf(ctx, group, participants)
  const fault = faultOf(group, scene)
  if (fault) throw fault
  const set = { resolvedAt: ctx.now() }
  await move(ctx, 'groupExchanges', group.id, groupMachine, 'close', { by, set })
  for (const { holdId } of scene.sharing) if (holdId) await release(ctx, holdId)
  for (const [i, mine] of scene.sharing.entries()) await pay(ctx, group, scene, mine, i)
  const memberIds = [group.hostId, ...scene.sharing.map((it) => it.memberId)]
  await ctx.audit('groups.group-closed', group.id, { people: scene.sharing.length })
  await ctx.emit(groups.groupClosed, { groupId: group.id, memberIds })
}

/** Whether closing now would meet no limit. */
export async function isReady(
  ctx: Ctx,
  group: GroupRow,
  participants: readonly ParticipantRow[],
): Promise<boolean> {
  return faultOf(group, await sceneOf(ctx, group, participants)) === undefined
}

type Scene = {
  /** Those who confirmed, in their order, and what each pays or is paid. */
  sharing: readonly ParticipantRow[]
  units: readonly number[]
  account(memberId: string): AccountRow
  /** Locked, and kept in step while the transfers are written. */
  balance(memberId: string): Balance
}

async function sceneOf(
  ctx: Ctx,
  group: GroupRow,
  participants: readonly ParticipantRow[],
): Promise<Scene> {
  const sharing = participants.filter((it) => it.state === 'confirmed')
  const ids = [group.hostId, ...sharing.map((it) => it.memberId)]
  // Nobody leaves or is suspended while the transfers are written.
  const accounts = await lockedAccounts(ctx, ids)
  const byMember = new Map(accounts.map((it) => [it.memberId, it as AccountRow]))
  const ledgerIds = accounts.map((it) => it.ledgerAccountId!)
  const balances = new Map((await lockBalances(ctx, ledgerIds)).map((it) => [it.owner, it]))
  return {
    sharing,
    units: unitsOf(group, sharing.length),
    account: (memberId) => byMember.get(memberId)!,
    balance: (memberId) => balances.get(memberId)!,
  }
}

/** Why it cannot close, naming who is suspended and in whose way a limit stands, as if the group's promises were given back. */
function faultOf({ kind, minutes, least, hostId }: GroupRow, scene: Scene) {
  const { sharing, units } = scene
  const resting = [hostId, ...sharing.map((it) => it.memberId)].map(scene.account)
  const names = resting.filter((it) => !it.active).map((it) => it.name)
  if (names.length > 0) return OtherNotActive({ name: names.join(', ') })
  const confirmed = sharing.length
  if (confirmed < least) return groups.TooFewConfirmed({ least, confirmed })
  const held = sharing.reduce((sum, it) => sum + it.heldUnits, 0)
  const total = totalOf({ kind, minutes }, confirmed)
  const isCourse = kind === 'course'
  const few = sharing.filter((it, i) => {
    const balance = scene.balance(it.memberId)
    return isCourse
      ? room(balance, 'out', it.heldUnits) < units[i]!
      : room(balance, 'in', it.heldUnits) < units[i]!
  })
  const host = room(scene.balance(hostId), isCourse ? 'in' : 'out', held) < total ? [hostId] : []
  const named = (ids: readonly string[]) => ids.map((id) => scene.account(id).name).join(', ')
  const many = few.map((it) => it.memberId)
  const [payers, receivers] = isCourse ? [many, host] : [host, many]
  if (payers.length > 0) return groups.CannotPay({ names: named(payers) })
  if (receivers.length > 0) return groups.CannotReceive({ names: named(receivers) })
  return undefined
}

function room(
  { posted, heldOut, heldIn, lowest, highest }: Balance,
  way: 'in' | 'out',
  own: number,
) {
  if (way === 'out') return lowest === null ? Infinity : posted - (heldOut - own) - lowest
  return highest === null ? Infinity : highest - posted - (heldIn - own)
}

async function pay(ctx: Ctx, group: GroupRow, scene: Scene, mine: ParticipantRow, i: number) {
  const units = scene.units[i]!
  const ways = [mine.memberId, group.hostId] as const
  const [payerId, receiverId] = group.kind === 'course' ? ways : ([ways[1], ways[0]] as const)
  const payer = scene.account(payerId)
  const receiver = scene.account(receiverId)
  const id = newId(ctx.now().getTime())
  const sides = {
    debitAccountId: payer.ledgerAccountId,
    creditAccountId: receiver.ledgerAccountId,
  }
  await transfer(ctx, { id, book: BOOK, ...sides, units, reference: 'groups/share' })
  const moment = ctx.now()
  await ctx.db
    .insertInto('exchangeTransfers')
    .values({
      id,
      kind: 'payment',
      state: 'completed',
      payerId,
      receiverId,
      initiator: 'payer',
      units,
      reason: group.title,
      createdAt: moment,
      resolvedAt: moment,
      payerBalance: (scene.balance(payerId).posted -= units),
      receiverBalance: (scene.balance(receiverId).posted += units),
    })
    .execute()
  tellSides(ctx, { id, payerId, receiverId }, 'completed')
  await ctx.db
    .updateTable('groupParticipants')
    .set({ transferId: id, holdId: null, heldUnits: 0 })
    .where('id', '=', mine.id)
    .execute()
}
