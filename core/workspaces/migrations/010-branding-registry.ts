import { t } from '#kernel/data/column.ts'
import { addColumn, type Migration } from '#kernel/data/migrate.ts'

export default {
  name: '010-branding-registry',
  steps: [addColumn('workspaces', 'colour', t.string(7).nullable())],
} satisfies Migration
