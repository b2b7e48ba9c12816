import { type DatabaseOf, type RowOf, t, table } from '#kernel/data/column.ts'
import { tables as answers } from './answers/tables.ts'
import { tables as chats } from './chats/tables.ts'
import { tables as credits } from './credits/tables.ts'
import { providers } from './models/contract.ts'

export const tables = {
  aiSettings: table({
    /** One row: `here`. */
    id: t.string(10).primary(),
    mode: t.oneOf('installation', 'own', 'off'),
    provider: t.oneOf(...providers).nullable(),
    baseUrl: t.string(300).nullable(),
    model: t.string(100).nullable(),
    /** Sealed with the secret of the installation; nobody is shown it again. */
    sealedKey: t.text().nullable(),
    /** At most so many credits a day; null is no such limit. */
    dayCredits: t.int().nullable(),
    personCredits: t.int().nullable(),
    keepsAnswers: t.boolean().default(false),
    changedAt: t.instant(),
  }),
  ...credits,
  ...answers,
  ...chats,
}

export type AiTables = DatabaseOf<typeof tables>
export type SettingsRow = RowOf<typeof tables.aiSettings>
