/** Accounts with limits and two-phase transfers for any part; knows nothing of what the units are. */
export {
  accountIdOf,
  balanceOf,
  balances,
  balancesBeyond,
  lockBalances,
  type NewAccount,
  openAccount,
  setLimits,
} from './accounts.ts'
export { type Proof, proof } from './reports.ts'
export { hold, type NewTransfer, release, settle, transfer } from './transfers.ts'
