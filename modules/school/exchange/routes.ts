import { every, live, on, when } from '#kernel/module.ts'
import { readMyAccount } from './accounts.ts'
import * as exchange from './contract.ts'
import { neighbours } from './neighbours.ts'
import { closeOverdueTransfers } from './overdue.ts'
import { overview, readProof } from './overview.ts'
import { allTransfers, myTransfers, readTransfer } from './statement.ts'
import { tellOfCompletion, tellOfProposal, tellOfRejection, tellOfRequest } from './tell.ts'
import * as transfers from './transfers.ts'

export const routes = [
  on(exchange.readAccount, readMyAccount),
  on(exchange.listNeighbours, neighbours),

  on(exchange.proposePayment, transfers.proposePayment),
  on(exchange.requestPayment, transfers.requestPayment),
  on(exchange.listTransfers, myTransfers),
  on(exchange.readTransfer, readTransfer),
  on(exchange.confirmTransfer, transfers.confirmTransfer),
  on(exchange.rejectTransfer, transfers.rejectTransfer),
  on(exchange.cancelTransfer, transfers.cancelTransfer),

  on(exchange.readOverview, overview),
  on(exchange.listAllTransfers, allTransfers),
  on(exchange.readProof, readProof),
]

export const topics = [live(exchange.transferChanged)]

export const jobs = [
  when('school/tell-of-proposal', exchange.unitsProposed, tellOfProposal),
  when('school/tell-of-request', exchange.unitsRequested, tellOfRequest),
  when('school/tell-of-completion', exchange.unitsTransferred, tellOfCompletion),
  when('school/tell-of-rejection', exchange.transferRejected, tellOfRejection),
  every('school/close-overdue-transfers', '*/15 * * * *', closeOverdueTransfers),
]
