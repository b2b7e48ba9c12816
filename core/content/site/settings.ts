/** What is settled about the public site: whether there is one, in which languages, what its navigation shows. */
import { randomBytes } from 'node:crypto'
import { insertIgnore } from '#kernel/data/write.ts'
import type { Context } from '#kernel/module.ts'
import { type Language, languageOf, languages } from '#kernel/text.ts'
import type { PageTables } from '../pages/tables.ts'
import { UnknownPage } from './contract.ts'
import type { SettingsRow, SiteTables } from './tables.ts'

type Ctx = Context<SiteTables & PageTables>

const ID = 'site'

const first = ({ workspace, now }: Pick<Context, 'workspace' | 'now'>): SettingsRow => ({
  id: ID,
  isOn: false,
  languages: [languageOf(workspace.locale)],
  taglines: {},
  menu: [],
  homeId: null,
  hasContact: true,
  salt: randomBytes(32).toString('base64url'),
  changedAt: now(),
})

export async function settingsOf(ctx: Context): Promise<SettingsRow> {
  const { db } = ctx as Ctx
  const row = await db
    .selectFrom('siteSettings')
    .selectAll()
    .where('id', '=', ID)
    .executeTakeFirst()
  return row ?? first(ctx)
}

/** Holds the site's row until the transaction ends; made at the first need. */
export async function lockSite(ctx: Context): Promise<SettingsRow> {
  const { db, dialect } = ctx as Ctx
  const query = db.selectFrom('siteSettings').selectAll().where('id', '=', ID)
  // Inserted only where it is missing: an insert that meets a row holds it for reading, and two such readers block each other.
  if (!(await query.executeTakeFirst())) await insertIgnore(db, dialect, 'siteSettings', first(ctx))
  return ctx.locked(query).executeTakeFirstOrThrow()
}

export const stampSite = (ctx: Context) =>
  (ctx as Ctx).db
    .updateTable('siteSettings')
    .set({ changedAt: ctx.now() })
    .where('id', '=', ID)
    .execute()

export async function readSite(ctx: Ctx) {
  const { isOn, languages: spoken, taglines, menu, homeId, hasContact } = await settingsOf(ctx)
  const said = (it: Language) => taglines[it] ?? ''
  return {
    ...{ isOn, languages: spoken, menu, homeId, hasContact },
    taglines: { fr: said('fr'), nl: said('nl'), en: said('en') },
  }
}

type Changed = Omit<SettingsRow, 'id' | 'salt' | 'changedAt' | 'taglines'> & {
  taglines: Record<Language, string>
}

export async function changeSite(ctx: Ctx, changed: Changed) {
  await lockSite(ctx)
  const { db, now } = ctx
  const named = [...new Set([...changed.menu, ...(changed.homeId ? [changed.homeId] : [])])]
  const known =
    named.length > 0
      ? await db.selectFrom('pages').select('id').where('id', 'in', named).execute()
      : []
  if (known.length < named.length) throw UnknownPage()
  const spoken = [...new Set(changed.languages)]
  const menu = [...new Set(changed.menu)]
  const taglines = Object.fromEntries(
    languages.filter((it) => changed.taglines[it]).map((it) => [it, changed.taglines[it]]),
  )
  const { isOn, homeId, hasContact } = changed
  await db
    .updateTable('siteSettings')
    .set({ isOn, homeId, hasContact, languages: spoken, menu, taglines, changedAt: now() })
    .where('id', '=', ID)
    .execute()
  await ctx.audit(isOn ? 'site.opened' : 'site.closed', ctx.workspace.id, { languages: spoken })
  return readSite(ctx)
}
