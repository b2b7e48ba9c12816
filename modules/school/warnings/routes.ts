import { when } from '#kernel/module.ts'
import { transferReversed, unitsTransferred } from '../exchange/contract.ts'
import { groupClosed } from '../groups/contract.ts'
import { warnBoth, warnGroup } from './warnings.ts'

export const jobs = [
  when('school/warn-after-transfer', unitsTransferred, warnBoth),
  when('school/warn-after-reversal', transferReversed, warnBoth),
  when('school/warn-after-group', groupClosed, warnGroup),
]
