import {
  memberJoined,
  memberLeft,
  memberRenamed,
  moduleSwitched,
} from '#core/workspaces/contract.ts'
import { every, on, when, whenOutside } from '#kernel/module.ts'
import { readMyAccount } from './accounts.ts'
import * as exchange from './contract.ts'
import { disputeTransfer } from './disputes.ts'
import { follow, followAll, neighbours } from './neighbours.ts'
import * as offers from './offers.ts'
import { closeOverdueTransfers } from './overdue.ts'
import { overview, readProof } from './overview.ts'
import { allTransfers, myTransfers, readTransfer } from './statement.ts'
import { tellOfCompletion, tellOfProposal, tellOfRejection, tellOfRequest } from './tell.ts'
import * as transfers from './transfers.ts'

export const routes = [
  on(exchange.readAccount, readMyAccount),
  on(exchange.listNeighbours, neighbours),

  on(exchange.listOffers, offers.offers),
  on(exchange.readOffer, offers.readOffer),
  on(exchange.createOffer, offers.createOffer),
  on(exchange.updateOffer, offers.updateOffer),
  on(exchange.activateOffer, offers.activateOffer),
  on(exchange.pauseOffer, offers.pauseOffer),
  on(exchange.archiveOffer, offers.archiveOffer),

  on(exchange.proposePayment, transfers.proposePayment),
  on(exchange.requestPayment, transfers.requestPayment),
  on(exchange.listTransfers, myTransfers),
  on(exchange.readTransfer, readTransfer),
  on(exchange.confirmTransfer, transfers.confirmTransfer),
  on(exchange.rejectTransfer, transfers.rejectTransfer),
  on(exchange.cancelTransfer, transfers.cancelTransfer),
  on(exchange.disputeTransfer, disputeTransfer),
  on(exchange.reverseTransfer, transfers.reverseTransfer),

  on(exchange.readOverview, overview),
  on(exchange.listAllTransfers, allTransfers),
  on(exchange.readProof, readProof),
]

export const jobs = [
  when('school/open-account', memberJoined, follow, { prompt: true }),
  when('school/close-account', memberLeft, follow, { prompt: true }),
  when('school/rename-account', memberRenamed, follow),
  when('school/open-accounts', moduleSwitched, followAll, { prompt: true }),
  whenOutside('school/tell-of-proposal', exchange.unitsProposed, tellOfProposal),
  whenOutside('school/tell-of-request', exchange.unitsRequested, tellOfRequest),
  whenOutside('school/tell-of-completion', exchange.unitsTransferred, tellOfCompletion),
  whenOutside('school/tell-of-rejection', exchange.transferRejected, tellOfRejection),
  every('school/close-overdue-transfers', '*/15 * * * *', closeOverdueTransfers),
]
