import { IconShieldLock, IconUser } from '@tabler/icons-react'
import { definePages, page } from '#web/pages.tsx'
import { texts } from './texts.tsx'

export default definePages(
  {
    part: 'identity',
    area: 'guest',
    pages: {
      '/login': page(() => import('./LoginPage.tsx'), 'LoginPage'),
      '/register': page(() => import('./RegisterPage.tsx'), 'RegisterPage'),
      '/verify': page(() => import('./VerifyPage.tsx'), 'VerifyPage'),
      '/password/forgot': page(() => import('./ForgotPage.tsx'), 'ForgotPage'),
      '/password/reset': page(() => import('./ResetPage.tsx'), 'ResetPage'),
    },
    texts,
  },
  {
    part: 'identity',
    area: 'account',
    menu: [
      { to: '/', text: 'profile.menu', icon: IconUser },
      { to: '/password', text: 'password.menu', icon: IconShieldLock },
    ],
    pages: {
      '/': page(() => import('./ProfilePage.tsx'), 'ProfilePage'),
      '/password': page(() => import('./PasswordPage.tsx'), 'PasswordPage'),
    },
    texts,
  },
)
