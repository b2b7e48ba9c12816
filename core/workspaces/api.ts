/** What the kernel and other parts may ask of workspaces and their members. */
export {
  admit,
  type ArchivedMember,
  archivedMembers,
  archivedWorkspace,
  enter,
  revived,
} from './archiving.ts'
export { allWorkspaces, findMember, findWorkspace, findWorkspaceById } from './directory.ts'
export { activeMembers, type KnownMember, memberOf } from './people.ts'
export { refuseReserved } from './slugs.ts'
export type { WorkspaceRow } from './tables.ts'
