export default {
  'ledger/no-such-account': 'Ce compte n’existe pas.',
  'ledger/balance-too-low': 'Limite de {lowest} atteinte',
  'ledger/balance-too-high': 'Le compte dépasserait {highest}',
  'ledger/transfer-exists': 'Ce transfert est déjà inscrit.',
  'ledger/not-held': 'Ce transfert a déjà reçu sa réponse.',
} as const
