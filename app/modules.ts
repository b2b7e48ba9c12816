/** Every part of the product, in the order a reader should meet them. Listed by hand. */
import calendar from '#core/calendar/module.ts'
import content from '#core/content/module.ts'
import ai from '#core/ai/module.ts'
import documents from '#core/documents/module.ts'
import files from '#core/files/module.ts'
import audit from '#core/audit/module.ts'
import identity from '#core/identity/module.ts'
import ledger from '#core/ledger/module.ts'
import mail from '#core/mail/module.ts'
import messaging from '#core/messaging/module.ts'
import notifications from '#core/notifications/module.ts'
import operations from '#core/operations/module.ts'
import plans from '#core/plans/module.ts'
import search from '#core/search/module.ts'
import support from '#core/support/module.ts'
import workspaces from '#core/workspaces/module.ts'
import type { Part } from '#kernel/module.ts'
import school from '#modules/school/module.ts'
import maintenance from '#modules/maintenance/module.ts'

export const parts: readonly Part[] = [
  identity,
  plans,
  workspaces,
  calendar,
  files,
  documents,
  content,
  mail,
  notifications,
  messaging,
  support,
  ledger,
  audit,
  search,
  ai,
  operations,
  school,
  maintenance,
]

/** The five kinds of organisations, and the module that serves each; only what is built is offered. */
export const kinds = ['books', 'editorial', 'maintenance', 'school', 'resale'] as const
