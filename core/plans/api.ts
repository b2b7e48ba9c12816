/** What other parts may ask of plans. */
export { giveBackOfAccount, spendOfAccount } from './account-counters.ts'
export { type Drift, giveBack, recount, spend } from './counters.ts'
export { allowanceOf, changePlan, keepPlan, type PlanChange } from './standing.ts'
export { viewPlan } from './view.ts'
