import { defineCore } from '#kernel/module.ts'
import { logos } from './branding/logo.ts'
import { catalogue } from './contract.ts'
import { resolver } from './domains/contract.ts'
import { limits } from './limits.ts'
import workspace001 from './migrations/001-members.ts'
import registry001 from './migrations/001-registry.ts'
import registry002 from './migrations/002-lifecycle-registry.ts'
import workspace003 from './migrations/003-joining.ts'
import registry004 from './migrations/004-domains-registry.ts'
import branding from './migrations/010-branding-registry.ts'
import logo from './migrations/020-logo-registry.ts'
import traces from './migrations/021-traces-registry.ts'
import { forget, gather } from './personal.ts'
import { jobs, routes } from './routes.ts'
import { registryTables, workspaceTables } from './tables.ts'

const everybody = ['workspace.read', 'members.read']
const managers = ['members.manage', 'members.invite', 'workspace.manage', 'modules.switch']

/** Organisations: made in steps that may stop anywhere, entered by their members, each with its own data. */
export default defineCore({
  name: 'workspaces',
  uses: ['files', 'identity', 'mail', 'operations', 'plans'],
  registry: {
    tables: registryTables,
    migrations: [registry001, registry002, registry004, branding, logo, traces],
  },
  workspace: { tables: workspaceTables, migrations: [workspace001, workspace003] },
  roles: {
    owner: [...everybody, ...managers, 'workspace.end', 'modules.force'],
    admin: [...everybody, ...managers],
    staff: everybody,
    member: everybody,
    viewer: ['workspace.read'],
  },
  limits,
  files: logos,
  routes,
  jobs,
  ports: [catalogue, resolver],
  personal: {
    tables: [
      'memberships',
      'workspaces',
      'members',
      'invitations',
      'joinRequests',
      'accountTraces',
    ],
    gather,
    forget,
  },
})
