/** The words of planning: who does which procedure where, in which week. */
import * as z from 'zod/mini'
import { endpoint, KeyReused, problem, WrongState } from '#kernel/contract.ts'
import { pageOf, paging } from '#kernel/paging.ts'
import { Day, Execution, Named, UnknownPlace, VersionClosed } from '../executions/contract.ts'
import { NotATechnician } from '../executions/office/contract.ts'

/** Until before from. */
export const HoursCrossed = problem('planning/hours-crossed', 422)

const Hour = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/))
const Id = z.uuid()

/** The seven days from `from` on: what is planned for them, and what was begun on them. */
export const readWeek = endpoint('GET /planning', {
  may: 'executions.read',
  input: z.object({ from: Day, siteId: z.optional(Id), ownerId: z.optional(Id), ...paging }),
  reply: pageOf(Execution),
})
export const readPlanners = endpoint('GET /planning/technicians', {
  may: 'executions.supervise',
  input: z.object({}),
  reply: z.object({ items: z.array(Named) }),
})
/** For somebody, on a day: they find it on their phone. */
export const planExecution = endpoint('POST /planning', {
  may: 'executions.supervise',
  input: z.object({
    id: z.optional(Id),
    procedureId: Id,
    ownerId: Id,
    siteId: z.optional(Id),
    equipmentId: z.optional(Id),
    plannedOn: Day,
    plannedFrom: z.optional(Hour),
    plannedUntil: z.optional(Hour),
  }),
  reply: Execution,
  status: 201,
  problems: [KeyReused, NotATechnician, VersionClosed, UnknownPlace, HoursCrossed],
})
export const movePlan = endpoint('PATCH /planning/{executionId}', {
  may: 'executions.supervise',
  input: z.object({
    executionId: Id,
    ownerId: z.optional(Id),
    plannedOn: z.optional(Day),
    plannedFrom: z.optional(z.nullable(Hour)),
    plannedUntil: z.optional(z.nullable(Hour)),
  }),
  reply: Execution,
  problems: [WrongState, NotATechnician, HoursCrossed],
})
/** What was not begun goes without a trace but the log. */
export const dropPlan = endpoint('DELETE /planning/{executionId}', {
  may: 'executions.supervise',
  input: z.object({ executionId: Id }),
  reply: z.object({ done: z.literal(true) }),
  problems: [WrongState],
})
