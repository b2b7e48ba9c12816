import { defineCore } from '#kernel/module.ts'
import ledger from './migrations/001-ledger.ts'
import walls from './migrations/002-walls.ts'
import { tables } from './tables.ts'

/** Units that move between accounts and never appear or vanish: for exchanges, credits, quotas. */
export default defineCore({
  name: 'ledger',
  uses: [],
  workspace: { tables, migrations: [ledger, walls] },
  roles: {},
  routes: [],
  jobs: [],
})
