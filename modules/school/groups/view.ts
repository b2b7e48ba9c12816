/** Group exchanges as a reader sees them: everybody's answer, the share as it stands, what may be done. */
import type * as z from 'zod/mini'
import { NotFound } from '#kernel/contract.ts'
import { momentAfter, pageFrom } from '#kernel/keyset.ts'
import type { Context } from '#kernel/module.ts'
import type { ExchangeTables } from '../exchange/tables.ts'
import type * as groups from './contract.ts'
import { groupMachine, mostShareOf, shareOf, totalOf, unitsOf } from './rules.ts'
import type { GroupRow, GroupTables } from './tables.ts'

type Ctx = Context<ExchangeTables & GroupTables>
type Asked = z.output<(typeof groups.listGroups)['input']>
type Seen = GroupRow & { hostName: string; organiserName: string }

export async function viewOf(ctx: Ctx, groupId: string) {
  const row = await seen(ctx)
    .where('group.id', '=', groupId)
    .executeTakeFirstOrThrow(() => NotFound())
  return (await views(ctx, [row]))[0]!
}

/** Host and organiser; those who are asked once it is open; administrators. */
export async function readGroup(ctx: Ctx, { groupId }: { groupId: string }) {
  const view = await viewOf(ctx, groupId)
  const isAsked = view.mine !== null && view.state !== 'draft'
  const isManager = ctx.actor.permissions.has('exchange.manage')
  if (!view.isHost && !view.isOrganiser && !isAsked && !isManager) throw NotFound()
  return view
}

export async function myGroups(ctx: Ctx, { state, cursor, limit }: Asked) {
  const me = ctx.actor.id
  const after = momentAfter(cursor)
  const rows = await seen(ctx)
    .where(({ or, and, eb, selectFrom }) =>
      or([
        eb('hostId', '=', me),
        eb('organiserId', '=', me),
        and([
          eb('group.state', '<>', 'draft'),
          eb(
            'group.id',
            'in',
            selectFrom('groupParticipants').select('groupId').where('memberId', '=', me),
          ),
        ]),
      ]),
    )
    .$if(state !== undefined, (query) => query.where('group.state', '=', state!))
    .$if(after !== undefined, (query) =>
      query.where(({ or, and, eb }) =>
        or([
          eb('group.createdAt', '<', after!.at),
          and([eb('group.createdAt', '=', after!.at), eb('group.id', '<', after!.id)]),
        ]),
      ),
    )
    .orderBy('group.createdAt', 'desc')
    .orderBy('group.id', 'desc')
    .limit(limit + 1)
    .execute()
  const placeOf = (row: Seen) => ({ by: row.createdAt.toISOString(), id: row.id })
  const { page, next } = pageFrom(rows, limit, placeOf)
  return { items: await views(ctx, page), next }
}

const seen = ({ db }: Ctx) =>
  db
    .selectFrom('groupExchanges as group')
    .innerJoin('exchangeAccounts as host', 'host.memberId', 'group.hostId')
    .innerJoin('exchangeAccounts as organiser', 'organiser.memberId', 'group.organiserId')
    .selectAll('group')
    .select(['host.name as hostName', 'organiser.name as organiserName'])

type Reply = z.input<typeof groups.Group>

async function views(ctx: Ctx, rows: readonly Seen[]): Promise<Reply[]> {
  if (rows.length === 0) return []
  const participants = await ctx.db
    .selectFrom('groupParticipants as participant')
    .innerJoin('exchangeAccounts as account', 'account.memberId', 'participant.memberId')
    .leftJoin('exchangeTransfers as transfer', 'transfer.id', 'participant.transferId')
    .selectAll('participant')
    .select(['account.name as name', 'transfer.units as paid'])
    .where(
      'groupId',
      'in',
      rows.map((it) => it.id),
    )
    .orderBy('position')
    .execute()
  const byGroup = Map.groupBy(participants, (it) => it.groupId)
  return rows.map((row) => view(ctx, row, byGroup.get(row.id) ?? []))
}

type Line = {
  memberId: string
  name: string
  state: groups.ParticipantState
  paid: number | null
  transferId: string | null
}

function view({ actor }: Ctx, row: Seen, lines: readonly Line[]): Reply {
  const isHost = row.hostId === actor.id
  const isOrganiser = row.organiserId === actor.id
  const isOver = row.state === 'closed'
  const confirmed = lines.filter((it) => it.state === 'confirmed')
  const counted = isOver ? confirmed : lines.filter((it) => it.state !== 'declined')
  const units = unitsOf(row, Math.max(counted.length, row.least))
  const mine = lines.find((it) => it.memberId === actor.id)
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    title: row.title,
    minutes: row.minutes,
    least: row.least,
    host: { id: row.hostId, name: row.hostName },
    organiser: { id: row.organiserId, name: row.organiserName },
    isHost,
    isOrganiser,
    share: shareOf(row, counted.length),
    mostShare: mostShareOf(row),
    total: totalOf(row, counted.length),
    confirmed: confirmed.length,
    participants: lines.map((it) => ({
      memberId: it.memberId,
      name: it.name,
      state: it.state,
      isMe: it.memberId === actor.id,
      units: it.paid ?? (counted.includes(it) ? (units[counted.indexOf(it)] ?? null) : null),
      transferId: it.transferId,
    })),
    mine: mine?.state ?? null,
    moves: movesOf(row.state, isHost, isOrganiser),
    createdAt: row.createdAt,
    expiresAt: row.state === 'open' ? row.expiresAt : null,
    resolvedAt: row.resolvedAt,
  }
}

function movesOf(state: GroupRow['state'], isHost: boolean, isOrganiser: boolean) {
  if (!isHost && !isOrganiser) return []
  const moves = groupMachine.allowed(state, isHost ? 'host' : 'organiser')
  return moves.filter((it) => it !== 'expire')
}
