/** What stands around every page of the site: its name, its navigation, its languages. */
import { publishedAddress } from '#core/files/api.ts'
import { takesVisitors } from '#core/messaging/api.ts'
import { NotFound } from '#kernel/contract.ts'
import type { Context } from '#kernel/module.ts'
import { type Language, languages } from '#kernel/text.ts'
import type { FaqTables } from '../faq/tables.ts'
import type { PageTables } from '../pages/tables.ts'
import type { SiteFrame } from './contract.ts'
import { liveLines, publicPath } from './live.ts'
import { settingsOf } from './settings.ts'
import type { SettingsRow, SiteTables } from './tables.ts'

export type SiteCtx = Context<PageTables & SiteTables & FaqTables>

/** Where nothing is public there is nothing, not even a name. */
export async function openSite(ctx: SiteCtx): Promise<SettingsRow> {
  const settings = await settingsOf(ctx)
  if (!settings.isOn || ctx.workspace.state !== 'active') throw NotFound()
  return settings
}

export const isMember = ({ actor }: Pick<Context, 'actor'>) => actor.kind === 'member'

export async function frameOf(
  ctx: SiteCtx,
  settings: SettingsRow,
  language: Language,
): Promise<SiteFrame> {
  const { db, workspace, parts } = ctx
  const { slug, name, colour = null, logo = null, timeZone, modules } = workspace
  const { menu } = settings
  const rows = await liveLines(db, ctx.now())
    .where('text.language', '=', language)
    .where('pages.visibility', 'in', isMember(ctx) ? ['public', 'members'] : ['public'])
    .where((row) =>
      row.or([
        row('pages.type', '=', 'legal'),
        ...(menu.length > 0 ? [row('pages.id', 'in', menu)] : []),
      ]),
    )
    .orderBy('text.title')
    .limit(100)
    .execute()
  const way = (row: (typeof rows)[number]) => ({
    title: row.title,
    path: publicPath(row, settings.homeId),
  })
  const post = await liveLines(db, ctx.now())
    .where('text.language', '=', language)
    .where('pages.type', '=', 'blog')
    .where('pages.visibility', '=', 'public')
    .limit(1)
    .executeTakeFirst()
  const question = await db
    .selectFrom('faqEntries')
    .select('id')
    .where('visibility', '=', 'public')
    .limit(1)
    .executeTakeFirst()
  return {
    ...{ slug, name, colour, timeZone, language, languages: settings.languages },
    logo: logo && publishedAddress(slug, logo),
    tagline: settings.taglines[language] ?? '',
    menu: settings.menu.flatMap((id) => rows.filter((it) => it.id === id).map(way)),
    legal: rows.filter((it) => it.type === 'legal' && !settings.menu.includes(it.id)).map(way),
    hasBlog: post !== undefined,
    hasFaq: question !== undefined,
    hasContact: settings.hasContact && (await takesVisitors(ctx)),
    blocks: parts.flatMap((it) =>
      it.publicPage && it.publicPageText && modules.includes(it.name)
        ? [{ text: it.publicPageText, path: it.publicPage.replace('{slug}', slug) }]
        : [],
    ),
  }
}

/** Of the site's languages, the one the reader wants most; the site's first when they want none of them. */
export function languageFor(spoken: readonly Language[], wanted: string): Language {
  const ranked = wanted
    .split(',')
    .map((it, i) => {
      const [range = '', ...rest] = it.trim().toLowerCase().split(';')
      const quality = Number(/^\s*q=([\d.]+)/.exec(rest.join(';'))?.[1] ?? 1)
      return { language: range.slice(0, 2), quality, i }
    })
    .filter((it) => it.quality > 0)
    .toSorted((a, b) => b.quality - a.quality || a.i - b.i)
  const found = ranked.find((it) => spoken.includes(it.language as Language))?.language
  return (found as Language) ?? spoken[0] ?? languages[0]
}
