/** What the school adds to the browser. */
import {
  IconChartDots,
  IconHeartHandshake,
  IconPlus,
  IconReceipt,
  IconSparkles,
  IconUser,
} from '@tabler/icons-react'
import { definePages, page } from '#web/pages.tsx'

const texts = {
  fr: () => import('./locales/fr.ts'),
  nl: () => import('./locales/nl.ts'),
  en: () => import('./locales/en.ts'),
}

export default definePages(
  {
    part: 'school',
    module: 'school',
    menu: [
      { to: '/exchange', text: 'exchange.title', icon: IconHeartHandshake, may: 'exchange.read' },
      {
        to: '/exchange/offers',
        text: 'exchange.offers.title',
        icon: IconSparkles,
        may: 'exchange.read',
      },
      {
        to: '/exchange/transfers',
        text: 'exchange.statement.title',
        icon: IconReceipt,
        may: 'exchange.read',
      },
      {
        to: '/exchange/overview',
        text: 'exchange.overview.title',
        icon: IconChartDots,
        may: 'exchange.manage',
      },
    ],
    actions: [
      {
        to: '/exchange/thank',
        text: 'exchange.thank.title',
        icon: IconHeartHandshake,
        may: 'exchange.transfer',
      },
      {
        to: '/exchange/thank?as=request',
        text: 'exchange.request.title',
        icon: IconHeartHandshake,
        may: 'exchange.transfer',
      },
      {
        to: '/exchange/offers/new',
        text: 'exchange.offers.new',
        icon: IconPlus,
        may: 'exchange.offer',
      },
    ],
    pages: {
      '/exchange': page(() => import('./exchange/ExchangePage.tsx'), 'ExchangePage'),
      '/exchange/thank': page(() => import('./exchange/ThankPage.tsx'), 'ThankPage'),
      '/exchange/transfers': page(() => import('./exchange/StatementPage.tsx'), 'StatementPage'),
      '/exchange/transfers/$id': page(() => import('./exchange/TransferPage.tsx'), 'TransferPage'),
      '/exchange/offers': page(() => import('./exchange/OffersPage.tsx'), 'OffersPage'),
      '/exchange/offers/mine': page(() => import('./exchange/MyOffersPage.tsx'), 'MyOffersPage'),
      '/exchange/offers/new': page(() => import('./exchange/OfferFormPage.tsx'), 'NewOfferPage'),
      '/exchange/offers/$id': page(() => import('./exchange/OfferPage.tsx'), 'OfferPage'),
      '/exchange/offers/$id/edit': page(
        () => import('./exchange/OfferFormPage.tsx'),
        'EditOfferPage',
      ),
      '/exchange/overview': page(() => import('./exchange/OverviewPage.tsx'), 'OverviewPage'),
    },
    texts,
    search: async (query, call) => {
      const { listNeighbours, listOffers } = await import('./exchange/contract.ts')
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
    area: 'guest',
    pages: { '/proof/$slug': page(() => import('./exchange/ProofPage.tsx'), 'ProofPage') },
    texts,
  },
)
