import type { Like } from '#kernel/text.ts'
import type fr from './fr.ts'

export default {
  'ledger/no-such-account': 'This account does not exist.',
  'ledger/balance-too-low': 'Limit of {lowest} reached',
  'ledger/balance-too-high': 'The account would exceed {highest}',
  'ledger/transfer-exists': 'This transfer is already recorded.',
  'ledger/not-held': 'This transfer has already been answered.',
} as const satisfies Like<typeof fr>
