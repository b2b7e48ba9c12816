import { defineModule } from '#kernel/module.ts'
import { demo } from './demo.ts'
import { personal } from './exchange/personal.ts'
import { jobs, routes } from './exchange/routes.ts'
import { tables } from './exchange/tables.ts'
import exchange from './migrations/001-exchange.ts'

const neighbour = ['exchange.read', 'exchange.transfer', 'exchange.offer']
const manager = [...neighbour, 'exchange.manage']

/** A school community: exchange of services, events, shop, education. */
export default defineModule({
  name: 'school',
  kind: 'school',
  uses: ['identity', 'ledger', 'mail', 'workspaces'],
  workspace: { tables, migrations: [exchange] },
  roles: {
    owner: manager,
    admin: manager,
    staff: neighbour,
    member: neighbour,
    viewer: ['exchange.read'],
  },
  routes: [...routes],
  jobs: [...jobs],
  personal,
  demo,
})
