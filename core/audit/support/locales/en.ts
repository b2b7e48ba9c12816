import type { Like } from '#kernel/text.ts'
import type fr from './fr.ts'

export default {
  'support/open': 'An access is open already. Close it first.',
  'support/ended': 'This access is closed already.',
  'support.title': 'Support access',
  'support.subtitle':
    'Administrators of the installation can read nothing here, unless you let them in.',
  'support.grant-title': 'Let in for 60 minutes',
  'support.grant-hint':
    'Every page that is opened is written to the audit log. The access closes by itself, and you can close it earlier.',
  'support.reason': 'For what reason?',
  'support.reason-hint': 'The members who manage the workspace will read it.',
  'support.may-write': 'Allow changes too',
  'support.may-write-hint': 'Without it, support can only read.',
  'support.grant': 'Open the access',
  'support.granted': 'The access is open for 60 minutes.',
  'support.open-title': 'Support has access',
  'support.by': 'Opened by',
  'support.since': 'Opened at',
  'support.until': 'Closes at',
  'support.rights': 'Rights',
  'support.reads': 'Reading only',
  'support.writes': 'Reading and changing',
  'support.end': 'Close the access',
  'support.end-ask': 'Close the access now?',
  'support.was-ended': 'The access is closed.',
  'support.banner_one': 'Support has access to this workspace for {count} more minute.',
  'support.banner_other': 'Support has access to this workspace for {count} more minutes.',
  'support.banner-last': 'Support has access to this workspace for less than a minute.',
  'support.see': 'See',
  'support.nobody-else': 'Only an owner can let support in.',
  'support.mail.subject': '“{workspace}” gives you support access',
  'support.mail.open': 'You may enter “{workspace}” until {time}. The reason can be read there.',
  'support.mail.seen': 'Every page you open is written to the audit log of the workspace.',
  'support.mail.enter': 'Enter',
  'support.mail.why': 'You receive this message because you administer this installation.',
} as const satisfies Like<typeof fr>
