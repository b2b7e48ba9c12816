import { IconMessageCircleQuestion, IconReportAnalytics, IconRobot } from '@tabler/icons-react'
import { definePages, page } from '#web/pages.tsx'
import { frameTexts } from './frame/texts.tsx'
import { aiTexts } from './texts.tsx'

export default definePages({
  part: 'ai',
  menu: [
    {
      to: '/assistant',
      text: 'menu.ai.title',
      icon: IconMessageCircleQuestion,
      may: 'ai.ask',
      group: 'menu.group.help',
    },
  ],
  settings: [
    {
      to: '/settings/ai',
      text: 'menu.ai.settings',
      hint: 'menu.ai.settings-hint',
      icon: IconRobot,
      may: 'ai.manage',
    },
    {
      to: '/settings/ai-usage',
      text: 'menu.ai.usage',
      hint: 'menu.ai.usage-hint',
      icon: IconReportAnalytics,
      may: 'ai.usage',
    },
  ],
  abilities: {
    title: 'ai.may-title',
    of: { 'ai.ask': 'ai.may-ask', 'ai.manage': 'ai.may-manage', 'ai.usage': 'ai.may-usage' },
  },
  pages: {
    '/assistant': page(() => import('./chats/AssistantPage.tsx'), 'AssistantPage'),
    '/settings/ai': page(() => import('./settings/AiSettingsPage.tsx'), 'AiSettingsPage'),
    '/settings/ai-usage': page(() => import('./usage/AiUsagePage.tsx'), 'AiUsagePage'),
  },
  texts: aiTexts,
  words: frameTexts,
})
