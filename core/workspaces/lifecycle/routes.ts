import { every, outside, whenOutside } from '#kernel/module.ts'
import * as life from './contract.ts'
import { eraseWorkspace, tendLives } from './deletion.ts'
import * as emails from './emails.ts'
import { liftSuspension, listAllWorkspaces, suspendWorkspace } from './installation.ts'
import * as moves from './moves.ts'
import { approveWorkspace, refuseWorkspace, requestWorkspace } from './requests.ts'
import { checkSlug, freeSlug, listTombstones } from './tombstones.ts'

export const lifecycleRoutes = [
  outside(life.readLife, moves.readLife),
  outside(life.pauseWorkspace, moves.pauseWorkspace),
  outside(life.resumeWorkspace, moves.resumeWorkspace),
  outside(life.cancelWorkspace, moves.cancelWorkspace),
  outside(life.restoreWorkspace, moves.restoreWorkspace),
  outside(life.requestWorkspace, requestWorkspace),
  outside(life.approveWorkspace, approveWorkspace),
  outside(life.refuseWorkspace, refuseWorkspace),
  outside(life.suspendWorkspace, suspendWorkspace),
  outside(life.liftSuspension, liftSuspension),
  outside(life.listAllWorkspaces, listAllWorkspaces),
  outside(life.listTombstones, listTombstones),
  outside(life.freeSlug, freeSlug),
  outside(life.checkSlug, checkSlug),
]

export const lifecycleJobs = [
  whenOutside('lifecycle/mail-request', life.workspaceAskedFor, emails.mailRequest),
  whenOutside('lifecycle/mail-approval', life.workspaceApproved, emails.mailApproval),
  whenOutside('lifecycle/mail-refusal', life.workspaceRefused, emails.mailRefusal),
  whenOutside('lifecycle/mail-suspension', life.workspaceSuspended, emails.mailSuspension),
  whenOutside('lifecycle/mail-cancellation', life.workspaceCancelled, emails.mailCancellation),
  whenOutside('lifecycle/mail-reminder', life.deletionNeared, emails.mailReminder),
  whenOutside('lifecycle/erase-workspace', life.deletionBegun, eraseWorkspace),
  every('lifecycle/tend-lives', '11 4 * * *', tendLives, { inRegistry: true }),
]
