/** What categories and an offer's states are called, and how they look. */
import {
  IconBike,
  IconBooks,
  IconChefHat,
  IconDeviceLaptop,
  IconHorseToy,
  IconLanguage,
  IconMusic,
  IconNeedleThread,
  IconPlant2,
  IconShovel,
  IconSwimming,
  IconTruck,
} from '@tabler/icons-react'
import type { Icon } from '#web/pages.tsx'
import type { Tone } from '#web/ui/Status.tsx'
import type fr from '../locales/fr.ts'
import type { Category, Offer } from './contract.ts'

type Key = keyof typeof fr

export const categoryWords = {
  homework: { text: 'exchange.category.homework', icon: IconBooks },
  sewing: { text: 'exchange.category.sewing', icon: IconNeedleThread },
  'pool-lifts': { text: 'exchange.category.pool-lifts', icon: IconSwimming },
  'bicycle-repair': { text: 'exchange.category.bicycle-repair', icon: IconBike },
  plants: { text: 'exchange.category.plants', icon: IconPlant2 },
  translation: { text: 'exchange.category.translation', icon: IconLanguage },
  moving: { text: 'exchange.category.moving', icon: IconTruck },
  computers: { text: 'exchange.category.computers', icon: IconDeviceLaptop },
  cooking: { text: 'exchange.category.cooking', icon: IconChefHat },
  childminding: { text: 'exchange.category.childminding', icon: IconHorseToy },
  gardening: { text: 'exchange.category.gardening', icon: IconShovel },
  music: { text: 'exchange.category.music', icon: IconMusic },
} as const satisfies Record<Category, { text: Key; icon: Icon }>

export const offerStateWords = {
  draft: { text: 'exchange.offer-state.draft', tone: 'wait' },
  active: { text: 'exchange.offer-state.active', tone: 'good' },
  paused: { text: 'exchange.offer-state.paused', tone: 'info' },
  archived: { text: 'exchange.offer-state.archived', tone: 'off' },
} as const satisfies Record<Offer['state'], { text: Key; tone: Tone }>
