/** History of the job tables, written out: a migration does not follow the tables as they change. */
import { t } from '#kernel/data/column.ts'
import { createTable, type Migration } from '#kernel/data/migrate.ts'

/** In every namespace, the registry's included. */
export const outboxMigration = {
  name: '002-outbox',
  steps: [
    createTable('outbox', {
      id: t.uuid().primary(),
      name: t.string(120),
      payload: t.json(),
      priority: t.int(),
      maxAttempts: t.int(),
      runAt: t.instant(),
      createdAt: t.instant(),
      requestId: t.string(80).nullable(),
      dedupe: t.string(200).nullable(),
    }),
    createTable('jobsDone', { jobId: t.uuid().primary(), doneAt: t.instant().index() }),
  ],
} satisfies Migration

/** In the registry. */
export const jobsMigration = {
  name: '003-jobs',
  steps: [
    createTable(
      'jobs',
      {
        id: t.uuid().primary(),
        workspaceId: t.string(48).nullable(),
        name: t.string(120),
        payload: t.json(),
        priority: t.int(),
        state: t.oneOf('ready', 'running', 'dead', 'done'),
        runAt: t.instant(),
        leaseUntil: t.instant().nullable(),
        attempts: t.int(),
        maxAttempts: t.int(),
        unknown: t.boolean(),
        error: t.text().nullable(),
        dedupe: t.string(200).nullable().unique(),
        schedule: t.string(80).nullable(),
        requestId: t.string(80).nullable(),
        createdAt: t.instant(),
        finishedAt: t.instant().nullable(),
      },
      {
        indexes: [
          ['state', 'priority', 'runAt'],
          ['state', 'leaseUntil'],
          ['state', 'finishedAt'],
        ],
      },
    ),
  ],
} satisfies Migration
