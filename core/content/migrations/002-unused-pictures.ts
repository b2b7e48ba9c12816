import { t } from '#kernel/data/column.ts'
import { addColumn, type Migration } from '#kernel/data/migrate.ts'

export default {
  name: '002-unused-pictures',
  steps: [addColumn('pagePictures', 'unusedSince', t.instant().nullable())],
} satisfies Migration
