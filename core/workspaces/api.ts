/** What the kernel and other parts may ask of workspaces and their members. */
export {
  admit,
  type ArchivedMember,
  archivedMembers,
  archivedWorkspace,
  enter,
  revived,
} from './archiving.ts'
export { endMembership, isLastOwner } from './belonging.ts'
export { provedDomain, workspaceAt } from './domains/domains.ts'
export { allWorkspaces, findMember, findWorkspace, findWorkspaceById } from './directory.ts'
export { erasure } from './lifecycle/deletion.ts'
export { cancellation, lifting, moveWorkspace, restoration, suspension } from './lifecycle/moves.ts'
export { approve } from './lifecycle/requests.ts'
export { isBuried } from './lifecycle/tombstones.ts'
export { membershipsOf } from './memberships.ts'
export {
  activeAmong,
  activeMembers,
  activeOwners,
  type KnownMember,
  memberNames,
  memberOf,
  memberOfAccount,
  membersAmong,
} from './people.ts'
export { refuseReserved, reservedSlugs } from './slugs.ts'
export { leaveTrace, tracedWorkspaces } from './traces/traces.ts'
export type { WorkspaceRow } from './tables.ts'
