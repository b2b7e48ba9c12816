/** History of the tables of topics, written out: a migration does not follow the tables as they change. */
import { t } from '#kernel/data/column.ts'
import { createTable, type Migration } from '#kernel/data/migrate.ts'

/** In every workspace. */
export const liveMigration = {
  name: '004-live',
  steps: [
    createTable('liveTopics', { topic: t.string(120).primary(), seq: t.int() }),
    createTable(
      'liveMessages',
      {
        topic: t.string(120),
        seq: t.int(),
        payload: t.json(),
        publishedAt: t.instant().index(),
      },
      { primary: ['topic', 'seq'] },
    ),
  ],
} satisfies Migration
