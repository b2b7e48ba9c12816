import { defineCore, every, on } from '#kernel/module.ts'
import { forget, gather } from './account-counters.ts'
import { readPlan } from './contract.ts'
import plans from './migrations/001-plans.ts'
import registry from './migrations/001-registry.ts'
import { applyPlanned } from './standing.ts'
import { registryTables, workspaceTables } from './tables.ts'
import { viewPlan } from './view.ts'

/** What a workspace may use: tables of plans declared by the parts, and counters that keep to them. */
export default defineCore({
  name: 'plans',
  uses: [],
  registry: { tables: registryTables, migrations: [registry] },
  workspace: { tables: workspaceTables, migrations: [plans] },
  roles: { owner: ['plan.read'], admin: ['plan.read'] },
  routes: [on(readPlan, viewPlan)],
  jobs: [every('plans/apply-planned', '7 * * * *', (ctx) => ctx.transact(applyPlanned))],
  personal: { tables: ['planAccountCounters'], gather, forget },
})
