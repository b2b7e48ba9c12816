import { IconFileText, IconHelpHexagon, IconWorld } from '@tabler/icons-react'
import { languageOf } from '#kernel/text.ts'
import { later } from '#web/later.tsx'
import { definePages, page } from '#web/pages.tsx'
import { frameTexts } from './frame/texts.tsx'
import { contentTexts } from './texts.tsx'

export default definePages({
  part: 'content',
  menu: [
    {
      to: '/site',
      text: 'menu.content.site',
      icon: IconFileText,
      may: 'pages.read',
      covers: ['/site'],
      group: 'menu.group.place',
    },
    {
      to: '/faq',
      text: 'menu.content.faq',
      icon: IconHelpHexagon,
      may: 'faq.write',
      group: 'menu.group.place',
    },
  ],
  settings: [
    {
      to: '/settings/site',
      text: 'menu.content.settings',
      hint: 'menu.content.settings-hint',
      icon: IconWorld,
      may: 'site.manage',
    },
  ],
  banner: {
    may: 'legal.accept',
    Component: later(() => import('./legal/PendingTexts.tsx').then((it) => it.PendingTexts)),
  },
  pages: {
    '/site': page(() => import('./pages/PagesPage.tsx'), 'PagesPage'),
    '/site/pages/$id': page(() => import('./pages/EditorPage.tsx'), 'EditorPage'),
    '/site/pages/$id/versions': page(() => import('./pages/VersionsPage.tsx'), 'VersionsPage'),
    '/faq': page(() => import('./faq/FaqPage.tsx'), 'FaqPage'),
    '/settings/site': page(() => import('./site/SiteSettingsPage.tsx'), 'SiteSettingsPage'),
    '/reading/pages/$id': page(() => import('./reading/ReadingPage.tsx'), 'ReadingPage'),
    '/reading/questions/$id': page(() => import('./reading/QuestionPage.tsx'), 'QuestionPage'),
    '/legal': page(() => import('./legal/LegalTextsPage.tsx'), 'LegalTextsPage'),
    '/legal/$id': page(() => import('./legal/LegalTextPage.tsx'), 'LegalTextPage'),
  },
  abilities: {
    title: 'content.may.title',
    of: {
      'pages.read': 'content.may.pages-read',
      'pages.write': 'content.may.pages-write',
      'pages.publish': 'content.may.pages-publish',
      'site.manage': 'content.may.site-manage',
      'faq.read': 'content.may.faq-read',
      'faq.write': 'content.may.faq-write',
      'legal.read': 'content.may.legal-read',
      'legal.accept': 'content.may.legal-accept',
      'legal.manage': 'content.may.legal-manage',
    },
  },
  search: async (query, call) => {
    const { findTexts } = await import('./reading/contract.ts')
    const { found } = await call(findTexts, {
      text: query,
      language: languageOf(document.documentElement.lang),
    })
    return found.map(({ what, title, path }) => ({
      to: path as `/${string}`,
      title,
      icon: what === 'page' ? IconFileText : IconHelpHexagon,
    }))
  },
  texts: contentTexts,
  words: frameTexts,
})
