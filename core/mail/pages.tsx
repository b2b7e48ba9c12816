import { IconMail } from '@tabler/icons-react'
import { definePages, page } from '#web/pages.tsx'
import { frameTexts } from './frame/texts.tsx'
import { mailTexts } from './texts.tsx'

export default definePages({
  part: 'mail',
  area: 'account',
  menu: [{ to: '/installation/mails', text: 'menu.mails.title', icon: IconMail, may: 'admin' }],
  pages: {
    '/installation/mails': page(() => import('./MailsPage.tsx'), 'MailsPage'),
    '/installation/mails/$id': page(() => import('./MailPage.tsx'), 'MailPage'),
  },
  texts: mailTexts,
  words: frameTexts,
})
