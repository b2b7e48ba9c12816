import { every, on, when } from '#kernel/module.ts'
import { confirmShare, declineShare } from './answers.ts'
import * as groups from './contract.ts'
import * as made from './groups.ts'
import { expireGroups } from './overdue.ts'
import { tellHost, tellParticipants, tellOfClosing } from './tell.ts'
import { myGroups, readGroup } from './view.ts'

export const routes = [
  on(groups.listGroups, myGroups),
  on(groups.readGroup, readGroup),
  on(groups.createGroup, made.createGroup),
  on(groups.updateGroup, made.updateGroup),
  on(groups.openGroup, made.openGroup),
  on(groups.addParticipants, made.addParticipants),
  on(groups.confirmShare, confirmShare),
  on(groups.declineShare, declineShare),
  on(groups.closeGroup, made.closeGroup),
  on(groups.cancelGroup, made.cancelGroup),
]

export const jobs = [
  when('school/tell-group-host', groups.groupPrepared, tellHost),
  when('school/tell-participants', groups.participantsAsked, tellParticipants),
  when('school/tell-of-group', groups.groupClosed, tellOfClosing),
  every('school/expire-groups', '*/15 * * * *', expireGroups),
]
