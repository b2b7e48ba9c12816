import { defineCore } from '#kernel/module.ts'
import { catalogue } from './contract.ts'
import workspace001 from './migrations/001-members.ts'
import registry001 from './migrations/001-registry.ts'
import { forget, gather } from './personal.ts'
import { jobs, routes } from './routes.ts'
import { registryTables, workspaceTables } from './tables.ts'

const everybody = ['workspace.read', 'members.read']
const managers = ['members.manage', 'members.invite', 'workspace.manage', 'modules.switch']

/** Organisations: made in steps that may stop anywhere, entered by their members, each with its own data. */
export default defineCore({
  name: 'workspaces',
  uses: ['identity', 'mail', 'operations'],
  registry: { tables: registryTables, migrations: [registry001] },
  workspace: { tables: workspaceTables, migrations: [workspace001] },
  roles: {
    owner: [...everybody, ...managers],
    admin: [...everybody, ...managers],
    staff: everybody,
    member: everybody,
    viewer: ['workspace.read'],
  },
  routes,
  jobs,
  ports: [catalogue],
  personal: { tables: ['memberships', 'workspaces', 'members', 'invitations'], gather, forget },
})
