/** Reading one's notices: the list and the count ask the same question. */
import type * as z from 'zod/mini'
import { InvalidInput, noticePriorities } from '#kernel/contract.ts'
import { momentAfter, pageFrom, placeAfter } from '#kernel/keyset.ts'
import type { Context, OpenContext } from '#kernel/module.ts'
import { type listNotices, type NoticeShown, noticeVoice } from './contract.ts'
import type { NoticeRow, NoticeTables } from './tables.ts'
import { kindsOf, type Saying, told } from './words.ts'

type Ctx = Context<NoticeTables>
type Asked = z.output<(typeof listNotices)['input']>

/** Of one member, without those that have expired: what is listed is what is counted. */
export const noticesOf = ({ db, now }: Ctx, memberId: string) =>
  db
    .selectFrom('notices')
    .where('memberId', '=', memberId)
    .where((row) => row.or([row('expiresAt', 'is', null), row('expiresAt', '>', now())]))

export async function count(ctx: Ctx): Promise<{ unread: number }> {
  const { many } = await noticesOf(ctx, ctx.actor.id)
    .where('state', '=', 'unread')
    .select((row) => row.fn.countAll<number | string | bigint>().as('many'))
    .executeTakeFirstOrThrow()
  return { unread: Number(many) }
}

export async function list(open: OpenContext, asked: Asked) {
  const { page, next } = await open.transact((ctx: Ctx) =>
    asked.view === 'unread' ? pressing(ctx, asked) : latest(ctx, asked),
  )
  const { locale } = asked
  const { timeZone } = open.workspace
  const saying = { voice: open.client(noticeVoice), kinds: kindsOf(open.parts), locale, timeZone }
  return { items: page.flatMap((row) => shown(row, saying)), next }
}

/** Unread ones: the most pressing first, then the newest. */
async function pressing(ctx: Ctx, { cursor, limit }: Asked) {
  let query = noticesOf(ctx, ctx.actor.id).selectAll().where('state', '=', 'unread')
  const place = placeAfter(cursor)
  if (place) {
    const [, rank, moment] = /^([0-3]) (\S+)$/.exec(place.by) ?? []
    const at = new Date(moment ?? NaN)
    if (Number.isNaN(at.getTime()) || at.toISOString() !== moment)
      throw InvalidInput({ errors: [{ path: 'cursor', code: 'invalid_format', facts: {} }] })
    query = query.where((row) =>
      row.or([
        row('rank', '<', Number(rank)),
        row.and([row('rank', '=', Number(rank)), row('createdAt', '<', at)]),
        row.and([
          row('rank', '=', Number(rank)),
          row('createdAt', '=', at),
          row('id', '<', place.id),
        ]),
      ]),
    )
  }
  const rows = await query
    .orderBy('rank', 'desc')
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  return pageFrom(rows, limit, ({ rank, createdAt, id }) => ({
    by: `${rank} ${createdAt.toISOString()}`,
    id,
  }))
}

async function latest(ctx: Ctx, { view, cursor, limit }: Asked) {
  const isArchive = view === 'archived'
  let query = noticesOf(ctx, ctx.actor.id)
    .selectAll()
    .where('state', isArchive ? '=' : '<>', 'archived')
  const after = momentAfter(cursor)
  if (after)
    query = query.where((row) =>
      row.or([
        row('createdAt', '<', after.at),
        row.and([row('createdAt', '=', after.at), row('id', '<', after.id)]),
      ]),
    )
  const rows = await query
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  return pageFrom(rows, limit, ({ createdAt, id }) => ({ by: createdAt.toISOString(), id }))
}

/** A kind that no part knows any more has no words: it is left out. */
function shown(row: NoticeRow, saying: Saying): NoticeShown[] {
  const words = told(row, saying)
  if (!words) return []
  const { id, path, state, createdAt, rank, fromId } = row
  const { kind, title, body } = words
  const priority = noticePriorities[rank] ?? 'normal'
  const look = { type: kind.type, priority }
  const writerId = kind.type === 'message' ? fromId : null
  const at = createdAt.toISOString()
  return [{ id, ...look, title, body, path, state, writerId, createdAt: at }]
}
