import { defineModule } from '#kernel/module.ts'
import { demo } from './demo.ts'

import { ADVICE_PHOTO, MOST_PHOTO_BYTES, PHOTO_PURPOSE } from './advice/contract.ts'
import { judgeAdvice } from './advice/judging.ts'
import { EXECUTION_DOCUMENT, executionDocuments } from './advice/looking.ts'
import { jobs as adviceJobs, routes as advice, topics as adviceTopics } from './advice/routes.ts'
import { tables as adviceTables } from './advice/tables.ts'
import { PHOTO } from './executions/contract.ts'
import * as executionNotices from './executions/notices.ts'
import {
  jobs as executionJobs,
  routes as executions,
  topics as executionTopics,
} from './executions/routes.ts'
import { tables as executionTables } from './executions/tables.ts'
import * as followupNotices from './followups/notices.ts'
import {
  jobs as followupJobs,
  routes as followups,
  topics as followupTopics,
} from './followups/routes.ts'
import { tables as followupTables } from './followups/tables.ts'
import { routes as figures } from './figures/routes.ts'
import proceduresMigration from './migrations/001-procedures.ts'
import executionsMigration from './migrations/002-executions.ts'
import reportsMigration from './migrations/003-reports.ts'
import { IMPORT_FILE, MOST_IMPORT_BYTES } from './imports/contract.ts'
import { jobs as importJobs, routes as imports, topics as importTopics } from './imports/routes.ts'
import adviceMigration from './migrations/004-advice.ts'
import { personal } from './personal.ts'
import { routes as planning } from './planning/routes.ts'
import { MOST_FILE_BYTES, STEP_FILE } from './procedures/contract.ts'
import { PROCEDURE_DOCUMENT, procedureDocuments } from './procedures/documents.ts'
import * as procedureNotices from './procedures/notices.ts'
import { jobs as procedureJobs, routes as procedures } from './procedures/routes.ts'
import { tables as procedureTables } from './procedures/tables.ts'
import { jobs as reportJobs, routes as reports, topics as reportTopics } from './reports/routes.ts'
import { tables as reportTables } from './reports/tables.ts'
import { roles } from './roles.ts'
import { routes as sites } from './sites/routes.ts'
import { tables as siteTables } from './sites/tables.ts'
import { TIP_DOCUMENT, tipDocuments } from './tips/documents.ts'
import * as tipNotices from './tips/notices.ts'
import { jobs as tipJobs, routes as tips } from './tips/routes.ts'
import { tables as tipTables } from './tips/tables.ts'

/** A house that maintains installations: procedures, what is done with them on site, and what is learnt from it. */
export default defineModule({
  name: 'maintenance',
  kind: 'maintenance',
  uses: [
    'ai',
    'calendar',
    'content',
    'documents',
    'files',
    'identity',
    'mail',
    'notifications',
    'search',
    'workspaces',
  ],
  workspace: {
    tables: {
      ...procedureTables,
      ...tipTables,
      ...siteTables,
      ...executionTables,
      ...followupTables,
      ...reportTables,
      ...adviceTables,
    },
    migrations: [proceduresMigration, executionsMigration, reportsMigration, adviceMigration],
  },
  roles,
  routes: [
    ...imports,
    ...procedures,
    ...tips,
    ...sites,
    ...executions,
    ...followups,
    ...planning,
    ...reports,
    ...advice,
    ...figures,
  ],
  jobs: [
    ...executionJobs,
    ...followupJobs,
    ...importJobs,
    ...procedureJobs,
    ...tipJobs,
    ...reportJobs,
    ...adviceJobs,
  ],
  topics: [
    ...importTopics,
    ...executionTopics,
    ...followupTopics,
    ...reportTopics,
    ...adviceTopics,
  ],
  notices: [
    ...Object.values(procedureNotices),
    ...Object.values(tipNotices),
    ...Object.values(executionNotices),
    ...Object.values(followupNotices),
  ],
  personal,
  files: {
    [ADVICE_PHOTO]: {
      per: 'workspace',
      kinds: ['image'],
      maxBytes: MOST_PHOTO_BYTES,
      may: 'advice.ask',
    },
    [PHOTO]: {
      per: 'workspace',
      kinds: ['image'],
      maxBytes: 40_000_000,
      may: 'executions.work',
    },
    [IMPORT_FILE]: {
      per: 'workspace',
      kinds: ['document'],
      maxBytes: MOST_IMPORT_BYTES,
      may: 'procedures.write',
    },
    [STEP_FILE]: {
      per: 'workspace',
      kinds: ['image', 'document'],
      maxBytes: MOST_FILE_BYTES,
      may: 'procedures.write',
    },
  },
  purposes: {
    [PHOTO_PURPOSE]: { text: 'advice.photo-purpose', promptVersion: '1', mostTokens: 800 },
  },
  judges: { 'assistant.chat': judgeAdvice },
  documents: {
    [PROCEDURE_DOCUMENT]: procedureDocuments,
    [TIP_DOCUMENT]: tipDocuments,
    [EXECUTION_DOCUMENT]: executionDocuments,
  },
  demo,
})
