import { defineCore } from '#kernel/module.ts'
import { demo } from './demo.ts'
import { faqRoutes } from './faq/routes.ts'
import { legalRoutes } from './legal/routes.ts'
import content001 from './migrations/001-content.ts'
import { pictures } from './pages/pictures.ts'
import { pageRoutes } from './pages/routes.ts'
import { forget, gather } from './personal.ts'
import { siteRoutes } from './site/routes.ts'
import { contentTables } from './tables.ts'

const readers = ['legal.read', 'legal.accept', 'faq.read']
const writers = [...readers, 'pages.read', 'pages.write', 'faq.write']
const publishers = [...writers, 'pages.publish', 'site.manage', 'legal.manage']

/** What a workspace says to everybody: pages, blog, legal texts, questions and answers, and the public site they make. */
export default defineCore({
  name: 'content',
  uses: ['files', 'messaging', 'workspaces'],
  workspace: { tables: contentTables, migrations: [content001] },
  roles: {
    owner: publishers,
    admin: publishers,
    staff: writers,
    member: readers,
    viewer: readers,
  },
  files: pictures,
  routes: [...pageRoutes, ...faqRoutes, ...legalRoutes, ...siteRoutes],
  jobs: [],
  personal: {
    tables: [
      'pages',
      'pageDrafts',
      'pageVersions',
      'pagePictures',
      'faqEntries',
      'legalAcceptances',
    ],
    gather,
    forget,
  },
  demo,
})
