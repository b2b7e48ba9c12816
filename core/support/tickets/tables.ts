import { type DatabaseOf, type RowOf, t, table } from '#kernel/data/column.ts'
import { categories, priorities, steps, ticketStates } from './rules.ts'

export const ticketTables = {
  tickets: table(
    {
      id: t.uuid().primary(),
      /** 1, 2, 3 … without a gap in each workspace: what people say on the telephone. */
      number: t.int().unique(),
      title: t.string(255),
      /** Title without capitals and accents, to be searched. */
      folded: t.string(255),
      category: t.oneOf(...categories),
      priority: t.oneOf(...priorities),
      /** The place of the priority: what is sorted by. */
      rank: t.int(),
      state: t.oneOf(...ticketStates),
      /** «web», «phone», «visitor»: where it came from. */
      source: t.string(100),
      /** The member who asks; null: a visitor does, or their account was erased. */
      requesterId: t.uuid().nullable(),
      /** The visitor who asks. What they are called and where they are written to is known by core/messaging alone. */
      visitorId: t.uuid().nullable(),
      assigneeId: t.uuid().nullable(),
      conversationId: t.uuid(),
      /** Which version of the targets holds for it; 0 are the usual ones. */
      targets: t.int(),
      openedAt: t.instant(),
      /** The first public answer of a person of the house, by any channel. */
      firstAnswerAt: t.instant().nullable(),
      /** Null while the clock stands or has come to its end. */
      firstDueAt: t.instant().nullable(),
      resolveDueAt: t.instant().nullable(),
      /** The next of the two: what the list is sorted by. The year 9999 while nothing is due. */
      dueAt: t.instant(),
      /** When the clock has to be looked at next, to warn or to say that it is late. */
      alarmAt: t.instant().nullable(),
      firstWarnedAt: t.instant().nullable(),
      resolveWarnedAt: t.instant().nullable(),
      /** When it was found to be late; a ticket that was late once stays so. */
      firstLateAt: t.instant().nullable(),
      resolveLateAt: t.instant().nullable(),
      resolvedAt: t.instant().nullable(),
      closedAt: t.instant().nullable(),
      /** A duplicate names the ticket that goes on. */
      duplicateOfId: t.uuid().nullable(),
      /** The closed ticket that this one takes up again. */
      followsId: t.uuid().nullable(),
      /** The number of the last message that was taken into account. */
      heardSeq: t.int(),
      updatedAt: t.instant(),
      /** When the visitor's words were erased: only number and times are left. */
      erasedAt: t.instant().nullable(),
    },
    {
      uniques: [['conversationId']],
      indexes: [
        ['state', 'updatedAt'],
        ['requesterId', 'updatedAt'],
        ['visitorId'],
        ['assigneeId', 'state'],
        ['state', 'dueAt'],
        ['alarmAt'],
        ['state', 'resolvedAt'],
        ['duplicateOfId'],
        ['openedAt'],
      ],
      checks: {
        numbered: 'number >= 1',
        ranked: 'rank >= 0 and rank <= 4',
        asker: 'requesterId is null or visitorId is null',
        duplicate: "duplicateOfId is null or state = 'cancelled'",
      },
    },
  ),
  /** One row: the last number that was given. */
  ticketNumbers: table({ id: t.string(10).primary(), last: t.int() }),
  /** When the clock stood: waiting for the client, or resolved until it was opened again. */
  ticketPauses: table(
    {
      id: t.uuid().primary(),
      ticketId: t.uuid().references('tickets', 'cascade'),
      reason: t.oneOf('waiting', 'resolved'),
      fromAt: t.instant(),
      untilAt: t.instant().nullable(),
    },
    { checks: { ordered: 'untilAt is null or untilAt >= fromAt' } },
  ),
  ticketTags: table(
    { ticketId: t.uuid().references('tickets', 'cascade'), tag: t.string(40) },
    { primary: ['ticketId', 'tag'], indexes: [['tag']] },
  ),
  /** Things of other parts that a ticket is about. */
  ticketLinks: table(
    {
      id: t.uuid().primary(),
      ticketId: t.uuid().references('tickets', 'cascade'),
      kind: t.string(60),
      thingId: t.string(60),
      /** What it was called when it was linked. */
      title: t.string(255),
      path: t.string(200),
      linkedAt: t.instant(),
    },
    { uniques: [['ticketId', 'kind', 'thingId']] },
  ),
  /** What happened to a ticket, in order. */
  ticketSteps: table(
    {
      id: t.uuid().primary(),
      ticketId: t.uuid().references('tickets', 'cascade'),
      /** 1, 2, 3 … of the ticket: several happen at the same moment. */
      place: t.int(),
      what: t.oneOf(...steps),
      /** Who did it; null is the clock, or somebody who was forgotten. */
      memberId: t.uuid().nullable(),
      /** What it concerns: the assignee, the new priority, the other ticket's number. */
      detail: t.string(100).nullable(),
      at: t.instant(),
    },
    { uniques: [['ticketId', 'place']] },
  ),
  /** One answer to «are you content?», asked when the ticket is resolved. */
  ticketRatings: table(
    {
      ticketId: t.uuid().primary(),
      score: t.int(),
      words: t.string(1000),
      ratedAt: t.instant().index(),
    },
    { checks: { scored: 'score >= 1 and score <= 5' } },
  ),
  /** What is promised, by version: a ticket keeps the version of the day it was opened. */
  ticketTargets: table(
    {
      version: t.int(),
      priority: t.oneOf(...priorities),
      firstHours: t.int(),
      resolveDays: t.int(),
      since: t.instant(),
    },
    {
      primary: ['version', 'priority'],
      checks: {
        useful: 'firstHours >= 1 and firstHours <= 400 and resolveDays >= 1 and resolveDays <= 100',
      },
    },
  ),
  /** What an agent looks at again and again, kept under a name. */
  ticketFilters: table({
    id: t.uuid().primary(),
    ownerId: t.uuid().index(),
    name: t.string(60),
    isShared: t.boolean(),
    filter: t.json<Record<string, string>>(),
    createdAt: t.instant(),
  }),
}

export type TicketTables = DatabaseOf<typeof ticketTables>
export type TicketRow = RowOf<typeof ticketTables.tickets>
export type StepRow = RowOf<typeof ticketTables.ticketSteps>
