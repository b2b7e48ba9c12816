/** Browsers that somebody allowed to show notices. */
import { createHash } from 'node:crypto'
import type * as z from 'zod/mini'
import { NotFound } from '#kernel/contract.ts'
import { insertIgnore } from '#kernel/data/write.ts'
import { newId } from '#kernel/ids.ts'
import type { Context, OpenContext } from '#kernel/module.ts'
import type { NoticeRegistry } from '../tables.ts'
import { type addPushDevice, pusher } from './contract.ts'

type Registry = Context<NoticeRegistry>
/** Of one person: a browser that nobody has cleared away since is the oldest of them. */
const MOST = 20

export async function list(open: OpenContext) {
  const rows = await open.registry(({ db, actor }: Registry) =>
    db
      .selectFrom('noticeDevices')
      .selectAll()
      .where('accountId', '=', actor.accountId!)
      .orderBy('createdAt', 'desc')
      .execute(),
  )
  const devices = rows.map(({ id, agent, createdAt, lastSentAt }) => ({
    id,
    agent,
    createdAt: createdAt.toISOString(),
    lastSentAt: lastSentAt?.toISOString() ?? null,
  }))
  return { publicKey: open.client(pusher)?.publicKey ?? null, devices }
}

/** A browser has one reader: who logged in there last. */
export async function add(open: OpenContext, input: z.output<(typeof addPushDevice)['input']>) {
  if (!open.client(pusher)) throw NotFound()
  const endpointDigest = createHash('sha256').update(input.endpoint).digest('hex')
  return open.registry(async ({ db, dialect, actor, origin, now }: Registry) => {
    const accountId = actor.accountId!
    const of = { accountId, ...input, agent: origin.agent }
    const row = { id: newId(), ...of, endpointDigest, createdAt: now(), lastSentAt: null }
    if (!(await insertIgnore(db, dialect, 'noticeDevices', row)))
      await db
        .updateTable('noticeDevices')
        .set(of)
        .where('endpointDigest', '=', endpointDigest)
        .execute()
    const all = await db
      .selectFrom('noticeDevices')
      .select(['id', 'endpointDigest'])
      .where('accountId', '=', accountId)
      .orderBy('createdAt', 'desc')
      .execute()
    const old = all.slice(MOST).map((it) => it.id)
    if (old.length) await db.deleteFrom('noticeDevices').where('id', 'in', old).execute()
    return { id: all.find((it) => it.endpointDigest === endpointDigest)!.id }
  })
}

export async function remove({ db, actor }: Registry, { deviceId }: { deviceId: string }) {
  const { numDeletedRows } = await db
    .deleteFrom('noticeDevices')
    .where('id', '=', deviceId)
    .where('accountId', '=', actor.accountId!)
    .executeTakeFirst()
  if (numDeletedRows === 0n) throw NotFound()
  return { done: true as const }
}
