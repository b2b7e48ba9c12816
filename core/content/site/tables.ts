import { type DatabaseOf, type RowOf, t, table } from '#kernel/data/column.ts'
import type { Language } from '#kernel/text.ts'

export const siteTables = {
  /** One row. */
  siteSettings: table({
    id: t.string(10).primary(),
    isOn: t.boolean(),
    /** The first is the one that who asks for none of them gets. */
    languages: t.json<Language[]>(),
    /** One sentence under the name. */
    taglines: t.json<Partial<Record<Language, string>>>(),
    /** Pages in the navigation, in order. */
    menu: t.json<string[]>(),
    homeId: t.uuid().nullable(),
    hasContact: t.boolean(),
    /** So that what is derived from readers here says nothing elsewhere. */
    salt: t.string(43),
    /** When anything that readers see was last settled here. */
    changedAt: t.instant(),
  }),
}

export type SiteTables = DatabaseOf<typeof siteTables>
export type SettingsRow = RowOf<typeof siteTables.siteSettings>
