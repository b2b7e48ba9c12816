import { defineCore } from '#kernel/module.ts'

/** Paper: PDF files out of templates and facts, made in a process of their own. Keeps nothing. */
export default defineCore({
  name: 'documents',
  uses: [],
  roles: {},
  routes: [],
  jobs: [],
})
