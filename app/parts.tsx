/** Every part that has pages, in the order of the navigation. Listed by hand. */
import ai from '#core/ai/pages.tsx'
import audit from '#core/audit/pages.tsx'
import calendar from '#core/calendar/pages.tsx'
import content from '#core/content/pages.tsx'
import files from '#core/files/pages.tsx'
import identity from '#core/identity/pages.tsx'
import messaging, { talks } from '#core/messaging/pages.tsx'
import mail from '#core/mail/pages.tsx'
import notifications from '#core/notifications/pages.tsx'
import operations from '#core/operations/pages.tsx'
import plans from '#core/plans/pages.tsx'
import support from '#core/support/pages.tsx'
import workspaces, { home } from '#core/workspaces/pages.tsx'
import school from '#modules/school/pages.tsx'
import type { PartPages } from '#web/pages.tsx'
import maintenance from '#modules/maintenance/pages.tsx'

export const parts: readonly PartPages[] = [
  ...home,
  ...talks,
  ...school,
  ...ai,
  ...support,
  ...identity,
  ...content,
  ...workspaces,
  ...calendar,
  ...messaging,
  ...plans,
  ...files,
  ...notifications,
  ...audit,
  ...operations,
  ...mail,
  ...maintenance,
]
