import { every, on } from '#kernel/module.ts'
import { createCode, forgetOldCodes, payBadge, readBadge, readCode } from './codes.ts'
import * as badges from './contract.ts'

export const routes = [
  on(badges.createCode, createCode),
  on(badges.readCode, readCode),
  on(badges.readBadge, readBadge),
  on(badges.payBadge, payBadge),
]

export const jobs = [every('school/forget-old-codes', '20 3 * * *', forgetOldCodes)]
