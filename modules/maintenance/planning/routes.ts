import { on } from '#kernel/module.ts'
import * as contract from './contract.ts'
import { dropPlan, movePlan, plan, readPlanners, readWeek } from './planning.ts'

export const routes = [
  on(contract.readWeek, readWeek),
  on(contract.readPlanners, readPlanners),
  on(contract.planExecution, plan),
  on(contract.movePlan, movePlan),
  on(contract.dropPlan, dropPlan),
]
