/** The working calendar of a workspace, and the rules of working time that every part may use. */
import * as z from 'zod/mini'
import { endpoint } from '#kernel/contract.ts'
import { countries } from './rules.ts'

export {
  addWorkingDays,
  addWorkingTime,
  type Country,
  dayAfter,
  dayLength,
  type Holiday,
  type HolidayName,
  holidaysOf,
  instantOf,
  isHoliday,
  isWorkingDay,
  wallTime,
  weekdayOf,
  type WorkingHours,
  workingDaysBetween,
  workingTimeBetween,
} from './rules.ts'

export const MOST_CLOSED_DAYS = 100

const Time = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/))
const Day = z.iso.date().check(z.regex(/^[1-9]\d{3}-/))

/** Times of opening are in order: a night that runs past midnight is not a working day. */
const inOrder = z.refine<{ opensAt: string; closesAt: string }>((it) => it.opensAt < it.closesAt, {
  path: ['closesAt'],
  params: { code: 'calendar.closes-before' },
} as never)
const hours = {
  weekdays: z
    .array(z.int().check(z.minimum(1), z.maximum(7)))
    .check(z.minLength(1), z.maxLength(7)),
  opensAt: Time,
  closesAt: Time,
  country: z.nullable(z.enum(countries)),
  closedDays: z._default(z.array(Day).check(z.maxLength(MOST_CLOSED_DAYS)), []),
}
export const HoursChange = z.object(hours).check(inOrder)

export const Hours = z.object({ ...hours, timeZone: z.string() })

/** When this workspace works: Monday to Friday, nine to six, with the holidays of its country, until somebody says otherwise. */
export const readHours = endpoint('GET /calendar/hours', {
  may: 'calendar.read',
  input: z.object({}),
  reply: Hours,
})
export const changeHours = endpoint('PUT /calendar/hours', {
  may: 'calendar.manage',
  input: HoursChange,
  reply: Hours,
})
