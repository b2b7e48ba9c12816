import { addressChanged, profileChanged } from '#core/identity/contract.ts'
import { every, on, outside, whenOutside } from '#kernel/module.ts'
import { removeLogo, setLogo } from './branding/logo.ts'
import * as workspaces from './contract.ts'
import { domainJobs, domainRoutes } from './domains/routes.ts'
import { mailInvitation } from './emails.ts'
import { forgetOldKeys } from './housekeeping.ts'
import * as invitations from './invitations.ts'
import { joiningJobs, joiningRoutes } from './joining/routes.ts'
import { lifecycleJobs, lifecycleRoutes } from './lifecycle/routes.ts'
import { changeMember, leave, removeMember } from './members.ts'
import { indexMembership } from './memberships.ts'
import { announceSwitch, listModules, switchModule } from './modules.ts'
import { listMembers } from './people.ts'
import { createWorkspace, finishWorkspace } from './provisioning.ts'
import { moveMember, renameMember } from './renaming.ts'
import { listWorkspaces, readSession, readSetup } from './session.ts'
import { readPictures as readPicturesEndpoint } from './pictures/contract.ts'
import { readPictures } from './pictures/pictures.ts'
import * as planEndpoints from './plans/contract.ts'
import * as plans from './plans/plans.ts'
import { listRoles as listRolesEndpoint } from './roles/contract.ts'
import { listRoles } from './roles/listing.ts'
import { changeWorkspace, readWorkspace } from './settings/workspace.ts'
import { traceAll } from './traces/traces.ts'

export const routes = [
  ...lifecycleRoutes,
  ...joiningRoutes,
  ...domainRoutes,
  outside(workspaces.readSession, readSession),
  outside(workspaces.readSetup, readSetup),
  outside(workspaces.listWorkspaces, listWorkspaces),
  outside(workspaces.createWorkspace, createWorkspace),
  on(workspaces.readWorkspace, readWorkspace),
  outside(workspaces.changeWorkspace, changeWorkspace),
  outside(workspaces.setLogo, setLogo),
  outside(workspaces.removeLogo, removeLogo),
  on(workspaces.leaveWorkspace, leave),
  on(workspaces.listMembers, listMembers),
  outside(readPicturesEndpoint, readPictures),
  on(listRolesEndpoint, listRoles),
  on(workspaces.changeMember, changeMember),
  on(workspaces.removeMember, removeMember),
  on(workspaces.listInvitations, invitations.listInvitations),
  on(workspaces.inviteMember, invitations.invite),
  on(workspaces.withdrawInvitation, invitations.withdraw),
  on(workspaces.previewInvitation, invitations.preview),
  outside(workspaces.acceptInvitation, invitations.accept),
  outside(planEndpoints.readWorkspacePlan, plans.readWorkspacePlan),
  outside(planEndpoints.changeWorkspacePlan, plans.changeWorkspacePlan),
  outside(planEndpoints.keepWorkspacePlan, plans.keepWorkspacePlan),
  outside(workspaces.listModules, listModules),
  outside(workspaces.switchModule, switchModule),
]

const atOnce = { prompt: true }

export const jobs = [
  ...lifecycleJobs,
  ...joiningJobs,
  ...domainJobs,
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
  whenOutside('workspaces/move-member', addressChanged, moveMember),
  every('workspaces/forget-invitations', '29 3 * * *', (ctx) =>
    ctx.transact(invitations.forgetExpired),
  ),
  every('workspaces/trace-all', '23 3 * * *', traceAll, { inRegistry: true }),
  every('workspaces/forget-keys', '17 3 * * *', (ctx) => ctx.transact(forgetOldKeys)),
]
