import { t } from '#kernel/data/column.ts'
import { addColumn, type Migration } from '#kernel/data/migrate.ts'

export default {
  name: '020-logo-registry',
  steps: [addColumn('workspaces', 'logo', t.string(43).nullable())],
} satisfies Migration
