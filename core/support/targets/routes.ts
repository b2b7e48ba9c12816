import { on } from '#kernel/module.ts'
import * as contract from './contract.ts'
import { readReport } from './report.ts'
import { changeTargets, readTargets } from './targets.ts'

export const targetRoutes = [
  on(contract.readTargets, readTargets),
  on(contract.changeTargets, changeTargets),
  on(contract.readReport, readReport),
]
