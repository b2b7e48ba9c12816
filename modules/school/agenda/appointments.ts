/** A moment for help: proposed to an offer's owner or agreed with an answer to a need, then accepted, declined, cancelled. */
import type * as z from 'zod/mini'
import { instantOf, wallTime } from '#core/calendar/contract.ts'
import { VerifyFirst } from '#core/identity/contract.ts'
import { NotFound } from '#kernel/contract.ts'
import { insertIgnore } from '#kernel/data/write.ts'
import { newId } from '#kernel/ids.ts'
import { momentAfter, pageFrom } from '#kernel/keyset.ts'
import type { Context } from '#kernel/module.ts'
import { DAY } from '#kernel/time.ts'
import { move } from '#kernel/transition.ts'
import { accountOf, requireActive } from '../exchange/accounts.ts'
import type { ExchangeTables } from '../exchange/tables.ts'
import * as agenda from './contract.ts'
import { appointmentMachine, endOf } from './rules.ts'
import type { AgendaTables, AppointmentRow } from './tables.ts'

type Ctx = Context<AgendaTables & ExchangeTables>
type OneAppointment = { appointmentId: string }
type Named = AppointmentRow & { proposerName: string; receiverName: string }

export async function proposeMoment(ctx: Ctx, asked: z.output<typeof agenda.ProposedMoment>) {
  const { id = newId(ctx.now().getTime()), offerId, day, time, ...rest } = asked
  if (!ctx.actor.verified) throw VerifyFirst()
  const proposer = await accountOf(ctx, ctx.actor.id)
  const offer = await ctx.db
    .selectFrom('exchangeOffers')
    .select(['ownerId', 'title', 'state'])
    .where('id', '=', offerId)
    .executeTakeFirst()
  const isMine = offer?.ownerId === proposer.memberId
  if (!offer || (offer.state !== 'active' && !isMine)) throw NotFound()
  if (isMine) throw agenda.OfferNotOpen()
  await accountOf(ctx, offer.ownerId)
  const startsAt = instantOf(day, time, ctx.workspace.timeZone)
  if (startsAt <= ctx.now()) throw agenda.InThePast()
  const row: AppointmentRow = {
    id,
    offerId,
    needId: null,
    proposerId: proposer.memberId,
    receiverId: offer.ownerId,
    waitingFor: `${offerId} ${proposer.memberId}`,
    title: offer.title,
    startsAt,
    ...rest,
    state: 'proposed',
    createdAt: ctx.now(),
    updatedAt: ctx.now(),
  }
  if (!(await insertIgnore(ctx.db, ctx.dialect, 'agendaAppointments', row)))
    throw agenda.AlreadyProposed()
  await ctx.emit(agenda.momentProposed, factsOf(row, row.proposerId))
  return readAppointment(ctx, { appointmentId: id })
}

type Agreed = Pick<
  AppointmentRow,
  'needId' | 'proposerId' | 'receiverId' | 'title' | 'startsAt' | 'message'
>

/** Enters a moment on which both have agreed already: an answer that named it was accepted. */
export async function enterAgreed(ctx: Context<AgendaTables>, agreed: Agreed): Promise<void> {
  const at = ctx.now()
  await ctx.db
    .insertInto('agendaAppointments')
    .values({
      ...agreed,
      id: newId(at.getTime()),
      offerId: null,
      waitingFor: null,
      minutes: 60,
      place: '',
      state: 'accepted',
      createdAt: at,
      updatedAt: at,
    })
    .execute()
}

/** Help that falls through takes its moment along; the need's own mail says so. */
export async function dropAgreed(
  ctx: Context<AgendaTables>,
  needId: string,
  helperId: string,
): Promise<void> {
  await ctx.db
    .updateTable('agendaAppointments')
    .set({ state: 'cancelled', updatedAt: ctx.now() })
    .where('needId', '=', needId)
    .where('proposerId', '=', helperId)
    .where('state', '=', 'accepted')
    .where('startsAt', '>', ctx.now())
    .execute()
}

export async function acceptMoment(ctx: Ctx, { appointmentId }: OneAppointment) {
  const row = await mine(ctx, appointmentId)
  if (row.state === 'proposed' && row.startsAt <= ctx.now()) throw agenda.InThePast()
  if (row.receiverId === ctx.actor.id) await requireActive(ctx, row.proposerId)
  return go(ctx, row, 'accept', agenda.momentAccepted)
}
export const declineMoment = async (ctx: Ctx, { appointmentId }: OneAppointment) =>
  go(ctx, await mine(ctx, appointmentId), 'decline', agenda.momentDeclined)
export const withdrawMoment = async (ctx: Ctx, { appointmentId }: OneAppointment) =>
  go(ctx, await mine(ctx, appointmentId), 'withdraw', agenda.momentCancelled)
export const cancelMoment = async (ctx: Ctx, { appointmentId }: OneAppointment) =>
  go(ctx, await mine(ctx, appointmentId), 'cancel', agenda.momentCancelled)

type Move = z.output<typeof agenda.AppointmentMove>

