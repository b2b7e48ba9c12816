/**
 * School holidays of Belgium, by school year. Both days are in it. Public holidays are not repeated: core/calendar knows
 * them. A year that is not here has no school holidays: only nights, weekends and public holidays are quiet then.
 *
 * `be-fr`: French Community, rhythm of seven weeks of school and two of holidays (decree of 31 March 2022). 2026-2027:
 * holidays within the year from published lists, its first and last day by the rule. 2027-2028 follows the rule of the years before (the second week of autumn holds 1 November,
 * seven weeks of school between holidays): `isExpected` until the government's circular confirms it.
 * `be-nl`: Flemish Community, decision of the Flemish government of 17 April 1991, whose rules give the dates; as
 * published for both years.
 */
export const schoolCalendars = ['be-fr', 'be-nl'] as const
export type SchoolCalendar = (typeof schoolCalendars)[number]

type SchoolYear = {
  /** `2026-2027`. */
  year: string
  /** By rule, not yet published. */
  isExpected?: true
  holidays: readonly (readonly [from: string, until: string])[]
}

export const schoolYears: Readonly<Record<SchoolCalendar, readonly SchoolYear[]>> = {
  'be-fr': [
    {
      year: '2026-2027',
      holidays: [
        ['2026-07-04', '2026-08-30'],
        ['2026-09-27', '2026-09-27'],
        ['2026-10-17', '2026-11-01'],
        ['2026-12-19', '2027-01-03'],
        ['2027-02-20', '2027-03-07'],
        ['2027-04-24', '2027-05-09'],
        ['2027-07-03', '2027-08-29'],
      ],
    },
    {
      year: '2027-2028',
      isExpected: true,
      holidays: [
        ['2027-09-27', '2027-09-27'],
        ['2027-10-23', '2027-11-07'],
        ['2027-12-25', '2028-01-09'],
        ['2028-02-26', '2028-03-12'],
        ['2028-04-29', '2028-05-14'],
        ['2028-07-08', '2028-08-27'],
      ],
    },
  ],
  'be-nl': [
    {
      year: '2026-2027',
      holidays: [
        ['2026-07-01', '2026-08-31'],
        ['2026-11-02', '2026-11-08'],
        ['2026-12-21', '2027-01-03'],
        ['2027-02-08', '2027-02-14'],
        ['2027-03-29', '2027-04-11'],
        ['2027-05-06', '2027-05-07'],
        ['2027-07-01', '2027-08-31'],
      ],
    },
    {
      year: '2027-2028',
      holidays: [
        ['2027-11-01', '2027-11-07'],
        ['2027-12-27', '2028-01-09'],
        ['2028-02-28', '2028-03-05'],
        ['2028-04-03', '2028-04-17'],
        ['2028-05-25', '2028-05-26'],
        ['2028-07-01', '2028-08-31'],
      ],
    },
  ],
}

export const isSchoolHoliday = (calendar: SchoolCalendar | null, day: string): boolean =>
  calendar !== null &&
  schoolYears[calendar].some(({ holidays }) =>
    holidays.some(([from, until]) => from <= day && day <= until),
  )
