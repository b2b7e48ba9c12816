import { profileChanged } from '#core/identity/contract.ts'
import { every, on, outside, whenOutside } from '#kernel/module.ts'
import * as workspaces from './contract.ts'
import { mailInvitation } from './emails.ts'
import { forgetOldKeys } from './housekeeping.ts'
import * as invitations from './invitations.ts'
import { changeMember, leave, removeMember } from './members.ts'
import { indexMembership } from './memberships.ts'
import { announceSwitch, listModules, switchModule } from './modules.ts'
import { listMembers } from './people.ts'
import { createWorkspace, finishWorkspace } from './provisioning.ts'
import { renameMember } from './renaming.ts'
import { listWorkspaces, readSession, readSetup } from './session.ts'
import { changeWorkspace, readWorkspace } from './settings.ts'

export const routes = [
  outside(workspaces.readSession, readSession),
  outside(workspaces.readSetup, readSetup),
  outside(workspaces.listWorkspaces, listWorkspaces),
  outside(workspaces.createWorkspace, createWorkspace),
  on(workspaces.readWorkspace, readWorkspace),
  outside(workspaces.changeWorkspace, changeWorkspace),
  on(workspaces.leaveWorkspace, leave),
  on(workspaces.listMembers, listMembers),
  on(workspaces.changeMember, changeMember),
  on(workspaces.removeMember, removeMember),
  on(workspaces.listInvitations, invitations.listInvitations),
  on(workspaces.inviteMember, invitations.invite),
  on(workspaces.withdrawInvitation, invitations.withdraw),
  on(workspaces.previewInvitation, invitations.preview),
  outside(workspaces.acceptInvitation, invitations.accept),
  outside(workspaces.listModules, listModules),
  outside(workspaces.switchModule, switchModule),
]

const atOnce = { prompt: true }

export const jobs = [
  whenOutside(
    'workspaces/finish-workspace',
    workspaces.workspaceRequested,
    async (ctx, asked) => {
      await finishWorkspace(ctx, asked)
    },
    atOnce,
  ),
  whenOutside('workspaces/announce-switch', workspaces.switchRecorded, announceSwitch, atOnce),
  whenOutside('workspaces/index-joined', workspaces.memberJoined, indexMembership, atOnce),
  whenOutside('workspaces/index-left', workspaces.memberLeft, indexMembership, atOnce),
  whenOutside('workspaces/index-roles', workspaces.rolesChanged, indexMembership, atOnce),
  whenOutside('workspaces/mail-invitation', workspaces.memberInvited, mailInvitation),
  whenOutside('workspaces/rename-member', profileChanged, renameMember),
  every('workspaces/forget-invitations', '29 3 * * *', (ctx) =>
    ctx.transact(invitations.forgetExpired),
  ),
  every('workspaces/forget-keys', '17 3 * * *', (ctx) => ctx.transact(forgetOldKeys)),
]
