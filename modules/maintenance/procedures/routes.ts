import { on, outside, when } from '#kernel/module.ts'
import { compareVersions } from './comparison.ts'
import * as contract from './contract.ts'
import * as drafts from './drafts.ts'
import { linkStepFile } from './files.ts'
import { facets } from './labels.ts'
import * as procedures from './procedures.ts'
import * as publishing from './publishing.ts'
import { changeSettings, settingsOf } from './settings.ts'
import { tellOfPublication, tellOfReturn, tellReviewers } from './tell.ts'
import { readVersion } from './versions.ts'

export const routes = [
  on(contract.listProcedures, procedures.procedures),
  // Before the routes of one procedure: an address that is written out goes first.
  on(contract.listFacets, facets),
  on(contract.readProcedureSettings, settingsOf),
  on(contract.changeProcedureSettings, changeSettings),
  on(contract.createProcedure, drafts.createProcedure),
  on(contract.readProcedure, procedures.readProcedure),
  on(contract.duplicateProcedure, drafts.duplicateProcedure),
  on(contract.beginVersion, drafts.beginVersion),
  on(contract.archiveProcedure, procedures.archiveProcedure),
  on(contract.reopenProcedure, procedures.reopenProcedure),
  on(contract.deleteProcedure, drafts.deleteProcedure),

  on(contract.readVersion, readVersion),
  on(contract.saveDraft, drafts.saveDraft),
  on(contract.discardDraft, drafts.discardDraft),
  on(contract.submitVersion, publishing.submitVersion),
  on(contract.takeBackVersion, publishing.takeBackVersion),
  on(contract.sendBackVersion, publishing.sendBackVersion),
  on(contract.publishVersion, publishing.publishVersion),
  on(contract.retractVersion, publishing.retractVersion),
  on(contract.compareVersions, compareVersions),
  outside(contract.linkStepFile, linkStepFile),
]

export const jobs = [
  when('maintenance/tell-reviewers', contract.versionSubmitted, tellReviewers),
  when('maintenance/tell-of-return', contract.versionSentBack, tellOfReturn),
  when('maintenance/tell-of-publication', contract.versionPublished, tellOfPublication),
]
