/** What the kernel and other parts may ask of workspaces and their members. */
export { allWorkspaces, findMember, findWorkspace, findWorkspaceById } from './directory.ts'
export { activeMembers, type KnownMember, memberOf } from './people.ts'
