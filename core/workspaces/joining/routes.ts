import { on, outside, whenOutside } from '#kernel/module.ts'
import { readCard } from './card.ts'
import * as joining from './contract.ts'
import { mailAnswer, mailManagers } from './emails.ts'
import * as requests from './requests.ts'
import { changeJoining, joiningOf } from './settings.ts'

export const joiningRoutes = [
  on(joining.readCard, readCard),
  on(joining.readMyRequest, requests.readMyRequest),
  outside(joining.askToJoin, requests.askToJoin),
  on(joining.readJoining, joiningOf),
  on(joining.changeJoining, changeJoining),
  on(joining.listJoinRequests, requests.listJoinRequests),
  on(joining.countJoinRequests, requests.countJoinRequests),
  on(joining.approveJoinRequest, requests.approveJoinRequest),
  on(joining.refuseJoinRequest, requests.refuseJoinRequest),
]

export const joiningJobs = [
  whenOutside('joining/mail-managers', joining.joinAsked, mailManagers),
  whenOutside('joining/mail-answer', joining.joinDecided, mailAnswer),
]
