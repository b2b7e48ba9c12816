import { t } from '#kernel/data/column.ts'
import { createTable, type Migration } from '#kernel/data/migrate.ts'

export default {
  name: '001-calendar',
  steps: [
    createTable('calendarHours', {
      id: t.string(10).primary(),
      weekdays: t.json<number[]>(),
      opensAt: t.string(5),
      closesAt: t.string(5),
      country: t.oneOf('be', 'fr').nullable(),
      closedDays: t.json<string[]>(),
      changedAt: t.instant(),
    }),
  ],
} satisfies Migration
