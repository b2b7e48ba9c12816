/** The pages that every public site needs, as drafts to complete: asked for, never made behind anybody's back. */
import { insertIgnore } from '#kernel/data/write.ts'
import { newId } from '#kernel/ids.ts'
import type { Context } from '#kernel/module.ts'
import { freeSlug } from '../pages/slugs.ts'
import { blocksOf } from '../text/reading.ts'
import type { SiteCtx } from './frame.ts'
import { lockSite } from './settings.ts'
import { starterTexts } from './starter-texts.ts'

/** Once more changes nothing: each knows which of them it is, and what was changed or published stays as it is. */
export async function addStarterPages(ctx: SiteCtx): Promise<{ created: number }> {
  const { languages, homeId } = await lockSite(ctx)
  const { db, dialect, actor, workspace } = ctx
  let created = 0
  for (const { starter, type, texts } of starterTexts(workspace as Context['workspace'])) {
    const [id, at] = [newId(), ctx.now()]
    const by = { createdAt: at, createdBy: actor.id, updatedAt: at, updatedBy: actor.id }
    const known = await db
      .selectFrom('pages')
      .select('id')
      .where('starter', '=', starter)
      .executeTakeFirst()
    if (known) continue
    const page = { id, type, state: 'draft' as const, visibility: 'public' as const, versions: 0 }
    if (!(await insertIgnore(db, dialect, 'pages', { ...page, starter, ...by }))) continue
    for (const language of languages) {
      const { title, html } = texts[language]
      const slug = await freeSlug(ctx, { pageId: id, language }, title)
      await db
        .insertInto('pageDrafts')
        .values({
          ...{ pageId: id, language, title, slug, body: blocksOf(html, () => undefined) },
          ...{ excerpt: '', metaTitle: '', metaDescription: '', pictureAlt: '' },
          ...{ revision: 1, updatedAt: at, updatedBy: actor.id },
        })
        .execute()
    }
    if (starter === 'home' && !homeId)
      await db.updateTable('siteSettings').set({ homeId: id, changedAt: at }).execute()
    created++
  }
  return { created }
}
