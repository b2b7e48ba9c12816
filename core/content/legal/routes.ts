import { on } from '#kernel/module.ts'
import * as acceptances from './acceptances.ts'
import * as contract from './contract.ts'

export const legalRoutes = [
  on(contract.listPendingTexts, acceptances.listPendingTexts),
  on(contract.readLegalText, acceptances.readLegalText),
  on(contract.acceptLegalText, acceptances.acceptLegalText),
  on(contract.listAcceptances, acceptances.listAcceptances),
]
