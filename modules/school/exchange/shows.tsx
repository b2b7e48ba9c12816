import {
  listAllTransfers,
  listTransfers,
  readAccount,
  readOverview,
  readTransfer,
} from './contract.ts'

/** Whatever happens to a transfer, these show it. */
export const showTransfers = [
  readAccount,
  listTransfers,
  readTransfer,
  readOverview,
  listAllTransfers,
] as const
