import { IconHeartbeat, IconServerCog } from '@tabler/icons-react'
import { definePages, page } from '#web/pages.tsx'
import { frameTexts } from './frame/texts.tsx'
import { healthTexts } from './health/texts.tsx'
import { operationsTexts } from './texts.tsx'

export default definePages(
  {
    part: 'operations',
    area: 'account',
    menu: [
      { to: '/installation', text: 'menu.operations.title', icon: IconServerCog, may: 'admin' },
    ],
    pages: { '/installation': page(() => import('./InstallationPage.tsx'), 'InstallationPage') },
    texts: operationsTexts,
    words: frameTexts,
  },
  {
    part: 'operations',
    area: 'account',
    menu: [
      {
        to: '/installation/health',
        text: 'menu.operations.health',
        icon: IconHeartbeat,
        may: 'admin',
      },
    ],
    pages: {
      '/installation/health': page(() => import('./health/HealthPage.tsx'), 'HealthPage'),
    },
    texts: healthTexts,
    words: frameTexts,
  },
)
