import { IconGauge } from '@tabler/icons-react'
import { definePages, page } from '#web/pages.tsx'
import { frameTexts } from './frame/texts.tsx'
import { plansTexts } from './texts.tsx'

export default definePages({
  part: 'plans',
  settings: [
    {
      to: '/settings/plan',
      text: 'menu.plans.title',
      hint: 'menu.plans.hint',
      icon: IconGauge,
      may: 'plan.read',
    },
  ],
  pages: { '/settings/plan': page(() => import('./PlanPage.tsx'), 'PlanPage') },
  texts: plansTexts,
  words: frameTexts,
})
