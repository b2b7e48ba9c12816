import { visitorConversationErased } from '#core/messaging/visitors/contract.ts'
import { messagePosted } from '#core/messaging/messages/contract.ts'
import { every, live, on, when } from '#kernel/module.ts'
import { listAgents } from './agents.ts'
import * as answering from './answering.ts'
import * as contract from './contract.ts'
import * as handling from './handling.ts'
import { linkTicket, unlinkTicket } from './links.ts'
import { countTickets, listTickets } from './listing.ts'
import * as mine from './mine.ts'
import { openMyTicket, openTicketFor } from './opening.ts'
import { watchTickets } from './overdue.ts'
import { readTicket } from './reading.ts'
import { eraseTicket, openTicketOfVisitor } from './visitors.ts'

export const ticketRoutes = [
  on(contract.listMyTickets, mine.listMyTickets),
  on(contract.openTicket, openMyTicket),
  on(contract.readMyTicket, mine.readMyTicket),
  on(contract.readSide, mine.readSide),
  on(contract.answerMyTicket, answering.answerMyTicket),
  on(contract.closeMyTicket, mine.closeMyTicket),
  on(contract.cancelMyTicket, mine.cancelMyTicket),
  on(contract.rateMyTicket, mine.rateMyTicket),

  on(contract.listTickets, listTickets),
  on(contract.countTickets, countTickets),
  on(contract.listAgents, listAgents),
  on(contract.changeTickets, handling.changeTickets),
  on(contract.openTicketFor, openTicketFor),
  on(contract.openTicketOfVisitor, openTicketOfVisitor),
  on(contract.readTicket, readTicket),
  on(contract.changeTicket, handling.changeTicket),
  on(contract.enterTicket, answering.enterTicket),
  on(contract.takeTicket, handling.takeTicket),
  on(contract.holdTicket, handling.holdTicket),
  on(contract.resumeTicket, handling.resumeTicket),
  on(contract.resolveTicket, handling.resolveTicket),
  on(contract.cancelTicket, handling.cancelTicket),
  on(contract.mergeTicket, handling.mergeTicket),
  on(contract.assignTicket, handling.assignTicket),
  on(contract.answerTicket, answering.answerTicket),
  on(contract.noteTicket, answering.noteTicket),
  on(contract.linkTicket, linkTicket),
  on(contract.unlinkTicket, unlinkTicket),
]

export const ticketJobs = [
  when('support/hear-answer', messagePosted, answering.hear, { prompt: true }),
  when('support/erase-visitor', visitorConversationErased, eraseTicket),
  every('support/watch-tickets', '*/5 * * * *', watchTickets),
]

export const ticketTopics = [live(contract.ticketsChanged), live(contract.myTicketsChanged)]
