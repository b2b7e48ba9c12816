import { on, outside } from '#kernel/module.ts'
import * as contract from './contract.ts'
import { readDraft, saveDraft } from './drafts.ts'
import * as pages from './pages.ts'
import { addPicture } from './pictures.ts'
import * as publishing from './publishing.ts'
import * as versions from './versions.ts'

export const pageRoutes = [
  on(contract.listPages, pages.listPages),
  on(contract.createPage, pages.createPage),
  on(contract.readPage, pages.readPage),
  on(contract.changePage, pages.changePage),
  on(contract.removePage, pages.removePage),
  on(contract.duplicatePage, pages.duplicatePage),
  on(contract.readDraft, readDraft),
  outside(contract.saveDraft, saveDraft),
  on(contract.publishPage, publishing.publishPage),
  on(contract.unschedulePage, publishing.unschedulePage),
  on(contract.archivePage, publishing.archivePage),
  on(contract.reopenPage, publishing.reopenPage),
  on(contract.listVersions, versions.listVersions),
  on(contract.keepVersion, versions.keepVersion),
  on(contract.compareVersions, versions.compareVersions),
  on(contract.restoreVersion, versions.restoreVersion),
  outside(contract.addPicture, addPicture),
]
