/** What somebody received: unread first, in their language, read once and understood once. */
import type * as z from 'zod/mini'
import { readAbout } from '#core/notifications/api.ts'
import { memberNames } from '#core/workspaces/api.ts'
import { NotFound } from '#kernel/contract.ts'
import { momentAfter, pageFrom } from '#kernel/keyset.ts'
import type { Context } from '#kernel/module.ts'
import { type Language, languageOf, languages } from '#kernel/text.ts'
import type { listAnnouncements } from './contract.ts'
import { filesOf } from './files.ts'
import { languageFor } from './rules.ts'
import type { AnnouncementTables } from './tables.ts'

type Ctx = Context<AnnouncementTables>
type Asked = z.output<(typeof listAnnouncements)['input']>
type One = { announcementId: string }
const EXCERPT = 160

export const aboutOf = (announcementId: string) => `announcement/${announcementId}`

const received = ({ db, actor }: Ctx) =>
  db
    .selectFrom('announcementRecipients as r')
    .innerJoin('announcements as a', 'a.id', 'r.announcementId')
    .where('r.memberId', '=', actor.id)

const columns = [
  'a.id',
  'a.authorId',
  'a.texts',
  'a.urgent',
  'a.version',
  'a.asksUnderstood',
  'a.correctsId',
  'a.correctedById',
  'r.sentAt',
  'r.readAt',
  'r.understoodAt',
] as const

/** To be opened, or to be understood: nobody waits for what was put right since. */
const waiting = (ctx: Ctx) =>
  received(ctx).where(({ or, and, eb }) =>
    and([
      eb('a.correctedById', 'is', null),
      or([
        eb('r.readAt', 'is', null),
        and([eb('a.asksUnderstood', '=', true), eb('r.understoodAt', 'is', null)]),
      ]),
    ]),
  )
const done = (ctx: Ctx) =>
  received(ctx).where(({ or, and, eb }) =>
    or([
      eb('a.correctedById', 'is not', null),
      and([
        eb('r.readAt', 'is not', null),
        or([eb('a.asksUnderstood', '=', false), eb('r.understoodAt', 'is not', null)]),
      ]),
    ]),
  )

export async function list(ctx: Ctx, { view, language, cursor, limit }: Asked) {
  const after = momentAfter(cursor)
  let query = (view === 'waiting' ? waiting(ctx) : done(ctx)).select(columns)
  if (after)
    query = query.where(({ or, and, eb }) =>
      or([
        eb('r.sentAt', '<', after.at),
        and([eb('r.sentAt', '=', after.at), eb('a.id', '<', after.id)]),
      ]),
    )
  const rows = await query
    .orderBy('r.sentAt', 'desc')
    .orderBy('a.id', 'desc')
    .limit(limit + 1)
    .execute()
  const { page, next } = pageFrom(rows, limit, (it) => ({ by: it.sentAt.toISOString(), id: it.id }))
  const names = await memberNames(
    ctx,
    page.flatMap((it) => it.authorId ?? []),
  )
  return { items: page.map((it) => line(ctx, it, names, language)), next }
}

export async function count(ctx: Ctx) {
  const { many } = await waiting(ctx)
    .select(({ fn }) => fn.countAll<number | string | bigint>().as('many'))
    .executeTakeFirstOrThrow()
  return { waiting: Number(many) }
}

export const receivedOf = (ctx: Ctx, announcementId: string) =>
  received(ctx).select(columns).where('a.id', '=', announcementId).executeTakeFirst()

type Row = NonNullable<Awaited<ReturnType<typeof receivedOf>>>

function line(ctx: Ctx, row: Row, names: Map<string, string>, language: Language) {
  const shown = languageFor(row.texts, language, languageOf(ctx.workspace.locale))
  const { title, body } = row.texts[shown]!
  const { id, authorId, urgent, version, asksUnderstood, sentAt, readAt, understoodAt } = row
  const name = authorId && names.get(authorId)
  return {
    id,
    title,
    excerpt: excerptOf(body),
    author: authorId && name ? { id: authorId, name } : null,
    isCorrected: row.correctedById !== null,
    ...{ urgent, version, asksUnderstood, sentAt, readAt, understoodAt },
  }
}

/** The first words, cut between two. */
export function excerptOf(body: string): string {
  const flat = body.replaceAll(/\s+/g, ' ').trim()
  return flat.length <= EXCERPT ? flat : `${flat.slice(0, EXCERPT).replace(/\s\S*$/, '')} …`
}

export async function read(ctx: Ctx, { announcementId, language }: One & { language: Language }) {
  const row = await receivedOf(ctx, announcementId)
  if (!row) throw NotFound()
  const names = await memberNames(ctx, row.authorId ? [row.authorId] : [])
  const shown = languageFor(row.texts, language, languageOf(ctx.workspace.locale))
  const files = await filesOf(ctx, [announcementId])
  const { correctsId, correctedById } = row
  return {
    ...line(ctx, row, names, language),
    body: row.texts[shown]!.body,
    language: shown,
    languages: languages.filter((it) => row.texts[it]),
    files: files.get(announcementId)!,
    // Of an announcement that did not come to this reader there is nothing to see.
    correctsId: correctsId && (await receivedOf(ctx, correctsId)) ? correctsId : null,
    correctedById: correctedById && (await receivedOf(ctx, correctedById)) ? correctedById : null,
  }
}

/** The first moment stays, however often it is opened. */
export async function markRead(ctx: Ctx, { announcementId }: One) {
  const at = ctx.now()
  await stamp(ctx, announcementId, { readAt: at }, 'readAt')
  await readAbout(ctx, aboutOf(announcementId), ctx.actor.id)
  const row = await stampsOf(ctx, announcementId)
  return { readAt: row.readAt! }
}

export async function markUnderstood(ctx: Ctx, { announcementId }: One) {
  const at = ctx.now()
  await stamp(ctx, announcementId, { readAt: at }, 'readAt')
  await stamp(ctx, announcementId, { understoodAt: at }, 'understoodAt')
  await readAbout(ctx, aboutOf(announcementId), ctx.actor.id)
  const row = await stampsOf(ctx, announcementId)
  return { understoodAt: row.understoodAt! }
}

const stamp = (
  { db, actor }: Ctx,
  announcementId: string,
  set: { readAt?: Date; understoodAt?: Date },
  column: 'readAt' | 'understoodAt',
) =>
  db
    .updateTable('announcementRecipients')
    .set(set)
    .where('announcementId', '=', announcementId)
    .where('memberId', '=', actor.id)
    .where(column, 'is', null)
    .execute()

/** Locked: under MariaDB's snapshot a plain read would miss what another device has just written. */
async function stampsOf({ db, actor, locked }: Ctx, announcementId: string) {
  const query = db
    .selectFrom('announcementRecipients')
    .select(['readAt', 'understoodAt'])
    .where('announcementId', '=', announcementId)
    .where('memberId', '=', actor.id)
  const row = await locked(query).executeTakeFirst()
  if (!row) throw NotFound()
  return row
}
