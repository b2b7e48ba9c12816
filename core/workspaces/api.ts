/** What the kernel and other parts may ask of workspaces and their members. */
export { allWorkspaces, findMember, findWorkspace, findWorkspaceById } from './directory.ts'
export {
  activeMembers,
  type KnownMember,
  memberByAccount,
  memberOf,
  membersById,
} from './people.ts'
export { finishWorkspace } from './provisioning.ts'
export { reservedSlugs } from './slugs.ts'
