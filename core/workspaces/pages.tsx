import {
  IconAdjustments,
  IconAlertTriangle,
  IconBuildingCommunity,
  IconHome,
  IconMailPlus,
  IconPalette,
  IconPuzzle,
  IconDoorEnter,
  IconWorldWww,
  IconServer2,
  IconSettings,
  IconShieldCheck,
  IconUserPlus,
  IconUserQuestion,
  IconUsers,
} from '@tabler/icons-react'
import { lazy } from 'react'
import { definePages, page } from '#web/pages.tsx'
import { rolesTexts } from './roles/texts.tsx'
import { listMembers } from './contract.ts'
import { domainsTexts } from './domains/texts.tsx'
import { frameTexts } from './frame/texts.tsx'
import { joiningTexts } from './joining/texts.tsx'
import { lifecycleTexts } from './lifecycle/texts.tsx'
import { settingsTexts } from './settings/texts.tsx'
import { workspacesTexts } from './texts.tsx'

const RequestsBadge = lazy(async () => ({
  default: (await import('./joining/RequestsBadge.tsx')).RequestsBadge,
}))

const part = 'workspaces'
/** The first page of a workspace stands before those of its modules. */
export const home = definePages({
  part,
  menu: [{ to: '/', text: 'home.menu', icon: IconHome }],
  pages: { '/': page(() => import('./HomePage.tsx'), 'HomePage', lifecycleTexts) },
  texts: workspacesTexts,
  words: frameTexts,
})

export default definePages(
  {
    part,
    menu: [
      {
        to: '/members',
        text: 'menu.members.title',
        icon: IconUsers,
        may: 'members.read',
        group: 'menu.group.place',
      },
      {
        to: '/invitations',
        text: 'menu.invitations.title',
        icon: IconMailPlus,
        may: 'members.invite',
        group: 'menu.group.place',
      },
      {
        to: '/requests',
        text: 'menu.joining.requests',
        icon: IconUserQuestion,
        may: 'members.invite',
        group: 'menu.group.place',
        Badge: RequestsBadge,
      },
      { to: '/settings', text: 'settings.menu', icon: IconSettings, group: 'menu.group.place' },
    ],
    pages: {
      '/members': page(() => import('./MembersPage.tsx'), 'MembersPage', rolesTexts),
      '/invitations': page(() => import('./InvitationsPage.tsx'), 'InvitationsPage'),
    },
    actions: [
      {
        to: '/invitations',
        text: 'menu.invitations.new',
        icon: IconUserPlus,
        may: 'members.invite',
      },
    ],
    texts: workspacesTexts,
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
    settings: [
      {
        to: '/settings/general',
        text: 'menu.settings.general',
        hint: 'menu.settings.general-hint',
        icon: IconAdjustments,
      },
      {
        to: '/settings/appearance',
        text: 'menu.settings.appearance',
        hint: 'menu.settings.appearance-hint',
        icon: IconPalette,
        may: 'workspace.manage',
      },
      {
        to: '/settings/modules',
        text: 'settings.modules',
        hint: 'settings.modules-hint',
        icon: IconPuzzle,
        may: 'modules.switch',
      },
      {
        to: '/settings/roles',
        text: 'menu.roles.title',
        hint: 'menu.roles.subtitle',
        icon: IconShieldCheck,
        may: 'members.read',
      },
      {
        to: '/settings/danger',
        text: 'menu.settings.danger',
        hint: 'menu.settings.danger-hint',
        icon: IconAlertTriangle,
        isLast: true,
      },
    ],
    pages: {
      '/settings': page(() => import('./settings/OverviewPage.tsx'), 'OverviewPage'),
      '/settings/general': page(
        () => import('./settings/GeneralPage.tsx'),
        'GeneralPage',
        workspacesTexts,
      ),
      '/settings/appearance': page(() => import('./branding/AppearancePage.tsx'), 'AppearancePage'),
      '/settings/modules': page(() => import('./ModulesPage.tsx'), 'ModulesPage', workspacesTexts),
      '/settings/roles': page(
        () => import('./roles/RolesPage.tsx'),
        'RolesPage',
        workspacesTexts,
        rolesTexts,
      ),
      '/settings/danger': page(
        () => import('./settings/DangerPage.tsx'),
        'DangerPage',
        workspacesTexts,
        lifecycleTexts,
      ),
    },
    texts: settingsTexts,
  },
  {
    part,
    pages: {},
    abilities: {
      title: 'roles.space',
      of: {
        'workspace.read': 'may.workspace-read',
        'members.read': 'may.members-read',
        'members.invite': 'may.members-invite',
        'members.manage': 'may.members-manage',
        'workspace.manage': 'may.workspace-manage',
        'modules.switch': 'may.modules-switch',
        'plan.read': 'may.plan-read',
        'modules.force': 'may.modules-force',
        'workspace.end': 'may.workspace-end',
      },
    },
  },
  {
    part,
    area: 'guest',
    pages: {
      '/welcome': page(() => import('./WelcomePage.tsx'), 'WelcomePage'),
      '/invitations/$slug': page(() => import('./JoinPage.tsx'), 'JoinPage'),
    },
    texts: workspacesTexts,
  },
  {
    part,
    area: 'account',
    menu: [{ to: '/workspaces', text: 'spaces.menu', icon: IconBuildingCommunity }],
    words: frameTexts,
    pages: {
      '/workspaces': page(() => import('./WorkspacesPage.tsx'), 'WorkspacesPage'),
      '/workspaces/new': page(
        () => import('./NewWorkspacePage.tsx'),
        'NewWorkspacePage',
        lifecycleTexts,
      ),
    },
    texts: workspacesTexts,
  },
  {
    part,
    settings: [
      {
        to: '/settings/joining',
        text: 'menu.joining.menu',
        hint: 'menu.joining.menu-hint',
        icon: IconDoorEnter,
        may: 'workspace.manage',
      },
    ],
    pages: {
      '/requests': page(
        () => import('./joining/RequestsPage.tsx'),
        'RequestsPage',
        workspacesTexts,
      ),
      '/settings/joining': page(() => import('./joining/JoiningPage.tsx'), 'JoiningPage'),
    },
    texts: joiningTexts,
  },
  {
    part,
    settings: [
      {
        to: '/settings/domain',
        text: 'menu.domain.menu',
        hint: 'domain.menu-hint',
        icon: IconWorldWww,
        may: 'workspace.manage',
      },
    ],
    pages: {
      '/settings/domain': page(
        () => import('./domains/DomainPage.tsx'),
        'DomainPage',
        workspacesTexts,
      ),
    },
    texts: domainsTexts,
  },
  {
    part,
    area: 'guest',
    pages: { '/join/$slug': page(() => import('./joining/DoorPage.tsx'), 'DoorPage') },
    texts: joiningTexts,
  },
  {
    part,
    area: 'account',
    menu: [
      { to: '/installation/workspaces', text: 'life.all-menu', icon: IconServer2, may: 'admin' },
    ],
    pages: {
      '/installation/workspaces': page(
        () => import('./lifecycle/InstallationWorkspacesPage.tsx'),
        'InstallationWorkspacesPage',
        workspacesTexts,
      ),
    },
    texts: lifecycleTexts,
  },
)
