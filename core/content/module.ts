import { defineCore, every } from '#kernel/module.ts'
import { demo } from './demo.ts'
import { faqRoutes } from './faq/routes.ts'
import { legalRoutes } from './legal/routes.ts'
import content001 from './migrations/001-content.ts'
import content002 from './migrations/002-unused-pictures.ts'
import { pictures } from './pages/pictures.ts'
import { pageRoutes } from './pages/routes.ts'
import { sweepPictures } from './pages/unused.ts'
import { forget, gather } from './personal.ts'
import {
  faqDocuments,
  PAGE_DOCUMENT,
  pageDocuments,
  QUESTION_DOCUMENT,
} from './reading/documents.ts'
import { readingRoutes } from './reading/routes.ts'
import { siteRoutes } from './site/routes.ts'
import { contentTables } from './tables.ts'

const readers = ['legal.read', 'legal.accept', 'faq.read']
const writers = [...readers, 'pages.read', 'pages.write', 'faq.write']
const publishers = [...writers, 'pages.publish', 'site.manage', 'legal.manage']

/** What a workspace says to everybody: pages, blog, legal texts, questions and answers, and the public site they make. */
export default defineCore({
  name: 'content',
  uses: ['files', 'messaging', 'search', 'workspaces'],
  workspace: { tables: contentTables, migrations: [content001, content002] },
  roles: {
    owner: publishers,
    admin: publishers,
    staff: writers,
    member: readers,
    viewer: readers,
  },
  files: pictures,
  documents: { [PAGE_DOCUMENT]: pageDocuments, [QUESTION_DOCUMENT]: faqDocuments },
  routes: [...pageRoutes, ...faqRoutes, ...legalRoutes, ...readingRoutes, ...siteRoutes],
  jobs: [every('content/sweep-pictures', '47 3 * * *', sweepPictures)],
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
