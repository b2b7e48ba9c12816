/** What others may ask of maintenance. */
export type { Finding } from './reports/proof/contract.ts'
export { type Found, verifyReport } from './reports/proof/verifying.ts'
