/** From what is written to what readers see: now, from a moment on, no longer, again. */
import type { Context } from '#kernel/module.ts'
import { move } from '#kernel/transition.ts'
import { WrongState } from '#kernel/contract.ts'
import { picturesIn } from '../text/rules.ts'
import { AltMissing, DatePassed, NothingWritten, type PageLine } from './contract.ts'
import { pageRow } from './drafts.ts'
import { indexPage } from '../reading/documents.ts'
import { readPage } from './pages.ts'
import { lifeAt, pageLife } from './rules.ts'
import { settleSlug } from './slugs.ts'
import type { PageTables } from './tables.ts'
import { keep } from './versions.ts'

type Ctx = Context<PageTables>
type Which = { pageId: string }
type Publishing = Which & { at?: string | undefined; mustAccept: boolean }

const by = 'publisher' as const

/** A row whose moment has come says so itself before anything else moves it. */
async function settled(ctx: Ctx, pageId: string) {
  const row = await pageRow(ctx, pageId, true)
  if (lifeAt(row, ctx.now()) === row.state) return row
  await move(ctx, 'pages', pageId, pageLife, 'appear', { by: 'clock' })
  return { ...row, state: 'published' as const }
}

export async function publishPage(ctx: Ctx, asked: Publishing): Promise<PageLine> {
  const { pageId } = asked
  const now = ctx.now()
  const at = asked.at === undefined ? now : new Date(asked.at)
  const isLater = asked.at !== undefined
  if (isLater && at <= now) throw DatePassed()
  const row = await settled(ctx, pageId)
  const stamp = { updatedAt: now, updatedBy: ctx.actor.id }
  if (row.state === 'published')
    await ctx.db.updateTable('pages').set(stamp).where('id', '=', pageId).execute()
  else
    await move(ctx, 'pages', pageId, pageLife, isLater ? 'schedule' : 'publish', {
      by,
      set: { ...stamp, publishedAt: at },
    })
  const mustAccept = asked.mustAccept && row.type === 'legal'
  await withdrawComing(ctx, pageId)
  const { drafts, number } = await keep(ctx, pageId, { liveFrom: at, mustAccept })
  if (drafts.length === 0) throw NothingWritten()
  for (const { language, slug, body, pictureKey, pictureAlt } of drafts) {
    const isMute = picturesIn(body).some((it) => it.alt === '') || (pictureKey && !pictureAlt)
    if (isMute) throw AltMissing({ language })
    await settleSlug(ctx, { pageId, language }, slug)
  }
  await ctx.audit(isLater ? 'pages.scheduled' : 'pages.published', pageId, {
    title: drafts[0]!.title,
    version: number,
    at: at.toISOString(),
  })
  await indexPage(ctx, pageId)
  return readPage(ctx, { pageId })
}

/** What would be seen later is only put aside now. */
const withdrawComing = ({ db, now }: Ctx, pageId: string) =>
  db
    .updateTable('pageVersions')
    .set({ liveFrom: null })
    .where('pageId', '=', pageId)
    .where('liveFrom', '>', now())
    .executeTakeFirst()

export async function unschedulePage(ctx: Ctx, { pageId }: Which): Promise<PageLine> {
  const row = await settled(ctx, pageId)
  const { numUpdatedRows } = await withdrawComing(ctx, pageId)
  if (row.state !== 'published')
    await move(ctx, 'pages', pageId, pageLife, 'unschedule', { by, set: { publishedAt: null } })
  else if (numUpdatedRows === 0n)
    throw WrongState({ state: row.state, allowed: pageLife.allowed(row.state, by) })
  await ctx.audit('pages.unscheduled', pageId)
  await indexPage(ctx, pageId)
  return readPage(ctx, { pageId })
}

export async function archivePage(ctx: Ctx, { pageId }: Which): Promise<PageLine> {
  await settled(ctx, pageId)
  await withdrawComing(ctx, pageId)
  await move(ctx, 'pages', pageId, pageLife, 'archive', { by, set: { updatedAt: ctx.now() } })
  await ctx.audit('pages.archived', pageId)
  await indexPage(ctx, pageId)
  return readPage(ctx, { pageId })
}

export async function reopenPage(ctx: Ctx, { pageId }: Which): Promise<PageLine> {
  await settled(ctx, pageId)
  await move(ctx, 'pages', pageId, pageLife, 'reopen', { by, set: { updatedAt: ctx.now() } })
  await ctx.audit('pages.reopened', pageId)
  await indexPage(ctx, pageId)
  return readPage(ctx, { pageId })
}
