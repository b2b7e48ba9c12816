import { on } from '#kernel/module.ts'
import * as contract from './contract.ts'
import { previewPage, readAddress, readFeed, readSiteMap } from './reading.ts'
import { changeSite, readSite } from './settings.ts'
import { addStarterPages } from './starter.ts'

export const siteRoutes = [
  on(contract.readSite, readSite),
  on(contract.changeSite, changeSite),
  on(contract.addStarterPages, addStarterPages),
  on(contract.readAddress, readAddress),
  on(contract.previewPage, previewPage),
  on(contract.readFeed, readFeed),
  on(contract.readSiteMap, readSiteMap),
]
