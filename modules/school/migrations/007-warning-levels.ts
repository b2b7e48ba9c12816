import { t } from '#kernel/data/column.ts'
import { addCheck, addColumn, type Migration } from '#kernel/data/migrate.ts'

export default {
  name: '007-warning-levels',
  steps: [
    addColumn('membershipSettings', 'lowWarning', t.int().default(-180)),
    addColumn('membershipSettings', 'highWarning', t.int().default(480)),
    addCheck(
      'membershipSettings',
      'warnings',
      'lowWarning between -300 and -1 and highWarning between 1 and 600',
    ),
  ],
} satisfies Migration
