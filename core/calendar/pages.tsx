import { IconCalendarTime } from '@tabler/icons-react'
import { definePages, page } from '#web/pages.tsx'
import { frameTexts } from './frame/texts.tsx'
import { calendarTexts } from './texts.tsx'

export default definePages({
  part: 'calendar',
  settings: [
    {
      to: '/settings/hours',
      text: 'menu.calendar.title',
      hint: 'menu.calendar.hint',
      icon: IconCalendarTime,
      may: 'calendar.manage',
    },
  ],
  abilities: {
    title: 'calendar.may.title',
    of: { 'calendar.read': 'calendar.may.read', 'calendar.manage': 'calendar.may.manage' },
  },
  pages: { '/settings/hours': page(() => import('./HoursPage.tsx'), 'HoursPage') },
  texts: calendarTexts,
  words: frameTexts,
})
