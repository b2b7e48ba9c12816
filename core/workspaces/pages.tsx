import {
  IconBuildingCommunity,
  IconHome,
  IconMailPlus,
  IconPuzzle,
  IconSettings,
  IconUserPlus,
  IconUsers,
} from '@tabler/icons-react'
import { definePages, page } from '#web/pages.tsx'
import { listMembers } from './contract.ts'
import { texts } from './texts.tsx'

const part = 'workspaces'

/** The first page of a workspace stands before those of its modules. */
export const home = definePages({
  part,
  menu: [{ to: '/', text: 'home.menu', icon: IconHome }],
  pages: { '/': page(() => import('./HomePage.tsx'), 'HomePage') },
  texts,
})

export default definePages(
  {
    part,
    menu: [
      { to: '/members', text: 'members.title', icon: IconUsers, may: 'members.read' },
      { to: '/invitations', text: 'invitations.title', icon: IconMailPlus, may: 'members.invite' },
      { to: '/modules', text: 'modules.title', icon: IconPuzzle, may: 'modules.switch' },
      { to: '/settings', text: 'settings.menu', icon: IconSettings },
    ],
    pages: {
      '/members': page(() => import('./MembersPage.tsx'), 'MembersPage'),
      '/invitations': page(() => import('./InvitationsPage.tsx'), 'InvitationsPage'),
      '/modules': page(() => import('./ModulesPage.tsx'), 'ModulesPage'),
      '/settings': page(() => import('./SettingsPage.tsx'), 'SettingsPage'),
    },
    actions: [
      { to: '/invitations', text: 'invitations.new', icon: IconUserPlus, may: 'members.invite' },
    ],
    texts,
    search: async (search, call) => {
      const { items } = await call(listMembers, { search, limit: 5 })
      return items.map((it) => ({
        to: `/members?q=${encodeURIComponent(it.name)}`,
        title: it.name,
        icon: IconUsers,
      }))
    },
  },
  {
    part,
    area: 'guest',
    pages: {
      '/welcome': page(() => import('./WelcomePage.tsx'), 'WelcomePage'),
      '/invitations/$slug': page(() => import('./JoinPage.tsx'), 'JoinPage'),
    },
    texts,
  },
  {
    part,
    area: 'account',
    menu: [{ to: '/workspaces', text: 'spaces.menu', icon: IconBuildingCommunity }],
    pages: {
      '/workspaces': page(() => import('./WorkspacesPage.tsx'), 'WorkspacesPage'),
      '/workspaces/new': page(() => import('./NewWorkspacePage.tsx'), 'NewWorkspacePage'),
    },
    texts,
  },
)
