import { type DatabaseOf, type RowOf, t, table } from '#kernel/data/column.ts'

export const tables = {
  agendaWeeks: table({
    memberId: t.uuid().primary().references('exchangeAccounts.memberId'),
    /** Parts of the usual week as bits: see rules.ts. */
    slots: t.int(),
    note: t.string(200),
    updatedAt: t.instant(),
  }),
  agendaAbsences: table(
    {
      id: t.uuid().primary(),
      memberId: t.uuid().references('exchangeAccounts.memberId'),
      fromDay: t.day(),
      /** The last day away. */
      untilDay: t.day(),
    },
    { checks: { order: 'fromDay <= untilDay' } },
  ),
  agendaAppointments: table(
    {
      id: t.uuid().primary(),
      offerId: t.uuid().nullable().references('exchangeOffers'),
      needId: t.uuid().nullable().references('needs'),
      proposerId: t.uuid().references('exchangeAccounts.memberId'),
      receiverId: t.uuid().references('exchangeAccounts.memberId'),
      /** Offer and proposer while nobody has answered: one proposal at a time. */
      waitingFor: t.string(80).nullable().unique(),
      title: t.string(200),
      startsAt: t.instant(),
      minutes: t.int(),
      place: t.string(200),
      message: t.string(1000),
      state: t.oneOf('proposed', 'accepted', 'declined', 'cancelled'),
      createdAt: t.instant(),
      updatedAt: t.instant(),
    },
    {
      indexes: [['state', 'startsAt']],
      checks: { length: 'minutes >= 15 and minutes <= 600', sides: 'proposerId <> receiverId' },
    },
  ),
}

export type AgendaTables = DatabaseOf<typeof tables>
export type AppointmentRow = RowOf<typeof tables.agendaAppointments>
