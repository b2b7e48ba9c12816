/** A group exchange from its draft to its end. Whoever changes it locks its row first, so answers come one by one. */
import type * as z from 'zod/mini'
import { VerifyFirst } from '#core/identity/contract.ts'
import { release } from '#core/ledger/api.ts'
import { KeyReused, NotFound, WrongState } from '#kernel/contract.ts'
import { insertIgnore } from '#kernel/data/write.ts'
import { newId } from '#kernel/ids.ts'
import type { Context } from '#kernel/module.ts'
import { DAY } from '#kernel/time.ts'
import { move } from '#kernel/transition.ts'
import { accountOf } from '../exchange/accounts.ts'
import type { ExchangeTables } from '../exchange/tables.ts'
import { settleGroup } from './closing.ts'
import * as groups from './contract.ts'
import { groupMachine } from './rules.ts'
import type { GroupRow, GroupTables, ParticipantRow } from './tables.ts'
import { viewOf } from './view.ts'

export type Ctx = Context<ExchangeTables & GroupTables>
type OneGroup = { groupId: string }

export async function createGroup(ctx: Ctx, asked: z.output<typeof groups.NewGroup>) {
  const { id = newId(ctx.now().getTime()), kind, hostId, title, minutes, least, memberIds } = asked
  const organiser = await accountOf(ctx, ctx.actor.id)
  const host = hostId ? await accountOf(ctx, hostId) : organiser
  const row: GroupRow = {
    id,
    kind,
    state: 'draft',
    title,
    minutes,
    least: kind === 'hands' ? 1 : least,
    organiserId: organiser.memberId,
    hostId: host.memberId,
    createdAt: ctx.now(),
    expiresAt: null,
    resolvedAt: null,
  }
  await checkFit(ctx, row, memberIds)
  if (!(await insertIgnore(ctx.db, ctx.dialect, 'groupExchanges', row))) throw KeyReused()
  await ask(ctx, row, memberIds, 0)
  if (row.hostId !== row.organiserId)
    await ctx.emit(groups.groupPrepared, { groupId: id, memberIds: [row.hostId] })
  return viewOf(ctx, id)
}

export async function updateGroup(ctx: Ctx, asked: z.output<typeof groups.GroupDraft>) {
  const { groupId, title, minutes, memberIds } = asked
  const { group } = await lockMine(ctx, groupId)
  if (group.state !== 'draft') throw WrongState({ state: group.state, allowed: [] })
  const least = group.kind === 'hands' ? 1 : asked.least
  const changed = { ...group, title, minutes, least }
  await checkFit(ctx, changed, memberIds)
  await ctx.db
    .updateTable('groupExchanges')
    .set({ title, minutes, least })
    .where('id', '=', groupId)
    .execute()
  await ctx.db.deleteFrom('groupParticipants').where('groupId', '=', groupId).execute()
  await ask(ctx, changed, memberIds, 0)
  return viewOf(ctx, groupId)
}

export async function openGroup(ctx: Ctx, { groupId }: OneGroup) {
  const { group, participants, by } = await lockMine(ctx, groupId)
  await accountOf(ctx, ctx.actor.id)
  if (!ctx.actor.verified && group.kind === 'hands') throw VerifyFirst()
  const expiresAt = new Date(ctx.now().getTime() + groups.OPEN_DAYS * DAY)
  await move(ctx, 'groupExchanges', groupId, groupMachine, 'open', { by, set: { expiresAt } })
  const memberIds = participants.map((it) => it.memberId)
  await ctx.emit(groups.participantsAsked, { groupId, memberIds })
  return viewOf(ctx, groupId)
}

