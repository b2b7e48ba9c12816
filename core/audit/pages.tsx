import { IconClipboardList, IconLifebuoy } from '@tabler/icons-react'
import { definePages, page } from '#web/pages.tsx'
import { later } from '#web/later.tsx'
import { frameTexts } from './frame/texts.tsx'
import { supportTexts } from './support/texts.tsx'
import { auditTexts } from './texts.tsx'

const part = 'audit'

export default definePages(
  {
    part,
    settings: [
      {
        to: '/settings/audit',
        text: 'menu.acts.title',
        hint: 'menu.acts.hint',
        icon: IconClipboardList,
        may: 'audit.read',
      },
    ],
    abilities: {
      title: 'audit.may.title',
      of: {
        'audit.read': 'audit.may.audit-read',
        'support.read': 'audit.may.support-read',
        'support.grant': 'audit.may.support-grant',
      },
    },
    pages: { '/settings/audit': page(() => import('./log/AuditPage.tsx'), 'AuditPage') },
    texts: auditTexts,
    words: frameTexts,
  },
  {
    part,
    settings: [
      {
        to: '/settings/support',
        text: 'menu.support.title',
        hint: 'menu.support.hint',
        icon: IconLifebuoy,
        may: 'support.read',
      },
    ],
    banner: {
      may: 'support.read',
      Component: later(() => import('./support/SupportBanner.tsx').then((it) => it.SupportBanner)),
    },
    pages: { '/settings/support': page(() => import('./support/SupportPage.tsx'), 'SupportPage') },
    texts: supportTexts,
    words: frameTexts,
  },
  {
    part,
    area: 'account',
    menu: [
      {
        to: '/installation/audit',
        text: 'menu.acts.installation',
        icon: IconClipboardList,
        may: 'admin',
      },
    ],
    pages: {
      '/installation/audit': page(
        () => import('./log/InstallationAuditPage.tsx'),
        'InstallationAuditPage',
      ),
    },
    texts: auditTexts,
    words: frameTexts,
  },
)
