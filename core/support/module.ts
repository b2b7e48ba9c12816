import { defineCore, on } from '#kernel/module.ts'
import * as canned from './canned/canned.ts'
import * as cannedContract from './canned/contract.ts'
import { cannedTables } from './canned/tables.ts'
import { filterRoutes } from './filters/routes.ts'
import support001 from './migrations/001-tickets.ts'
import visitors002 from './migrations/002-visitors.ts'
import { forget, gather } from './personal.ts'
import { notices } from './tickets/notices.ts'
import { ratingJobs, ratingRoutes } from './rating/routes.ts'
import { targetRoutes } from './targets/routes.ts'
import { ticketJobs, ticketRoutes, ticketTopics } from './tickets/routes.ts'
import { ticketTables } from './tickets/tables.ts'

const asks = ['tickets.open']
const answers = [...asks, 'tickets.work', 'canned.use']
const manages = [...answers, 'tickets.manage', 'canned.manage']

/** Help: somebody asks, the house answers within what it promised, and is told how content they are. */
export default defineCore({
  name: 'support',
  uses: [
    'calendar',
    'content',
    'files',
    'identity',
    'mail',
    'messaging',
    'notifications',
    'workspaces',
  ],
  workspace: {
    tables: { ...ticketTables, ...cannedTables },
    migrations: [support001, visitors002],
  },
  roles: { owner: manages, admin: manages, staff: answers, member: asks },
  routes: [
    // Before the routes of one ticket: an address that is written out goes first.
    ...filterRoutes,
    ...targetRoutes,
    ...ticketRoutes,
    ...ratingRoutes,
    on(cannedContract.listCanned, canned.listCanned),
    on(cannedContract.addCanned, canned.addCanned),
    on(cannedContract.changeCanned, canned.changeCanned),
    on(cannedContract.removeCanned, canned.removeCanned),
    on(cannedContract.fillCanned, canned.fillCanned),
  ],
  jobs: [...ticketJobs, ...ratingJobs],
  topics: ticketTopics,
  notices,
  personal: {
    tables: ['tickets', 'ticketSteps', 'ticketFilters', 'cannedAnswers'],
    gather,
    forget,
  },
})
