import { live, on, outside, when } from '#kernel/module.ts'
import { guarded } from './access.ts'
import { certify } from './certificates.ts'
import * as contract from './contract.ts'
import { abandon, complete } from './ending.ts'
import { handOver } from './handover.ts'
import { pause, resume } from './intervals.ts'
import { list } from './listing.ts'
import { amend } from './office/amending.ts'
import { resolve } from './office/conflicts.ts'
import * as office from './office/contract.ts'
import { events, readExecution } from './office/reading.ts'
import { readPackage } from './packages.ts'
import { keep, link } from './photos.ts'
import { receive } from './receiving.ts'
import { start } from './starting.ts'
import { tellOfHandover, tellOfPlan } from './tell.ts'

export const routes = [
  on(contract.startExecution, start),
  on(contract.listExecutions, list),
  guarded(contract.readPackage, readPackage),
  guarded(contract.sendEvents, receive),
  guarded(contract.keepPhoto, keep),
  outside(contract.linkPhoto, link),
  guarded(contract.completeExecution, complete),
  guarded(contract.readCertificate, certify),
  guarded(office.readExecution, readExecution),
  guarded(office.listEvents, events),
  guarded(office.abandonExecution, abandon),
  guarded(office.handOver, handOver),
  guarded(office.pauseExecution, pause),
  guarded(office.resumeExecution, resume),
  on(office.resolveConflict, resolve),
  on(office.amendExecution, amend),
]

export const topics = [live(office.executionsChanged), live(office.executionChanged)]

export const jobs = [
  when('maintenance/tell-of-plan', office.executionPlanned, tellOfPlan),
  when('maintenance/tell-of-handover', office.executionHandedOver, tellOfHandover),
]
