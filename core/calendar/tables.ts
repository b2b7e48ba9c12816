import { type DatabaseOf, t, table } from '#kernel/data/column.ts'

export const tables = {
  /** One row, once somebody chose. Without it: Monday to Friday, nine to six. */
  calendarHours: table({
    id: t.string(10).primary(),
    weekdays: t.json<number[]>(),
    opensAt: t.string(5),
    closesAt: t.string(5),
    country: t.oneOf('be', 'fr').nullable(),
    closedDays: t.json<string[]>(),
    changedAt: t.instant(),
  }),
}

export type CalendarTables = DatabaseOf<typeof tables>
