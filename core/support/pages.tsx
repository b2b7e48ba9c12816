import { IconClockCheck, IconInbox, IconLifebuoy, IconMessages } from '@tabler/icons-react'
import { lazy } from 'react'
import { definePages, page } from '#web/pages.tsx'
import { frameTexts } from './frame/texts.tsx'
import { ratingTexts } from './rating/texts.tsx'
import { supportTexts } from './texts.tsx'

const FreeBadge = lazy(async () => ({
  default: (await import('./tickets/FreeBadge.tsx')).FreeBadge,
}))

export default definePages(
  {
    part: 'support',
    menu: [
      {
        to: '/help',
        text: 'menu.help.title',
        icon: IconLifebuoy,
        may: 'tickets.open',
        group: 'menu.group.help',
      },
      {
        to: '/tickets',
        text: 'menu.tickets.title',
        icon: IconInbox,
        may: 'tickets.work',
        group: 'menu.group.help',
        Badge: FreeBadge,
      },
    ],
    settings: [
      {
        to: '/settings/canned',
        text: 'menu.canned.title',
        hint: 'menu.canned.hint',
        icon: IconMessages,
        may: 'canned.use',
      },
      {
        to: '/settings/targets',
        text: 'menu.targets.title',
        hint: 'menu.targets.hint',
        icon: IconClockCheck,
        may: 'tickets.manage',
      },
    ],
    actions: [{ to: '/help/new', text: 'menu.help.new', icon: IconLifebuoy, may: 'tickets.open' }],
    abilities: {
      title: 'tickets.may.title',
      of: {
        'tickets.open': 'tickets.may.open',
        'tickets.work': 'tickets.may.work',
        'tickets.manage': 'tickets.may.manage',
        'canned.use': 'canned.may.use',
        'canned.manage': 'canned.may.manage',
      },
    },
    pages: {
      '/help': page(() => import('./tickets/HelpPage.tsx'), 'HelpPage'),
      '/help/new': page(() => import('./tickets/NewHelpPage.tsx'), 'NewHelpPage'),
      '/help/$id': page(() => import('./tickets/HelpTicketPage.tsx'), 'HelpTicketPage'),
      '/tickets': page(() => import('./tickets/TicketsPage.tsx'), 'TicketsPage'),
      '/tickets/new': page(() => import('./tickets/NewTicketPage.tsx'), 'NewTicketPage'),
      '/tickets/report': page(() => import('./targets/ReportPage.tsx'), 'ReportPage'),
      '/tickets/$id': page(() => import('./tickets/TicketPage.tsx'), 'TicketPage'),
      '/settings/canned': page(() => import('./canned/CannedPage.tsx'), 'CannedPage'),
      '/settings/targets': page(() => import('./targets/TargetsPage.tsx'), 'TargetsPage'),
    },
    texts: supportTexts,
    words: frameTexts,
  },
  {
    part: 'support',
    area: 'guest',
    pages: {
      '/contact/$slug/rating': page(() => import('./rating/RatingPage.tsx'), 'RatingPage'),
    },
    texts: ratingTexts,
  },
)
