/** Who hears of a moment: the one of the two who did not just decide. */
import { notify } from '#core/notifications/api.ts'
import { memberOf } from '#core/workspaces/api.ts'
import type { Context } from '#kernel/module.ts'
import type { AppointmentFacts } from './contract.ts'
import { momentAgreed, momentAsked, momentDropped, momentRefused } from './notices.ts'
import type { AgendaTables } from './tables.ts'

type Ctx = Context<AgendaTables>

export const tellOfProposal = (ctx: Ctx, facts: AppointmentFacts) => tell(ctx, facts, momentAsked)
export const tellOfAcceptance = (ctx: Ctx, facts: AppointmentFacts) =>
  tell(ctx, facts, momentAgreed)
export const tellOfRefusal = (ctx: Ctx, facts: AppointmentFacts) => tell(ctx, facts, momentRefused)
export const tellOfCancellation = (ctx: Ctx, facts: AppointmentFacts) =>
  tell(ctx, facts, momentDropped)

async function tell(
  ctx: Ctx,
  { appointmentId, moverId, proposerId, receiverId }: AppointmentFacts,
  notice: typeof momentAsked,
): Promise<void> {
  const row = await ctx.db
    .selectFrom('agendaAppointments')
    .selectAll()
    .where('id', '=', appointmentId)
    .executeTakeFirst()
  if (!row) return
  const { title, startsAt, place, message } = row
  const isFirst = notice === momentAsked
  const says = place && notice !== momentRefused
  const both = [
    [proposerId, receiverId],
    [receiverId, proposerId],
  ] as const
  for (const [readerId, otherId] of both) {
    const other = await memberOf(ctx, otherId)
    await notify(ctx, {
      notice,
      to: readerId === moverId ? [] : [readerId],
      except: otherId,
      key: appointmentId,
      about: `appointment/${appointmentId}`,
      facts: {
        name: other?.name ?? ctx.workspace.name,
        title,
        moment: { at: startsAt.toISOString() },
        place: says ? { say: 'agenda.mail.place', facts: { place } } : '',
        quote: isFirst ? (message ?? '') : '',
      },
      path: '/exchange/agenda',
    })
  }
}
