import {
  memberJoined,
  memberLeft,
  memberRenamed,
  moduleSwitched,
} from '#core/workspaces/contract.ts'
import { every, on, when } from '#kernel/module.ts'
import * as charter from './charter.ts'
import * as membership from './contract.ts'
import { finishLeavers, follow, followAll } from './following.ts'
import * as members from './members.ts'
import { changeSettings, readSettings } from './settings.ts'
import { resume, suspend, suspendUnaccepted } from './suspension.ts'
import { tellOfCharter, tellOfSuspension } from './tell.ts'

export const routes = [
  on(membership.readMembership, members.readMine),
  on(membership.joinExchange, members.joinMine),
  on(membership.leaveExchange, members.leaveMine),

  on(membership.readCharter, charter.readCharter),
  on(membership.acceptCharter, charter.accept),
  on(membership.listCharters, charter.versions),
  on(membership.writeCharter, charter.write),
  on(membership.publishCharter, charter.publish),
  on(membership.listAcceptances, charter.acceptances),

  on(membership.listExchangeMembers, members.members),
  on(membership.readExchangeMember, members.readMember),
  on(membership.suspendMember, suspend),
  on(membership.resumeMember, resume),
  on(membership.writeOffDebt, members.writeOffDebt),
  on(membership.noteFee, members.noteFee),
  on(membership.setMemberLimits, members.limitMember),
  on(membership.readMembershipSettings, readSettings),
  on(membership.changeMembershipSettings, changeSettings),
]

export const jobs = [
  when('school/open-account', memberJoined, follow, { prompt: true }),
  when('school/close-account', memberLeft, follow, { prompt: true }),
  when('school/rename-account', memberRenamed, follow),
  when('school/open-accounts', moduleSwitched, followAll, { prompt: true }),
  when('school/tell-of-suspension', membership.memberSuspended, tellOfSuspension),
  when('school/tell-of-charter', membership.charterPublished, tellOfCharter),
  every('school/suspend-unaccepted', '*/15 * * * *', (ctx) => ctx.transact(suspendUnaccepted)),
  every('school/finish-leavers', '41 3 * * *', (ctx) => ctx.transact(finishLeavers)),
]
