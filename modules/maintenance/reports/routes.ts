import { live, on, onDownload, outside, when, whenOutside } from '#kernel/module.ts'
import { executionAmended, executionCompleted } from '../executions/contract.ts'
import { askReport } from './asking.ts'
import * as contract from './contract.ts'
import { ATTEMPTS, makeReport } from './making.ts'
import { downloadReport, readReport, reports, retryReport } from './reading.ts'
import { downloadShared, links, openShared, revoke, share, visits } from './sharing.ts'

export const routes = [
  on(contract.listReports, reports),
  outside(contract.readReport, readReport),
  onDownload(contract.downloadReport, downloadReport),
  outside(contract.retryReport, retryReport),
  outside(contract.listReportLinks, links),
  outside(contract.shareReport, share),
  outside(contract.revokeReportLink, revoke),
  on(contract.listReportVisits, visits),
  outside(contract.openSharedReport, openShared),
  onDownload(contract.downloadSharedReport, downloadShared),
]

export const jobs = [
  when('maintenance/ask-report', executionCompleted, askReport),
  when('maintenance/ask-corrected-report', executionAmended, askReport),
  whenOutside('maintenance/make-report', contract.reportAsked, makeReport, { attempts: ATTEMPTS }),
]

export const topics = [live(contract.reportChanged)]
