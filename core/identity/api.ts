/** What other parts may ask of accounts and sessions. */
export {
  accountById,
  accountNames,
  accountOf,
  administrators,
  findPerson,
  listAccounts,
  localesOf,
  markVerified,
  picturesOf,
  readersAmong,
  requireVerified,
  setActive,
  setAdmin,
} from './accounts.ts'
export { normalise } from './addresses.ts'
export { seal, unseal } from './factors/sealing.ts'
export { rescue } from './factors/rescuing.ts'
export { proveAgain } from './factors/proof.ts'
export { allowSignup, isEmptyInstallation } from './founding.ts'
export { livingSessions, markSeen } from './devices/presence.ts'
export { hashPassword } from './passwords.ts'
export { digest, hmac, isSame, keyFor, newSecret } from './secrets.ts'
export { cookieName, type Credential, findSession, type Session, slideSession } from './sessions.ts'
export type { AccountRow, IdentityDb, IdentityTables } from './tables.ts'