async function go(ctx: Ctx, row: Named, name: Move, event: typeof agenda.momentProposed) {
  const by = row.proposerId === ctx.actor.id ? 'proposer' : 'receiver'
  const set = { waitingFor: null, updatedAt: ctx.now() }
  await move(ctx, 'agendaAppointments', row.id, appointmentMachine, name, { by, set })
  await ctx.emit(event, factsOf(row, ctx.actor.id))
  return readAppointment(ctx, { appointmentId: row.id })
}

/** Who leaves the exchange keeps no appointments. */
export async function leaveAgenda(ctx: Ctx, memberId: string): Promise<void> {
  const open = await ctx.db
    .selectFrom('agendaAppointments')
    .selectAll()
    .where('state', 'in', ['proposed', 'accepted'])
    .where('startsAt', '>', ctx.now())
    .where(({ or, eb }) => or([eb('proposerId', '=', memberId), eb('receiverId', '=', memberId)]))
    .orderBy('id')
    .execute()
  for (const row of open) {
    const name = row.state === 'proposed' ? 'withdraw' : 'cancel'
    const set = { waitingFor: null, updatedAt: ctx.now() }
    await move(ctx, 'agendaAppointments', row.id, appointmentMachine, name, { by: 'system', set })
    await ctx.emit(agenda.momentCancelled, factsOf(row, null))
  }
}

const factsOf = ({ id, proposerId, receiverId }: AppointmentRow, moverId: string | null) => ({
  appointmentId: id,
  proposerId,
  receiverId,
  moverId,
})

export async function readAppointment(ctx: Ctx, { appointmentId }: OneAppointment) {
  return view(ctx, await mine(ctx, appointmentId))
}

/** Between two people: for everybody else it does not exist. */
async function mine(ctx: Ctx, id: string): Promise<Named> {
  const row = await ours(ctx).where('agendaAppointments.id', '=', id).executeTakeFirst()
  if (!row) throw NotFound()
  return row
}

const ours = ({ db, actor }: Ctx) =>
  db
    .selectFrom('agendaAppointments')
    .innerJoin('exchangeAccounts as proposer', 'proposer.memberId', 'proposerId')
    .innerJoin('exchangeAccounts as receiver', 'receiver.memberId', 'receiverId')
    .selectAll('agendaAppointments')
    .select(['proposer.name as proposerName', 'receiver.name as receiverName'])
    .where(({ or, eb }) => or([eb('proposerId', '=', actor.id), eb('receiverId', '=', actor.id)]))

/** A calendar asks again and again: what is longer ago than this it has seen. */
const CALENDAR_DAYS = 90

/** What was agreed and is not long over, for a calendar; or only one of them. */
export const agreedAppointments = (ctx: Ctx, only?: string): Promise<Named[]> =>
  ours(ctx)
    .where('state', '=', 'accepted')
    .$if(only !== undefined, (query) => query.where('agendaAppointments.id', '=', only!))
    .$if(only === undefined, (query) =>
      query.where('startsAt', '>', new Date(ctx.now().getTime() - CALENDAR_DAYS * DAY)),
    )
    .orderBy('startsAt')
    .orderBy('agendaAppointments.id')
    .limit(1000)
    .execute()

type Asked = z.output<(typeof agenda.listAppointments)['input']>

export async function appointments(ctx: Ctx, { past, cursor, limit }: Asked) {
  const after = momentAfter(cursor)
  const [onward, way] = past ? (['<', 'desc'] as const) : (['>', 'asc'] as const)
  const now = ctx.now()
  const rows = await ours(ctx)
    .where(({ or, and, eb }) =>
      past
        ? or([eb('state', 'in', ['declined', 'cancelled']), eb('startsAt', '<=', now)])
        : and([eb('state', 'in', ['proposed', 'accepted']), eb('startsAt', '>', now)]),
    )
    .$if(after !== undefined, (query) =>
      query.where(({ or, and, eb }) =>
        or([
          eb('startsAt', onward, after!.at),
          and([eb('startsAt', '=', after!.at), eb('agendaAppointments.id', onward, after!.id)]),
        ]),
      ),
    )
    .orderBy('startsAt', way)
    .orderBy('agendaAppointments.id', way)
    .limit(limit + 1)
    .execute()
  const placeOf = (row: Named) => ({ by: row.startsAt.toISOString(), id: row.id })
  const { page, next } = pageFrom(rows, limit, placeOf)
  return { items: page.map((row) => view(ctx, row)), next }
}

function view(ctx: Ctx, row: Named): z.input<typeof agenda.Appointment> {
  const { actor, now, workspace } = ctx
  const isProposer = row.proposerId === actor.id
  const other = isProposer
    ? { id: row.receiverId, name: row.receiverName }
    : { id: row.proposerId, name: row.proposerName }
  const isPast = row.startsAt <= now()
  const allowed = appointmentMachine.allowed(row.state, isProposer ? 'proposer' : 'receiver')
  const mayMove = actor.permissions.has('agenda.keep') && !isPast
  return {
    ...row,
    other,
    isProposer,
    awaitsMe: !isProposer && row.state === 'proposed' && !isPast,
    isPast,
    ...wallTime(row.startsAt, workspace.timeZone),
    endTime: wallTime(endOf(row.startsAt, row.minutes), workspace.timeZone).time,
    moves: mayMove ? allowed : [],
  }
}