/** Only the host: with many hands each one more is one more to pay. */
export async function addParticipants(
  ctx: Ctx,
  asked: z.output<typeof groups.addParticipants.input>,
) {
  const { groupId, memberIds } = asked
  const { group, participants, by } = await lockMine(ctx, groupId)
  if (by !== 'host') throw NotFound()
  await accountOf(ctx, ctx.actor.id)
  if (group.state !== 'open') throw WrongState({ state: group.state, allowed: [] })
  await checkFit(ctx, group, [...participants.map((it) => it.memberId), ...memberIds], memberIds)
  const last = Math.max(...participants.map((it) => it.position))
  await ask(ctx, group, memberIds, last + 1)
  await ctx.emit(groups.participantsAsked, { groupId, memberIds })
  return viewOf(ctx, groupId)
}

export async function closeGroup(ctx: Ctx, { groupId }: OneGroup) {
  const { group, participants, by } = await lockMine(ctx, groupId)
  await settleGroup(ctx, group, participants, by)
  return viewOf(ctx, groupId)
}

export async function cancelGroup(ctx: Ctx, { groupId }: OneGroup) {
  const { group, participants, by } = await lockMine(ctx, groupId)
  await abandon(ctx, group, participants, 'cancel', by)
  await ctx.audit('groups.group-cancelled', groupId)
  return viewOf(ctx, groupId)
}

/** Gives every promise back. */
export async function abandon(
  ctx: Ctx,
  group: GroupRow,
  participants: readonly ParticipantRow[],
  name: 'cancel' | 'expire',
  by: 'host' | 'organiser' | 'system',
): Promise<void> {
  const set = { resolvedAt: ctx.now() }
  await move(ctx, 'groupExchanges', group.id, groupMachine, name, { by, set })
  for (const { holdId } of participants) if (holdId) await release(ctx, holdId)
  await ctx.db
    .updateTable('groupParticipants')
    .set({ holdId: null, heldUnits: 0 })
    .where('groupId', '=', group.id)
    .execute()
}

export async function lockGroup(ctx: Ctx, groupId: string) {
  const chosen = ctx.db.selectFrom('groupExchanges').selectAll().where('id', '=', groupId)
  const group = await ctx.locked(chosen).executeTakeFirstOrThrow(() => NotFound())
  const participants = await ctx.db
    .selectFrom('groupParticipants')
    .selectAll()
    .where('groupId', '=', groupId)
    .orderBy('position')
    .execute()
  return { group, participants }
}

/** For host and organiser; to anybody else it says no more than that it is not theirs. */
async function lockMine(ctx: Ctx, groupId: string) {
  const { group, participants } = await lockGroup(ctx, groupId)
  const { id } = ctx.actor
  if (group.hostId !== id && group.organiserId !== id) throw NotFound()
  const by = group.hostId === id ? ('host' as const) : ('organiser' as const)
  return { group, participants, by }
}

async function checkFit(
  { db }: Ctx,
  { kind, minutes, least, hostId }: GroupRow,
  memberIds: readonly string[],
  added: readonly string[] = memberIds,
): Promise<void> {
  const isTwice = new Set(memberIds).size !== memberIds.length
  if (isTwice || memberIds.includes(hostId) || memberIds.length > groups.MOST_PARTICIPANTS)
    throw groups.ParticipantDoesNotFit()
  const known = await db
    .selectFrom('exchangeAccounts')
    .select('memberId')
    .where('memberId', 'in', [...added])
    .where('active', '=', true)
    .execute()
  if (known.length !== added.length) throw groups.ParticipantDoesNotFit()
  if (kind === 'course' && minutes < memberIds.length) throw groups.TooManyForMinutes({ minutes })
  if (least > memberIds.length) throw groups.LeastTooHigh({ participants: memberIds.length })
}

async function ask(ctx: Ctx, group: GroupRow, memberIds: readonly string[], from: number) {
  const rows = memberIds.map((memberId, i) => ({
    id: newId(ctx.now().getTime()),
    groupId: group.id,
    memberId,
    position: from + i,
    state: 'invited' as const,
  }))
  await ctx.db.insertInto('groupParticipants').values(rows).execute()
}
