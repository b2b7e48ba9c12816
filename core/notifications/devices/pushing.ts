/** A notice on its reader's devices: its title, and nothing else that is private. */
import { createHash } from 'node:crypto'
import { readersAmong } from '#core/identity/api.ts'
import { installation } from '#core/identity/contract.ts'
import { activeAmong, type KnownMember } from '#core/workspaces/api.ts'
import type { Context, OpenContext } from '#kernel/module.ts'
import { noticeVoice } from '../contract.ts'
import { endOfQuiet, quietOf } from '../mailing/rules.ts'
import { choicesOf, houseOf } from '../mailing/wishes.ts'
import { readingOf } from '../preferences/preferences.ts'
import type { NoticeRegistry, NoticeRow, NoticeTables } from '../tables.ts'
import { kindsOf, told } from '../words.ts'
import { type Pusher, pusher } from './contract.ts'

type Ctx = Context<NoticeTables>
type Registry = Context<NoticeRegistry>
type Given = { memberIds: readonly string[]; key: string }

export async function push(open: OpenContext, given: Given): Promise<void> {
  const client = open.client(pusher)
  if (!client) return
  const members = await open.transact((ctx: Ctx) => activeAmong(ctx, given.memberIds))
  const { accounts, devices } = await open.registry(async ({ db }: Context) => {
    const accountIds = members.map((it) => it.accountId)
    const devices = accountIds.length
      ? await (db as Registry['db'])
          .selectFrom('noticeDevices')
          .selectAll()
          .where('accountId', 'in', accountIds)
          .execute()
      : []
    return {
      accounts: await readersAmong(
        db,
        devices.map((it) => it.accountId),
      ),
      devices,
    }
  })
  const { slug, name: house, timeZone } = open.workspace
  const { publicUrl } = open.client(installation)
  const voice = open.client(noticeVoice)
  const kinds = kindsOf(open.parts)
  const faults: unknown[] = []
  for (const device of devices) {
    const member = members.find((it) => it.accountId === device.accountId)!
    const account = accounts.get(device.accountId)
    const row = account && (await wantedBy(open, member, given.key, account.timeZone))
    const words = row && told(row, { voice, kinds, locale: account.locale, timeZone })
    if (!row || !words) continue
    const url = `${publicUrl}/app/${slug}${row.path}`
    const message = JSON.stringify({ title: words.title, house, url, tag: row.id })
    const isPressing = words.kind.priority === 'urgent' || words.kind.priority === 'high'
    const urgency = isPressing ? 'high' : 'normal'
    const topic = createHash('sha256').update(row.id).digest('base64url').slice(0, 32)
    try {
      await after(open, device.id, await client.send(device, message, { urgency, topic }))
    } catch (error) {
      faults.push(error)
    }
  }
  // Tried again, a device that has it already shows it once: the tag is the same.
  if (faults.length) throw faults[0]
}

/** Unread, wanted on devices, and at an hour at which this person may be called. */
function wantedBy(open: OpenContext, { id }: KnownMember, key: string, timeZone: string) {
  return open.transact(async (ctx: Ctx): Promise<NoticeRow | undefined> => {
    const row = await ctx.db
      .selectFrom('notices')
      .selectAll()
      .where('memberId', '=', id)
      .where('key', '=', key)
      .executeTakeFirst()
    const now = ctx.now()
    if (!row || row.state !== 'unread' || (row.expiresAt && row.expiresAt <= now)) return undefined
    const kind = kindsOf(ctx.parts).get(row.notice)
    if (!kind || kind.priority === 'low') return undefined
    if ((await choicesOf(ctx, id)).get(kind.group)?.push === false) return undefined
    const quiet = quietOf(await readingOf(ctx, id), await houseOf(ctx))
    const isCalm = kind.priority !== 'urgent' && endOfQuiet(now, quiet, timeZone) > now
    return isCalm ? undefined : row
  })
}

function after(open: OpenContext, id: string, outcome: Awaited<ReturnType<Pusher['send']>>) {
  return open.registry(async ({ db, now }: Registry) => {
    if (outcome === 'gone') await db.deleteFrom('noticeDevices').where('id', '=', id).execute()
    else
      await db
        .updateTable('noticeDevices')
        .set({ lastSentAt: now() })
        .where('id', '=', id)
        .execute()
  })
}
