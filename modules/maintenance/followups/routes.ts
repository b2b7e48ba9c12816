import { live, on, when } from '#kernel/module.ts'
import * as contract from './contract.ts'
import { assign, begin, cancel, change, create, finish, sendBack, verify } from './moves.ts'
import { list, readFollowup } from './reading.ts'
import { tellOfAssignment, tellOfFinish, tellOfRaise } from './tell.ts'

export const routes = [
  on(contract.listFollowups, list),
  on(contract.readFollowup, readFollowup),
  on(contract.createFollowup, create),
  on(contract.changeFollowup, change),
  on(contract.assignFollowup, assign),
  on(contract.beginFollowup, begin),
  on(contract.finishFollowup, finish),
  on(contract.verifyFollowup, verify),
  on(contract.sendBackFollowup, sendBack),
  on(contract.cancelFollowup, cancel),
]

export const topics = [live(contract.followupsChanged)]

export const jobs = [
  when('maintenance/tell-of-raise', contract.followupRaised, tellOfRaise),
  when('maintenance/tell-of-assignment', contract.followupAssigned, tellOfAssignment),
  when('maintenance/tell-of-finish', contract.followupFinished, tellOfFinish),
]
