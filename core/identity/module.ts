import { defineCore } from '#kernel/module.ts'
import { accountAreaPersonal } from './account-tables.ts'
import { installation } from './contract.ts'
import { belongings } from './leaving/contract.ts'
import { factorPersonal } from './factors/personal.ts'
import identity001 from './migrations/001-identity.ts'
import identity002 from './migrations/002-providers.ts'
import identity003 from './migrations/003-factors.ts'
import identity004 from './migrations/004-account.ts'
import identity020 from './migrations/020-picture.ts'
import { forget, gather } from './personal.ts'
import { pictures } from './picture.ts'
import { identityProviders } from './providers/contract.ts'
import { jobs, routes } from './routes.ts'
import { identityTables } from './tables.ts'
import { permissionList } from './tokens/contract.ts'

/** Accounts, sessions, passwords: everything in the registry, nothing in a workspace. */
export default defineCore({
  name: 'identity',
  uses: ['files', 'mail'],
  registry: {
    tables: identityTables,
    migrations: [identity001, identity002, identity003, identity004, identity020],
  },
  roles: {},
  files: pictures,
  routes,
  jobs,
  ports: [installation, identityProviders, permissionList, belongings],
  personal: {
    tables: [
      'accounts',
      'founding',
      'sessions',
      'refreshTokens',
      'oneTimeTokens',
      'identities',
      'providerFlows',
      ...factorPersonal,
      ...accountAreaPersonal,
    ],
    gather,
    forget,
  },
})
