import { defineModule } from '#kernel/module.ts'
import { jobs as agendaJobs, routes as agenda } from './agenda/routes.ts'
import { tables as agendaTables } from './agenda/tables.ts'
import { routes as badges, jobs as badgeJobs } from './badges/routes.ts'
import { tables as badgeTables } from './badges/tables.ts'
import { demo } from './demo.ts'
import { jobs as disputeJobs, routes as disputes } from './disputes/routes.ts'
import { tables as disputeTables } from './disputes/tables.ts'
import { jobs, routes, topics } from './exchange/routes.ts'
import { tables } from './exchange/tables.ts'
import { notices } from './notices/kinds.ts'
import { unfinished } from './administration/unfinished.ts'
import { jobs as groupJobs, routes as groups } from './groups/routes.ts'
import { tables as groupTables } from './groups/tables.ts'
import { CHARTER_DOCUMENT, charterDocuments } from './membership/documents.ts'
import { jobs as membershipJobs, routes as membership } from './membership/routes.ts'
import { tables as membershipTables } from './membership/tables.ts'
import exchange from './migrations/001-exchange.ts'
import membershipMigration from './migrations/002-membership.ts'
import needsMigration from './migrations/003-needs.ts'
import groupsMigration from './migrations/004-groups.ts'
import disputesMigration from './migrations/005-disputes.ts'
import agendaMigration from './migrations/006-agenda.ts'
import warningsMigration from './migrations/007-warning-levels.ts'
import { NEED_DOCUMENT, needDocuments } from './needs/documents.ts'
import { jobs as needsJobs, routes as needs } from './needs/routes.ts'
import { tables as needsTables } from './needs/tables.ts'
import { OFFER_DOCUMENT, offerDocuments } from './offers/documents.ts'
import { routes as offers } from './offers/routes.ts'
import { personal } from './personal.ts'
import { plans } from './administration/plans.ts'
import { things } from './exchange/things.ts'
import { roles } from './roles.ts'
import { routes as statements } from './statements/routes.ts'
import { jobs as warningJobs } from './warnings/routes.ts'
import { tables as warningTables } from './warnings/tables.ts'

/** A school community: exchange of services, events, shop, education. */
export default defineModule({
  name: 'school',
  kind: 'school',
  publicPage: '/proof/{slug}',
  publicPageText: 'exchange.proof.title',
  uses: [
    'calendar',
    'identity',
    'ledger',
    'mail',
    'messaging',
    'notifications',
    'search',
    'support',
    'workspaces',
  ],
  things,
  workspace: {
    tables: {
      ...tables,
      ...membershipTables,
      ...disputeTables,
      ...needsTables,
      ...agendaTables,
      ...groupTables,
      ...badgeTables,
      ...warningTables,
    },
    migrations: [
      exchange,
      membershipMigration,
      needsMigration,
      groupsMigration,
      disputesMigration,
      agendaMigration,
      warningsMigration,
    ],
  },
  roles,
  routes: [
    ...routes,
    ...membership,
    ...disputes,
    ...offers,
    ...needs,
    ...agenda,
    ...groups,
    ...badges,
    ...statements,
  ],
  jobs: [
    ...jobs,
    ...membershipJobs,
    ...disputeJobs,
    ...needsJobs,
    ...agendaJobs,
    ...groupJobs,
    ...badgeJobs,
    ...warningJobs,
  ],
  topics,
  notices,
  personal,
  plans,
  documents: {
    [CHARTER_DOCUMENT]: charterDocuments,
    [OFFER_DOCUMENT]: offerDocuments,
    [NEED_DOCUMENT]: needDocuments,
  },
  pending: unfinished,
  demo,
})
