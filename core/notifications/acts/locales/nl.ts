import type { Like } from '#kernel/text.ts'
import type fr from './fr.ts'

export default {
  'act-group/notifications': 'Meldingen',
  'act-group/mail': 'Mails',
  'act/notifications.rules-settled': 'Meldingen per mail bepaald voor een rol',
  'act/notifications.quiet-settled': 'Rustige uren bepaald',
  'act/mail.retried': 'Mail opnieuw verstuurd',
  'act/POST /notifications/{noticeId}/read': 'Melding gelezen',
  'act/POST /notifications/{noticeId}/unread': 'Melding als ongelezen gemarkeerd',
  'act/POST /notifications/{noticeId}/archive': 'Melding gearchiveerd',
  'act/POST /notifications/{noticeId}/restore': 'Melding teruggezet in de lijst',
  'act/POST /notifications/read': 'Alle meldingen gelezen',
  'act/PUT /notifications/preferences': 'Keuzes voor meldingen bewaard',
  'act/PUT /notifications/rules': 'Meldingen per mail bepaald voor een rol',
  'act/PUT /notifications/rules/quiet': 'Rustige uren bepaald',
  'act/DELETE /account/push/{deviceId}': 'Toestel verwijderd uit de meldingen',
} as const satisfies Like<typeof fr>
