import { on } from '#kernel/module.ts'
import * as contract from './contract.ts'
import * as offers from './offers.ts'

export const routes = [
  on(contract.listOffers, offers.offers),
  on(contract.readOffer, offers.readOffer),
  on(contract.createOffer, offers.createOffer),
  on(contract.updateOffer, offers.updateOffer),
  on(contract.activateOffer, offers.activateOffer),
  on(contract.pauseOffer, offers.pauseOffer),
  on(contract.archiveOffer, offers.archiveOffer),
]
