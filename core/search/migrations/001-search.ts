import { t } from '#kernel/data/column.ts'
import { createTable, type Migration } from '#kernel/data/migrate.ts'

export default {
  name: '001-search',
  steps: [
    createTable(
      'searchDocuments',
      {
        key: t.int64().primary(),
        kind: t.string(40),
        documentId: t.string(64),
        digest: t.string(43),
      },
      { uniques: [['kind', 'documentId']] },
    ),
    createTable(
      'searchPostings',
      {
        term: t.string(40),
        documentKey: t.int64().index(),
        weight: t.int(),
      },
      { primary: ['term', 'documentKey'], checks: { weight: 'weight >= 1 and weight <= 100' } },
    ),
    createTable('searchTerms', {
      term: t.string(40).primary(),
    }),
    createTable(
      'searchGrams',
      {
        gram: t.string(3),
        term: t.string(40),
      },
      { primary: ['gram', 'term'] },
    ),
    createTable('searchKinds', {
      kind: t.string(40).primary(),
      version: t.int(),
      builtAt: t.instant(),
    }),
  ],
} satisfies Migration
