import { every, outside, whenOutside } from '#kernel/module.ts'
import * as contract from './contract.ts'
import * as domains from './domains.ts'
import { mailMissing } from './emails.ts'

export const domainRoutes = [
  outside(contract.readDomain, domains.readDomain),
  outside(contract.nameDomain, domains.nameDomain),
  outside(contract.verifyDomain, domains.verifyDomain),
  outside(contract.removeDomain, domains.removeDomain),
]

export const domainJobs = [
  whenOutside('domains/mail-missing', contract.domainMissed, mailMissing),
  every('domains/look-at-all', '37 5 * * *', domains.lookAtAll, { inRegistry: true }),
]
