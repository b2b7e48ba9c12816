/** Pages as who writes them sees them: begun, listed, copied, removed. */
import { memberNames } from '#core/workspaces/api.ts'
import { KeyReused, NotFound, WrongState } from '#kernel/contract.ts'
import { insertIgnore } from '#kernel/data/write.ts'
import { newId } from '#kernel/ids.ts'
import { momentAfter, pageFrom } from '#kernel/keyset.ts'
import type { Context } from '#kernel/module.ts'
import type { Language } from '#kernel/text.ts'
import type { PageLine } from './contract.ts'
import { pageRow } from './drafts.ts'
import { lifeAt, pageLife, type PageState, type PageType } from './rules.ts'
import { freeSlug } from './slugs.ts'
import type { PageRow, PageTables } from './tables.ts'

type Ctx = Context<PageTables>

type Asked = {
  type?: PageType | undefined
  state?: PageState | undefined
  cursor?: string | undefined
  limit: number
}

/** Last changed first. */
export async function listPages(ctx: Ctx, { type, state, cursor, limit }: Asked) {
  const { db, now } = ctx
  let query = db.selectFrom('pages').selectAll()
  if (type) query = query.where('type', '=', type)
  if (state === 'published')
    query = query.where((row) =>
      row.or([
        row('state', '=', 'published'),
        row.and([row('state', '=', 'scheduled'), row('publishedAt', '<=', now())]),
      ]),
    )
  else if (state) query = query.where('state', '=', state)
  if (state === 'scheduled') query = query.where('publishedAt', '>', now())
  const after = momentAfter(cursor)
  if (after)
    query = query.where((row) =>
      row.or([
        row('updatedAt', '<', after.at),
        row.and([row('updatedAt', '=', after.at), row('id', '<', after.id)]),
      ]),
    )
  const rows = await query
    .orderBy('updatedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  const { page, next } = pageFrom(rows, limit, (it) => ({
    by: it.updatedAt.toISOString(),
    id: it.id,
  }))
  return { items: await shown(ctx, page), next }
}

export async function readPage(ctx: Ctx, { pageId }: { pageId: string }): Promise<PageLine> {
  const [line] = await shown(ctx, [await pageRow(ctx, pageId)])
  return line!
}

async function shown(ctx: Ctx, rows: readonly PageRow[]): Promise<PageLine[]> {
  if (rows.length === 0) return []
  const { db } = ctx
  const now = ctx.now()
  const ids = rows.map((it) => it.id)
  const drafts = await db
    .selectFrom('pageDrafts')
    .select(['pageId', 'language', 'title', 'slug', 'updatedAt'])
    .where('pageId', 'in', ids)
    .orderBy('language')
    .execute()
  const versions = await db
    .selectFrom('pageVersions')
    .select(['pageId', 'number', 'language', 'liveFrom', 'mustAccept', 'createdAt'])
    .where('pageId', 'in', ids)
    .where('liveFrom', 'is not', null)
    .orderBy('number')
    .execute()
  const names = await memberNames(ctx, [...new Set(rows.map((it) => it.updatedBy))])
  return rows.map((row) => {
    const { id, type, visibility, publishedAt, updatedAt, updatedBy } = row
    const state = lifeAt(row, now)
    const dated = versions.filter((it) => it.pageId === id)
    const live = dated.filter((it) => it.liveFrom! <= now)
    const next = dated.find((it) => it.liveFrom! > now)
    const last = (language: string) => dated.findLast((it) => it.language === language)
    return {
      ...{ id, type, state, visibility, publishedAt, updatedAt },
      nextAt: state === 'published' ? (next?.liveFrom ?? null) : null,
      updatedBy: names.get(updatedBy) ?? '',
      mustAccept: live.some((it) => it.mustAccept),
      texts: drafts
        .filter((it) => it.pageId === id)
        .map(({ language, title, slug, updatedAt: at }) => ({
          ...{ language, title, slug },
          isAhead: state === 'published' && (last(language)?.createdAt ?? new Date(0)) < at,
        })),
    }
  }) as never
}

type Begun = { id?: string | undefined; type: PageType; language: Language; title: string }
const blank = { excerpt: '', body: [], metaTitle: '', metaDescription: '' }

export async function createPage(ctx: Ctx, { id = newId(), type, language, title }: Begun) {
  const { db, actor } = ctx
  const at = ctx.now()
  const by = { createdAt: at, createdBy: actor.id, updatedAt: at, updatedBy: actor.id }
  const begun = { state: pageLife.initial, visibility: 'public' as const, versions: 0 }
  if (!(await insertIgnore(db, ctx.dialect, 'pages', { id, type, ...begun, ...by })))
    throw KeyReused()
  const slug = await freeSlug(ctx, { pageId: id, language }, title)
  await db
    .insertInto('pageDrafts')
    .values({
      ...{ pageId: id, language, title, slug, ...blank, pictureAlt: '' },
      ...{ revision: 1, updatedAt: at, updatedBy: actor.id },
    })
    .execute()
  return { id }
}

export async function changePage(
  ctx: Ctx,
  { pageId, visibility }: { pageId: string; visibility: 'public' | 'members' },
): Promise<PageLine> {
  const { numUpdatedRows } = await ctx.db
    .updateTable('pages')
    .set({ visibility, updatedAt: ctx.now(), updatedBy: ctx.actor.id })
    .where('id', '=', pageId)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw NotFound()
  await ctx.audit('pages.shown-to', pageId, { visibility })
  return readPage(ctx, { pageId })
}

/** What was published once stays: its addresses are known, and its versions may have been accepted. */
export async function removePage(ctx: Ctx, { pageId }: { pageId: string }) {
  const { state } = await pageRow(ctx, pageId, true)
  const seen = await ctx.db
    .selectFrom('pageVersions')
    .select('number')
    .where('pageId', '=', pageId)
    .where('liveFrom', 'is not', null)
    .limit(1)
    .executeTakeFirst()
  if (state !== 'draft' || seen) throw WrongState({ state, allowed: pageLife.allowed(state) })
  await ctx.db.deleteFrom('pages').where('id', '=', pageId).execute()
  return { done: true } as const
}

/** A draft with the same texts, at addresses of its own. */
export async function duplicatePage(ctx: Ctx, { pageId }: { pageId: string }) {
  const { db, actor } = ctx
  const { type, visibility } = await pageRow(ctx, pageId)
  const [id, at] = [newId(), ctx.now()]
  const by = { createdAt: at, createdBy: actor.id, updatedAt: at, updatedBy: actor.id }
  await db
    .insertInto('pages')
    .values({ id, type, state: pageLife.initial, visibility, versions: 0, ...by })
    .execute()
  const drafts = await db
    .selectFrom('pageDrafts')
    .selectAll()
    .where('pageId', '=', pageId)
    .execute()
  for (const draft of drafts) {
    const slug = await freeSlug(ctx, { pageId: id, language: draft.language }, draft.title)
    await db
      .insertInto('pageDrafts')
      .values({ ...draft, pageId: id, slug, revision: 1, updatedAt: at, updatedBy: actor.id })
      .execute()
  }
  return { id }
}
