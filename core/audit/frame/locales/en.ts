import type { Like } from '#kernel/text.ts'
import type fr from './fr.ts'

export default {
  'menu.acts.title': 'Audit log',
  'menu.acts.hint': 'Who did what, and when.',
  'menu.acts.installation': 'Audit log',
  'menu.support.title': 'Support access',
  'menu.support.hint': 'Let somebody from the technical team in, for one hour.',
  'audit.may.title': 'Audit log and support',
  'audit.may.audit-read': 'read the audit log',
  'audit.may.support-read': 'see whether support has access',
  'audit.may.support-grant': 'give support access',
} as const satisfies Like<typeof fr>
