import { IconServerCog } from '@tabler/icons-react'
import { definePages, page } from '#web/pages.tsx'

export default definePages({
  part: 'operations',
  area: 'account',
  menu: [{ to: '/installation', text: 'operations.title', icon: IconServerCog, may: 'admin' }],
  pages: { '/installation': page(() => import('./InstallationPage.tsx'), 'InstallationPage') },
  texts: {
    fr: () => import('./locales/fr.ts'),
    nl: () => import('./locales/nl.ts'),
    en: () => import('./locales/en.ts'),
  },
})
