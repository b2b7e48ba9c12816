import { t } from '#kernel/data/column.ts'
import { createTable, type Migration } from '#kernel/data/migrate.ts'

export default {
  name: '006-agenda',
  steps: [
    createTable('agendaWeeks', {
      memberId: t.uuid().primary().references('exchangeAccounts.memberId'),
      slots: t.int(),
      note: t.string(200),
      updatedAt: t.instant(),
    }),
    createTable(
      'agendaAbsences',
      {
        id: t.uuid().primary(),
        memberId: t.uuid().references('exchangeAccounts.memberId'),
        fromDay: t.day(),
        untilDay: t.day(),
      },
      { checks: { order: 'fromDay <= untilDay' } },
    ),
    createTable(
      'agendaAppointments',
      {
        id: t.uuid().primary(),
        offerId: t.uuid().nullable().references('exchangeOffers'),
        needId: t.uuid().nullable().references('needs'),
        proposerId: t.uuid().references('exchangeAccounts.memberId'),
        receiverId: t.uuid().references('exchangeAccounts.memberId'),
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
  ],
} satisfies Migration
