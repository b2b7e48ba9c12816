/** What categories and states are called, and how they look. */
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
import type { Category, Offer, Transfer, TransferState } from './contract.ts'

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

export const stateWords = {
  pending: { text: 'exchange.state.pending', tone: 'wait' },
  completed: { text: 'exchange.state.completed', tone: 'good' },
  rejected: { text: 'exchange.state.rejected', tone: 'bad' },
  cancelled: { text: 'exchange.state.cancelled', tone: 'off' },
  expired: { text: 'exchange.state.expired', tone: 'off' },
  reversed: { text: 'exchange.state.reversed', tone: 'info' },
} as const satisfies Record<TransferState, { text: Key; tone: Tone }>

export const offerStateWords = {
  draft: { text: 'exchange.offer-state.draft', tone: 'wait' },
  active: { text: 'exchange.offer-state.active', tone: 'good' },
  paused: { text: 'exchange.offer-state.paused', tone: 'info' },
  archived: { text: 'exchange.offer-state.archived', tone: 'off' },
} as const satisfies Record<Offer['state'], { text: Key; tone: Tone }>

/** What a transfer is, seen from the reader's side: «Merci à Bob», «Demande de Cloé». */
export const titleWords = {
  payment: { out: 'exchange.thanks-to', in: 'exchange.thanks-from' },
  request: { out: 'exchange.request-from', in: 'exchange.request-to' },
  grant: { out: 'exchange.kind.grant', in: 'exchange.kind.grant' },
  return: { out: 'exchange.kind.return', in: 'exchange.kind.return' },
  reversal: { out: 'exchange.kind.reversal', in: 'exchange.kind.reversal' },
} as const satisfies Record<Transfer['kind'], Record<'out' | 'in', Key>>
