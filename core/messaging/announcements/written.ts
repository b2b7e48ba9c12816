/** The writers' side: finding what one may touch, and showing it with its counts. */
import { sql } from 'kysely'
import type * as z from 'zod/mini'
import { wallTime } from '#core/calendar/contract.ts'
import { memberNames } from '#core/workspaces/api.ts'
import { NotFound } from '#kernel/contract.ts'
import { momentAfter, pageFrom, placeAfter } from '#kernel/keyset.ts'
import type { Context } from '#kernel/module.ts'
import type { Counts, listReaders, listWritten, Written, WrittenMove } from './contract.ts'
import { filesOf } from './files.ts'
import type { AnnouncementRow, AnnouncementTables } from './tables.ts'

export type Ctx = Context<AnnouncementTables>
type One = { announcementId: string }

export const isHead = ({ actor }: Ctx) => actor.permissions.has('announcements.approve')
export const standsAs = ({ actor }: Ctx, { authorId }: Pick<AnnouncementRow, 'authorId'>) =>
  authorId === actor.id ? ('author' as const) : ('head' as const)

/** One's own; for who approves, anybody's. Others' do not exist. */
export async function findWritten(ctx: Ctx, announcementId: string): Promise<AnnouncementRow> {
  const query = ctx.db.selectFrom('announcements').selectAll().where('id', '=', announcementId)
  const row = await query.executeTakeFirst()
  if (!row || (row.authorId !== ctx.actor.id && !isHead(ctx))) throw NotFound()
  return row
}

/** The same, waited for: what was read before may be over by now. */
export async function lockWritten(ctx: Ctx, announcementId: string): Promise<AnnouncementRow> {
  const query = ctx.db.selectFrom('announcements').selectAll().where('id', '=', announcementId)
  const row = await ctx.locked(query).executeTakeFirst()
  if (!row || (row.authorId !== ctx.actor.id && !isHead(ctx))) throw NotFound()
  return row
}

export async function isWriterOf(ctx: Ctx, announcementId: string): Promise<boolean> {
  if (!ctx.actor.permissions.has('announcements.write')) return false
  const row = await ctx.db
    .selectFrom('announcements')
    .select('authorId')
    .where('id', '=', announcementId)
    .executeTakeFirst()
  return row !== undefined && (row.authorId === ctx.actor.id || isHead(ctx))
}

export async function list(ctx: Ctx, asked: z.output<(typeof listWritten)['input']>) {
  const { state, cursor, limit } = asked
  const after = momentAfter(cursor)
  let query = ctx.db.selectFrom('announcements').selectAll()
  if (!isHead(ctx)) query = query.where('authorId', '=', ctx.actor.id)
  if (state) query = query.where('state', '=', state)
  if (after)
    query = query.where(({ or, and, eb }) =>
      or([
        eb('changedAt', '<', after.at),
        and([eb('changedAt', '=', after.at), eb('id', '<', after.id)]),
      ]),
    )
  const rows = await query
    .orderBy('changedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  const { page, next } = pageFrom(rows, limit, (it) => ({
    by: it.changedAt.toISOString(),
    id: it.id,
  }))
  return { items: await shown(ctx, page), next }
}

export async function readWritten(ctx: Ctx, { announcementId }: One) {
  return show(ctx, await findWritten(ctx, announcementId))
}

export async function show(ctx: Ctx, row: AnnouncementRow): Promise<z.input<typeof Written>> {
  return (await shown(ctx, [row]))[0]!
}

async function shown(ctx: Ctx, rows: readonly AnnouncementRow[]) {
  const ids = rows.map((it) => it.id)
  const names = await memberNames(
    ctx,
    rows.flatMap((it) => it.authorId ?? []),
  )
  const files = await filesOf(ctx, ids)
  const counts = await countsOf(ctx, ids)
  return rows.map((row): z.input<typeof Written> => {
    const name = row.authorId && names.get(row.authorId)
    const counted = counts.get(row.id) ?? none
    return {
      ...row,
      author: row.authorId && name ? { id: row.authorId, name } : null,
      isMine: row.authorId === ctx.actor.id,
      files: files.get(row.id)!,
      counts: counted,
      moves: movesOf(ctx, row, counted),
    }
  })
}

const none: Counts = {
  recipients: 0,
  delivered: 0,
  read: 0,
  understood: 0,
  sms: { waiting: 0, sent: 0, failed: 0 },
}

/** One statement for all of them. */
async function countsOf({ db }: Ctx, ids: readonly string[]): Promise<Map<string, Counts>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('announcementRecipients')
    .select(({ fn }) => [
      'announcementId',
      fn.countAll<number | string>().as('recipients'),
      fn.count<number | string>('deliveredAt').as('delivered'),
      fn.count<number | string>('readAt').as('read'),
      fn.count<number | string>('understoodAt').as('understood'),
      sum('waiting'),
      sum('sent'),
      sum('failed'),
    ])
    .where('announcementId', 'in', ids)
    .groupBy('announcementId')
    .execute()
  return new Map(
    rows.map((it) => [
      it.announcementId,
      {
        recipients: Number(it.recipients),
        delivered: Number(it.delivered),
        read: Number(it.read),
        understood: Number(it.understood),
        sms: { waiting: Number(it.waiting), sent: Number(it.sent), failed: Number(it.failed) },
      },
    ]),
  )
}

const sum = <Name extends 'waiting' | 'sent' | 'failed'>(name: Name) =>
  sql<number | string>`sum(case when ${sql.ref('sms')} = ${name} then 1 else 0 end)`.as(name)

export const today = ({ workspace, now }: Pick<Ctx, 'workspace' | 'now'>) =>
  wallTime(now(), workspace.timeZone).day

function movesOf(
  ctx: Ctx,
  row: AnnouncementRow,
  { recipients, read, understood }: Counts,
): z.output<typeof WrittenMove>[] {
  const { state, asksUnderstood, correctedById, remindedOn } = row
  if (state === 'draft') return ['change', 'submit', 'cancel']
  if (state === 'to-validate')
    return isHead(ctx) ? ['approve', 'refuse', 'takeBack', 'cancel'] : ['takeBack', 'cancel']
  if (state === 'scheduled') return ['takeBack', 'cancel']
  if (state !== 'sent' || correctedById) return []
  const done = asksUnderstood ? understood : read
  const mayRemind = done < recipients && remindedOn !== today(ctx)
  return mayRemind ? ['remind', 'correct'] : ['correct']
}

/** Who received it, by the order of the sending; `waiting` have something left to do. */
export async function readers(ctx: Ctx, asked: z.output<(typeof listReaders)['input']>) {
  const { announcementId, view, cursor, limit } = asked
  const { asksUnderstood } = await findWritten(ctx, announcementId)
  const mark = asksUnderstood ? 'understoodAt' : 'readAt'
  const after = placeAfter(cursor)
  let query = ctx.db
    .selectFrom('announcementRecipients')
    .selectAll()
    .where('announcementId', '=', announcementId)
  if (view !== 'all') query = query.where(mark, view === 'waiting' ? 'is' : 'is not', null)
  if (after) query = query.where('id', '>', after.id)
  const rows = await query
    .orderBy('id')
    .limit(limit + 1)
    .execute()
  const { page, next } = pageFrom(rows, limit, ({ id }) => ({ by: '', id }))
  const names = await memberNames(
    ctx,
    page.map((it) => it.memberId),
  )
  return { items: page.map((it) => ({ ...it, name: names.get(it.memberId) ?? '…' })), next }
}
