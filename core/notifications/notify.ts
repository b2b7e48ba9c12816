/** Telling members of something, with the transaction in which it happens. */
import { activeAmong } from '#core/workspaces/api.ts'
import { type Notice, noticePriorities, type NoticeFacts } from '#kernel/contract.ts'
import { insertIgnore } from '#kernel/data/write.ts'
import { newId } from '#kernel/ids.ts'
import type { Context } from '#kernel/module.ts'
import { noticesChanged, noticesGiven } from './contract.ts'
import type { NoticeTables } from './tables.ts'

type Ctx = Context<NoticeTables>

type Told<Known extends NoticeFacts> = {
  notice: Notice<Known>
  /** Members; those who are not active any more, or here twice, do no harm. */
  to: readonly (string | null)[]
  /** What happened, such as the id of the message: nobody is told of it twice. */
  key: string
  /** The thing it belongs to, such as `conversation/{id}`: its mails are gathered, and `readAbout` reads them all. */
  about?: string
  facts: Known
  /** In the workspace: `/exchange/transfers/…`. */
  path: `/${string}`
  /** When nobody needs to know any more. */
  expiresAt?: Date
  /** Who did it: they are not told, and when they are forgotten this notice is as well. */
  except?: string | null
}

/** How many members were told: those who had not been told of this key before. */
export async function notify<Known extends NoticeFacts>(
  ctx: Context,
  { notice, to, key, about, facts, path, expiresAt, except }: Told<Known>,
): Promise<number> {
  const { db, dialect, now } = ctx as Ctx
  const wanted = [...new Set(to)].filter((it) => it !== null && it !== except) as string[]
  // In one order, so that two transactions that tell the same people wait for each other and not in a circle.
  const memberIds = (await activeAmong(ctx, wanted)).map((it) => it.id).toSorted()
  const row = {
    notice: notice.name,
    rank: noticePriorities.indexOf(notice.priority),
    key: `${notice.name} ${key}`,
    about: about ?? null,
    fromId: except ?? null,
    facts,
    path,
    state: 'unread' as const,
    createdAt: now(),
    readAt: null,
    archivedAt: null,
    expiresAt: expiresAt ?? null,
    mail: 'waiting' as const,
    mailId: null,
    mailedAt: null,
  }
  const told: string[] = []
  for (const memberId of memberIds)
    if (await insertIgnore(db, dialect, 'notices', { ...row, id: newId(), memberId }))
      told.push(memberId)
  for (const memberId of told) ctx.publish(noticesChanged, {}, memberId)
  if (told.length) await ctx.emit(noticesGiven, { memberIds: told, key: row.key })
  return told.length
}

/** Somebody has opened the thing: what they were told about it is read, and no mail speaks of it any more. */
export async function readAbout(ctx: Context, about: string, memberId: string): Promise<void> {
  const { db, now } = ctx as Ctx
  const { numUpdatedRows } = await db
    .updateTable('notices')
    .set({ state: 'read', readAt: now() })
    .where('memberId', '=', memberId)
    .where('about', '=', about)
    .where('state', '=', 'unread')
    .executeTakeFirst()
  if (numUpdatedRows > 0n) ctx.publish(noticesChanged, {}, memberId)
}

/** The thing is gone, or nobody needs to know any more: its notices are taken back from everybody. */
export async function withdrawAbout(ctx: Context, about: string): Promise<void> {
  const { db } = ctx as Ctx
  const rows = await db
    .selectFrom('notices')
    .select(['id', 'memberId'])
    .where('about', '=', about)
    .execute()
  if (rows.length === 0) return
  await db.deleteFrom('notices').where('about', '=', about).execute()
  for (const memberId of new Set(rows.map((it) => it.memberId)))
    ctx.publish(noticesChanged, {}, memberId)
}
