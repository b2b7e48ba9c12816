/** What other parts may ask of accounts and sessions. */
export {
  accountById,
  accountOf,
  findPerson,
  listAccounts,
  markVerified,
  requireVerified,
  setActive,
  setAdmin,
} from './accounts.ts'
export { normalise } from './addresses.ts'
export { allowSignup, isEmptyInstallation } from './founding.ts'
export { hashPassword } from './passwords.ts'
export { digest, hmac, keyFor } from './secrets.ts'
export { cookieName, type Credential, findSession, type Session, slideSession } from './sessions.ts'
export type { AccountRow, IdentityDb, IdentityTables } from './tables.ts'
