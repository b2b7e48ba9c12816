/** What the school adds to the browser. */
import {
  IconCalendar,
  IconChartDots,
  IconHeartHandshake,
  IconPlus,
  IconQrcode,
  IconReceipt,
  IconScale,
  IconSparkles,
  IconUser,
  IconUsers,
} from '@tabler/icons-react'
import { lazy } from 'react'
import { definePages, page } from '#web/pages.tsx'
import { agendaTexts } from './agenda/texts.tsx'
import { badgesTexts } from './badges/texts.tsx'
import { disputesTexts } from './disputes/texts.tsx'
import { frameTexts } from './frame/texts.tsx'
import { groupsTexts } from './groups/texts.tsx'
import { membershipTexts } from './membership/texts.tsx'
import { needsTexts } from './needs/texts.tsx'
import { statementsTexts } from './statements/texts.tsx'
import { schoolTexts } from './texts.tsx'

const WaitingBadge = lazy(async () => ({
  default: (await import('./exchange/WaitingBadge.tsx')).WaitingBadge,
}))

export default definePages(
  {
    part: 'school',
    module: 'school',
    roles: {
      'school.mediator': { text: 'school.role.mediator', hint: 'school.role.mediator-hint' },
    },
    abilities: {
      title: 'school.may.title',
      of: {
        'exchange.read': 'school.may.exchange-read',
        'exchange.transfer': 'school.may.exchange-transfer',
        'exchange.offer': 'school.may.exchange-offer',
        'needs.post': 'school.may.needs-post',
        'needs.answer': 'school.may.needs-answer',
        'agenda.keep': 'school.may.agenda-keep',
        'exchange.mediate': 'school.may.exchange-mediate',
        'exchange.manage': 'school.may.exchange-manage',
      },
    },
    menu: [
      {
        to: '/exchange',
        text: 'menu.exchange.title',
        icon: IconHeartHandshake,
        may: 'exchange.read',
        group: 'menu.exchange.group',
        Badge: WaitingBadge,
      },
      {
        to: '/exchange/offers',
        text: 'needs.menu',
        icon: IconSparkles,
        may: 'exchange.read',
        group: 'menu.exchange.group',
        covers: ['/exchange/needs', '/exchange/agenda'],
      },
      {
        to: '/exchange/transfers',
        text: 'menu.exchange.statement.title',
        icon: IconReceipt,
        may: 'exchange.read',
        group: 'menu.exchange.group',
      },
      {
        to: '/exchange/overview',
        text: 'menu.exchange.overview.title',
        icon: IconChartDots,
        may: 'exchange.manage',
        group: 'menu.exchange.group',
        covers: ['/exchange/members'],
      },
    ],
    actions: [
      {
        to: '/exchange/thank',
        text: 'menu.exchange.thank.title',
        icon: IconHeartHandshake,
        may: 'exchange.transfer',
      },
      {
        to: '/exchange/thank?as=request',
        text: 'menu.exchange.request.title',
        icon: IconHeartHandshake,
        may: 'exchange.transfer',
      },
      {
        to: '/exchange/offers/new',
        text: 'menu.exchange.offers.new',
        icon: IconPlus,
        may: 'exchange.offer',
      },
    ],
    pages: {
      '/exchange': page(() => import('./exchange/ExchangePage.tsx'), 'ExchangePage'),
      '/exchange/thank': page(() => import('./exchange/ThankPage.tsx'), 'ThankPage'),
      '/exchange/transfers': page(
        () => import('./exchange/StatementPage.tsx'),
        'StatementPage',
        statementsTexts,
      ),
      '/exchange/transfers/$id': page(
        () => import('./exchange/TransferPage.tsx'),
        'TransferPage',
        disputesTexts,
      ),
      '/exchange/offers': page(
        () => import('./offers/OffersPage.tsx'),
        'OffersPage',
        agendaTexts,
        needsTexts,
      ),
      '/exchange/offers/mine': page(() => import('./offers/MyOffersPage.tsx'), 'MyOffersPage'),
      '/exchange/offers/new': page(() => import('./offers/OfferFormPage.tsx'), 'NewOfferPage'),
      '/exchange/offers/$id': page(
        () => import('./offers/OfferPage.tsx'),
        'OfferPage',
        agendaTexts,
        needsTexts,
      ),
      '/exchange/offers/$id/edit': page(
        () => import('./offers/OfferFormPage.tsx'),
        'EditOfferPage',
      ),
      '/exchange/overview': page(() => import('./exchange/OverviewPage.tsx'), 'OverviewPage'),
    },
    texts: schoolTexts,
    search: async (query, call) => {
      const { listNeighbours } = await import('./exchange/contract.ts')
      const { listOffers } = await import('./offers/contract.ts')
      const asked = { search: query, limit: 5 }
      const [neighbours, offers] = await Promise.all([
        call(listNeighbours, asked),
        call(listOffers, asked),
      ])
      return [
        ...neighbours.items
          .filter((it) => !it.isMe)
          .map(({ id, name }) => ({
            to: `/exchange/thank?to=${id}` as const,
            title: name,
            icon: IconUser,
          })),
        ...offers.items.map(({ id, title, owner }) => ({
          to: `/exchange/offers/${id}` as const,
          title,
          hint: owner.name,
          icon: IconSparkles,
        })),
      ]
    },
  },
  {
    part: 'school',
    module: 'school',
    actions: [
      { to: '/exchange/needs/new', text: 'menu.needs.new', icon: IconPlus, may: 'needs.post' },
      { to: '/exchange/needs', text: 'menu.needs.title', icon: IconSparkles, may: 'exchange.read' },
    ],
    pages: {
      '/exchange/needs': page(
        () => import('./needs/NeedsPage.tsx'),
        'NeedsPage',
        schoolTexts,
        agendaTexts,
      ),
      '/exchange/needs/new': page(
        () => import('./needs/NeedFormPage.tsx'),
        'NewNeedPage',
        schoolTexts,
        agendaTexts,
      ),
      '/exchange/needs/$id': page(
        () => import('./needs/NeedPage.tsx'),
        'NeedPage',
        schoolTexts,
        agendaTexts,
      ),
      '/exchange/needs/$id/edit': page(
        () => import('./needs/NeedFormPage.tsx'),
        'EditNeedPage',
        schoolTexts,
        agendaTexts,
      ),
    },
    texts: needsTexts,
    search: async (query, call) => {
      const { listNeeds } = await import('./needs/contract.ts')
      const { items } = await call(listNeeds, { search: query, limit: 5 })
      return items.map(({ id, title, owner }) => ({
        to: `/exchange/needs/${id}` as const,
        title,
        hint: owner.name,
        icon: IconSparkles,
      }))
    },
  },
  {
    part: 'school',
    module: 'school',
    actions: [
      {
        to: '/exchange/agenda',
        text: 'menu.agenda.title',
        icon: IconCalendar,
        may: 'exchange.read',
      },
    ],
    pages: {
      '/exchange/agenda': page(() => import('./agenda/AgendaPage.tsx'), 'AgendaPage', schoolTexts),
      '/exchange/offers/$id/moment': page(
        () => import('./agenda/ProposeMomentPage.tsx'),
        'ProposeMomentPage',
      ),
    },
    texts: agendaTexts,
  },
  {
    part: 'school',
    module: 'school',
    menu: [
      {
        to: '/exchange/disputes',
        text: 'menu.disputes.title',
        icon: IconScale,
        may: 'exchange.mediate',
        group: 'menu.exchange.group',
      },
    ],
    settings: [
      {
        to: '/exchange/settings',
        text: 'menu.membership.settings-title',
        hint: 'menu.membership.settings-hint',
        icon: IconHeartHandshake,
        may: 'exchange.manage',
      },
    ],
    pages: {
      '/exchange/membership': page(
        () => import('./membership/MembershipPage.tsx'),
        'MembershipPage',
        schoolTexts,
      ),
      '/exchange/charter': page(() => import('./membership/CharterPage.tsx'), 'CharterPage'),
      '/exchange/charter/edit': page(
        () => import('./membership/CharterEditPage.tsx'),
        'CharterEditPage',
      ),
      '/exchange/members': page(
        () => import('./membership/MembersPage.tsx'),
        'MembersPage',
        schoolTexts,
      ),
      '/exchange/members/$id': page(
        () => import('./membership/MemberPage.tsx'),
        'MemberPage',
        schoolTexts,
      ),
      '/exchange/settings': page(() => import('./membership/SettingsPage.tsx'), 'SettingsPage'),
    },
    texts: membershipTexts,
  },
  {
    part: 'school',
    module: 'school',
    pages: {
      '/exchange/disputes': page(
        () => import('./disputes/DisputesPage.tsx'),
        'DisputesPage',
        schoolTexts,
      ),
      '/exchange/disputes/$id': page(
        () => import('./disputes/DisputePage.tsx'),
        'DisputePage',
        schoolTexts,
      ),
    },
    texts: disputesTexts,
  },
  {
    part: 'school',
    module: 'school',
    menu: [
      {
        to: '/exchange/groups',
        text: 'menu.groups.title',
        icon: IconUsers,
        may: 'exchange.read',
        group: 'menu.exchange.group',
      },
    ],
    actions: [
      {
        to: '/exchange/groups/new',
        text: 'menu.groups.new',
        icon: IconUsers,
        may: 'exchange.transfer',
      },
    ],
    pages: {
      '/exchange/groups': page(() => import('./groups/GroupsPage.tsx'), 'GroupsPage', schoolTexts),
      '/exchange/groups/new': page(
        () => import('./groups/GroupFormPage.tsx'),
        'NewGroupPage',
        schoolTexts,
      ),
      '/exchange/groups/$id': page(
        () => import('./groups/GroupPage.tsx'),
        'GroupPage',
        schoolTexts,
      ),
      '/exchange/groups/$id/edit': page(
        () => import('./groups/GroupFormPage.tsx'),
        'EditGroupPage',
        schoolTexts,
      ),
    },
    texts: groupsTexts,
  },
  {
    part: 'school',
    module: 'school',
    actions: [
      {
        to: '/exchange/badge',
        text: 'menu.badges.title',
        icon: IconQrcode,
        may: 'exchange.transfer',
      },
    ],
    pages: {
      '/exchange/badge': page(() => import('./badges/BadgePage.tsx'), 'BadgePage', schoolTexts),
      '/exchange/pay': page(() => import('./badges/PayPage.tsx'), 'PayPage', schoolTexts),
    },
    texts: badgesTexts,
  },
  {
    part: 'school',
    area: 'guest',
    pages: {
      '/proof/$slug': page(() => import('./exchange/ProofPage.tsx'), 'ProofPage', schoolTexts),
    },
    texts: statementsTexts,
  },
  {
    // Also while the module is off: the plan of the workspace, and what waits in the module, keep their names.
    part: 'school',
    pages: {},
    words: frameTexts,
  },
)
