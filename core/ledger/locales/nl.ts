import type { Like } from '#kernel/text.ts'
import type fr from './fr.ts'

export default {
  'ledger/no-such-account': 'Deze rekening bestaat niet.',
  'ledger/balance-too-low': 'Limiet van {lowest} bereikt',
  'ledger/balance-too-high': 'De rekening zou boven {highest} uitkomen',
  'ledger/transfer-exists': 'Deze overdracht is al ingeschreven.',
  'ledger/not-held': 'Op deze overdracht werd al geantwoord.',
} as const satisfies Like<typeof fr>
