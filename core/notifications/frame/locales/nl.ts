import type { Like } from '#kernel/text.ts'
import type fr from './fr.ts'

export default {
  'menu.notices.title': 'Meldingen',
  'menu.notices.bell_one': 'Meldingen: {count} te lezen',
  'menu.notices.bell_many': 'Meldingen: {count} te lezen',
  'menu.notices.bell_other': 'Meldingen: {count} te lezen',
  'menu.notices.settings-hint': 'Wat per mail vertrekt, en de rustige uren',
  'menu.notices.may': 'Meldingen',
  'menu.notices.may-read': 'lezen wat hen aangaat',
  'menu.notices.may-manage': 'bepalen wat per mail vertrekt',
} as const satisfies Like<typeof fr>
