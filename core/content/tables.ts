import type { FaqTables } from './faq/tables.ts'
import { faqTables } from './faq/tables.ts'
import type { LegalTables } from './legal/tables.ts'
import { legalTables } from './legal/tables.ts'
import type { PageTables } from './pages/tables.ts'
import { pageTables } from './pages/tables.ts'
import type { SiteTables } from './site/tables.ts'
import { siteTables } from './site/tables.ts'

export const contentTables = { ...pageTables, ...faqTables, ...legalTables, ...siteTables }
export type ContentTables = PageTables & FaqTables & LegalTables & SiteTables
