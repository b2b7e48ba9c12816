import {
  IconFlag,
  IconMessageQuestion,
  IconMessages,
  IconPencilPlus,
  IconSpeakerphone,
} from '@tabler/icons-react'
import { lazy } from 'react'
import { definePages, page } from '#web/pages.tsx'
import { announcementsTexts } from './announcements/texts.tsx'
import { frameTexts } from './frame/texts.tsx'
import { messagingTexts } from './texts.tsx'
import { visitorsTexts } from './visitors/texts.tsx'

const UnreadBadge = lazy(async () => ({
  default: (await import('./inbox/UnreadBadge.tsx')).UnreadBadge,
}))
const AnnouncementsBadge = lazy(async () => ({
  default: (await import('./announcements/AnnouncementsBadge.tsx')).AnnouncementsBadge,
}))
const VisitorsBadge = lazy(async () => ({
  default: (await import('./visitors/VisitorsBadge.tsx')).VisitorsBadge,
}))
const inbox = page(() => import('./inbox/InboxPage.tsx'), 'InboxPage')

/** Near the beginning of the navigation: people write to each other every day. */
export const talks = definePages(
  {
    part: 'messaging',
    menu: [
      {
        to: '/messages',
        text: 'menu.messages.title',
        icon: IconMessages,
        may: 'messaging.read',
        Badge: UnreadBadge,
      },
    ],
    actions: [
      {
        to: '/messages?new=1',
        text: 'menu.messages.new',
        icon: IconPencilPlus,
        may: 'messaging.write',
      },
    ],
    abilities: {
      title: 'messaging.may.title',
      of: {
        'messaging.read': 'messaging.may.read',
        'messaging.write': 'messaging.may.write',
        'messaging.moderate': 'messaging.may.moderate',
        'announcements.read': 'announcements.may.read',
        'announcements.write': 'announcements.may.write',
        'announcements.urgent': 'announcements.may.urgent',
        'announcements.approve': 'announcements.may.approve',
        'visitors.answer': 'visitors.may.answer',
        'visitors.manage': 'visitors.may.manage',
      },
    },
    pages: {
      '/messages': inbox,
      '/messages/$id': inbox,
      '/settings/reports': page(() => import('./moderation/ReportsPage.tsx'), 'ReportsPage'),
    },
    texts: messagingTexts,
    words: frameTexts,
  },
  {
    part: 'messaging',
    menu: [
      {
        to: '/announcements',
        text: 'menu.announcements.title',
        icon: IconSpeakerphone,
        may: 'announcements.read',
        Badge: AnnouncementsBadge,
      },
    ],
    actions: [
      {
        to: '/announcements/new',
        text: 'menu.announcements.new',
        icon: IconSpeakerphone,
        may: 'announcements.write',
      },
      {
        to: '/announcements/written',
        text: 'menu.announcements.desk',
        icon: IconSpeakerphone,
        may: 'announcements.write',
      },
    ],
    pages: {
      '/announcements': page(
        () => import('./announcements/AnnouncementsPage.tsx'),
        'AnnouncementsPage',
      ),
      '/announcements/new': page(
        () => import('./announcements/ComposePage.tsx'),
        'NewAnnouncementPage',
      ),
      '/announcements/written': page(() => import('./announcements/DeskPage.tsx'), 'DeskPage'),
      '/announcements/written/$id': page(
        () => import('./announcements/WrittenPage.tsx'),
        'WrittenPage',
      ),
      '/announcements/written/$id/edit': page(
        () => import('./announcements/ComposePage.tsx'),
        'EditAnnouncementPage',
      ),
      '/announcements/$id': page(
        () => import('./announcements/AnnouncementPage.tsx'),
        'AnnouncementPage',
      ),
      '/settings/announcements': page(
        () => import('./announcements/AnnouncementSettingsPage.tsx'),
        'AnnouncementSettingsPage',
      ),
    },
    texts: announcementsTexts,
  },
  {
    part: 'messaging',
    menu: [
      {
        to: '/visitors',
        text: 'menu.visitors.title',
        icon: IconMessageQuestion,
        may: 'visitors.answer',
        Badge: VisitorsBadge,
      },
    ],
    pages: {
      '/visitors': page(() => import('./visitors/QueuePage.tsx'), 'QueuePage'),
      '/visitors/$id': page(
        () => import('./visitors/QueuedPage.tsx'),
        'QueuedPage',
        messagingTexts,
      ),
      '/settings/visitors': page(
        () => import('./visitors/VisitorSettingsPage.tsx'),
        'VisitorSettingsPage',
      ),
    },
    texts: visitorsTexts,
  },
  {
    part: 'messaging',
    area: 'guest',
    pages: {
      '/contact/$slug': page(() => import('./visitors/ContactPage.tsx'), 'ContactPage'),
      '/contact/$slug/$id': page(
        () => import('./visitors/OwnConversationPage.tsx'),
        'OwnConversationPage',
      ),
    },
    texts: visitorsTexts,
  },
)

/** Among the settings, after those of the workspace itself. */
export default definePages({
  part: 'messaging',
  settings: [
    {
      to: '/settings/reports',
      text: 'menu.reports.title',
      hint: 'menu.reports.hint',
      icon: IconFlag,
      may: 'messaging.moderate',
    },
    {
      to: '/settings/announcements',
      text: 'menu.announcements.title',
      hint: 'menu.announcements.hint',
      icon: IconSpeakerphone,
      may: 'announcements.approve',
    },
    {
      to: '/settings/visitors',
      text: 'menu.visitors.title',
      hint: 'menu.visitors.hint',
      icon: IconMessageQuestion,
      may: 'visitors.manage',
    },
  ],
  pages: {},
})
