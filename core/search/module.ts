import { defineCore, every } from '#kernel/module.ts'
import { buildMissing } from './building.ts'

import search from './migrations/001-search.ts'
import { tables } from './tables.ts'

/** Finds what the parts let people find (`documents` in their manifests), however it is spelt. */
export default defineCore({
  name: 'search',
  uses: [],
  workspace: { tables, migrations: [search] },
  roles: {},
  routes: [],
  jobs: [every('search/build-missing', '41 * * * *', buildMissing)],
})
