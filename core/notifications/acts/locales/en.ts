import type { Like } from '#kernel/text.ts'
import type fr from './fr.ts'

export default {
  'act-group/notifications': 'Notifications',
  'act-group/mail': 'Mails',
  'act/notifications.rules-settled': 'Mail notifications settled for a role',
  'act/notifications.quiet-settled': 'Quiet hours settled',
  'act/mail.retried': 'Mail tried again',
  'act/POST /notifications/{noticeId}/read': 'Notification read',
  'act/POST /notifications/{noticeId}/unread': 'Notification marked as unread',
  'act/POST /notifications/{noticeId}/archive': 'Notification archived',
  'act/POST /notifications/{noticeId}/restore': 'Notification put back in the list',
  'act/POST /notifications/read': 'All notifications read',
  'act/PUT /notifications/preferences': 'Notification choices saved',
  'act/PUT /notifications/rules': 'Mail notifications settled for a role',
  'act/PUT /notifications/rules/quiet': 'Quiet hours settled',
  'act/DELETE /account/push/{deviceId}': 'Device removed from notifications',
} as const satisfies Like<typeof fr>
