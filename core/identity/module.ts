import { defineCore } from '#kernel/module.ts'
import { installation } from './contract.ts'
import identity001 from './migrations/001-identity.ts'
import { forget, gather } from './personal.ts'
import { jobs, routes } from './routes.ts'
import { identityTables } from './tables.ts'

/** Accounts, sessions, passwords: everything in the registry, nothing in a workspace. */
export default defineCore({
  name: 'identity',
  uses: ['mail'],
  registry: { tables: identityTables, migrations: [identity001] },
  roles: {},
  routes,
  jobs,
  ports: [installation],
  personal: {
    tables: ['accounts', 'founding', 'sessions', 'refreshTokens', 'oneTimeTokens', 'identities'],
    gather,
    forget,
  },
})
