import {
  IconDatabaseExport,
  IconDevices,
  IconKey,
  IconShieldLock,
  IconUser,
} from '@tabler/icons-react'
import { definePages, page } from '#web/pages.tsx'
import { factorsTexts } from './factors/texts.tsx'
import { accountTexts } from './account/texts.tsx'
import { frameTexts } from './frame/texts.tsx'
import { identityTexts } from './texts.tsx'

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
    texts: identityTexts,
  },
  {
    part: 'identity',
    area: 'account',
    menu: [
      { to: '/', text: 'profile.menu', icon: IconUser },
      { to: '/security', text: 'password.menu', icon: IconShieldLock },
    ],
    words: frameTexts,
    pages: {
      '/': page(() => import('./ProfilePage.tsx'), 'ProfilePage', accountTexts, factorsTexts),
      '/security': page(() => import('./SecurityPage.tsx'), 'SecurityPage', factorsTexts),
    },
    texts: identityTexts,
  },
  {
    part: 'identity',
    area: 'account',
    menu: [
      { to: '/devices', text: 'menu.devices.title', icon: IconDevices },
      { to: '/tokens', text: 'tokens.menu', icon: IconKey },
      { to: '/data', text: 'menu.data.title', icon: IconDatabaseExport },
    ],
    pages: {
      '/devices': page(() => import('./devices/DevicesPage.tsx'), 'DevicesPage'),
      '/tokens': page(() => import('./tokens/TokensPage.tsx'), 'TokensPage', factorsTexts),
      '/data': page(() => import('./leaving/DataPage.tsx'), 'DataPage', factorsTexts),
    },
    texts: accountTexts,
  },
  {
    part: 'identity',
    area: 'guest',
    pages: { '/address': page(() => import('./moving/AddressPage.tsx'), 'AddressPage') },
    texts: accountTexts,
  },
)
