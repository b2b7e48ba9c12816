import { IconBell } from '@tabler/icons-react'
import { later } from '#web/later.tsx'
import { definePages, page } from '#web/pages.tsx'
import { devicesTexts } from './devices/texts.tsx'
import { frameTexts } from './frame/texts.tsx'
import { wishesTexts } from './preferences/texts.tsx'
import { noticesTexts } from './texts.tsx'

const part = 'notifications'

export default definePages(
  {
    part,
    corner: {
      may: 'notifications.read',
      Component: later(() => import('./Bell.tsx').then((it) => it.Bell)),
    },
    actions: [{ to: '/notifications', text: 'menu.notices.title', icon: IconBell }],
    abilities: {
      title: 'menu.notices.may',
      of: {
        'notifications.read': 'menu.notices.may-read',
        'notifications.manage': 'menu.notices.may-manage',
      },
    },
    settings: [
      {
        to: '/settings/notifications',
        text: 'menu.notices.title',
        hint: 'menu.notices.settings-hint',
        icon: IconBell,
        may: 'notifications.manage',
      },
    ],
    pages: {
      '/notifications': page(() => import('./NoticesPage.tsx'), 'NoticesPage'),
      '/notifications/preferences': page(
        () => import('./preferences/PreferencesPage.tsx'),
        'PreferencesPage',
        wishesTexts,
        devicesTexts,
      ),
      '/settings/notifications': page(
        () => import('./preferences/HousePage.tsx'),
        'HousePage',
        wishesTexts,
      ),
    },
    texts: noticesTexts,
    words: frameTexts,
  },
  {
    part,
    area: 'guest',
    pages: {
      '/unsubscribe/$slug': page(
        () => import('./unsubscribing/UnsubscribePage.tsx'),
        'UnsubscribePage',
      ),
    },
    texts: wishesTexts,
  },
)
