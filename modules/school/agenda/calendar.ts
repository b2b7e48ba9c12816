import { NotFound } from '#kernel/contract.ts'
import type { Context, Download, OpenContext } from '#kernel/module.ts'
import { agreedAppointments } from './appointments.ts'
import { wordsOf } from '#core/mail/api.ts'
import en from './locales/en.ts'
import fr from './locales/fr.ts'
import nl from './locales/nl.ts'
import { icalendar } from './icalendar.ts'
import { endOf } from './rules.ts'

const words = wordsOf<typeof fr>({ fr, nl, en })

/** Everything that was agreed, for the calendar of one's phone. */
export const downloadCalendar = (ctx: OpenContext): Promise<Download> => fileOf(ctx)

export const downloadAppointment = (
  ctx: OpenContext,
  { appointmentId }: { appointmentId: string },
): Promise<Download> => fileOf(ctx, appointmentId)

async function fileOf(open: OpenContext, wanted?: string): Promise<Download> {
  const chosen = await open.transact((ctx: Context) => agreedAppointments(ctx, wanted))
  if (wanted !== undefined && chosen.length === 0) throw NotFound()
  const { name: school, locale, slug } = open.workspace
  const say = words(locale)
  const events = chosen.map((row) => {
    const { id, title, startsAt, minutes, place, message: description, updatedAt } = row
    const isProposer = row.proposerId === open.actor.id
    const name = isProposer ? row.receiverName : row.proposerName
    const endsAt = endOf(startsAt, minutes)
    const words = say('agenda.calendar.event', { title, name })
    return { id, title: words, startsAt, endsAt, place, description, changedAt: updatedAt }
  })
  const bytes = Buffer.from(icalendar(say('agenda.calendar.name', { school }), events))
  return { name: `${slug}.ics`, type: 'text/calendar; charset=utf-8', bytes }
}
