/**
 * Who looks when: each notice makes its workspace look at once, and what is due later is noted in the registry, where one
 * job a minute looks for all workspaces. What a crash leaves is found by the hourly look of each workspace.
 */
import { installation } from '#core/identity/contract.ts'
import { readersAmong } from '#core/identity/api.ts'
import { refusedAmong } from '#core/mail/api.ts'
import { activeAmong } from '#core/workspaces/api.ts'
import { event } from '#kernel/contract.ts'
import { insertIgnore } from '#kernel/data/write.ts'
import type { Context, OpenContext } from '#kernel/module.ts'
import { DAY, MINUTE } from '#kernel/time.ts'
import * as z from 'zod/mini'
import { noticeVoice } from '../contract.ts'
import { KEPT_DAYS } from '../rules.ts'
import type { NoticeRegistry, NoticeTables } from '../tables.ts'
import { kindsOf } from '../words.ts'
import { gather, type Office, type Reader } from './gathering.ts'
import { houseOf, rulesOf } from './wishes.ts'

type Ctx = Context<NoticeTables>
type Registry = Context<NoticeRegistry>

const AT_ONCE = 200
const NIL = '00000000-0000-0000-0000-000000000000'
/** How long a look may take before another begins. */
const LOOK_MS = 10 * MINUTE

/** A workspace's moment has come; `version` is what was expected when it began. */
export const roundBegun = event(
  'notifications/round-begun',
  z.object({ version: z.int(), until: z.string() }),
)

/** These members were told something. */
export async function mailTo(open: OpenContext, { memberIds }: { memberIds: readonly string[] }) {
  const next = await tell(open, memberIds)
  if (next) await expect(open, next)
}

/** Everybody in this workspace for whom something waits. */
export async function mailAll(
  open: OpenContext,
  { version, until }: { version: number; until: string },
): Promise<void> {
  const next = await tellAll(open)
  if (next) return expect(open, next)
  // Nothing is left, and nothing was expected meanwhile.
  await open.registry(async ({ db }: Registry) => {
    await db
      .deleteFrom('noticeRounds')
      .where('workspaceId', '=', open.workspace.id)
      .where('version', '=', version)
      .where('dueAt', '=', new Date(until))
      .execute()
  })
}

/** One look a minute, in the registry: which workspaces have a mail to write. */
export async function beginRounds(open: OpenContext): Promise<void> {
  const now = open.now()
  const until = new Date(now.getTime() + LOOK_MS)
  const due = await open.registry(({ db }: Registry) =>
    db.selectFrom('noticeRounds').selectAll().where('dueAt', '<=', now).limit(1000).execute(),
  )
  for (const { workspaceId, dueAt, version } of due) {
    const isMine = await open.registry(async ({ db }: Registry) => {
      const { numUpdatedRows } = await db
        .updateTable('noticeRounds')
        .set({ dueAt: until })
        .where('workspaceId', '=', workspaceId)
        .where('dueAt', '=', dueAt)
        .executeTakeFirst()
      return numUpdatedRows > 0n
    })
    if (!isMine) continue
    const begin = { version, until: until.toISOString() }
    try {
      await open.inWorkspace(workspaceId, (ctx) => ctx.emit(roundBegun, begin))
    } catch {
      // It is being unmade, or its database does not answer: its own hourly look will find what waits.
    }
  }
}

/** Every hour: what nobody noted, and what is too old to be kept. */
export async function lookAgain(open: OpenContext): Promise<void> {
  await open.transact(async ({ db, now }: Ctx) => {
    const before = new Date(now().getTime() - KEPT_DAYS * DAY)
    await db.deleteFrom('notices').where('createdAt', '<', before).execute()
  })
  const next = await tellAll(open)
  if (next) await expect(open, next)
}

/** The earliest of what is expected stands; each expectation counts. */
async function expect(open: OpenContext, at: Date): Promise<void> {
  const workspaceId = open.workspace.id
  await open.registry(async ({ db, dialect }: Registry) => {
    const fresh = { workspaceId, dueAt: at, version: 0 }
    if (await insertIgnore(db, dialect, 'noticeRounds', fresh)) return
    const known = () => db.updateTable('noticeRounds').where('workspaceId', '=', workspaceId)
    await known()
      .set((row) => ({ version: row('version', '+', 1) }))
      .execute()
    await known().set({ dueAt: at }).where('dueAt', '>', at).execute()
  })
}

async function tellAll(open: OpenContext): Promise<Date | null> {
  let next: Date | null = null
  for (let after = NIL; ;) {
    const rows = await open.transact(({ db }: Ctx) =>
      db
        .selectFrom('notices')
        .select('memberId')
        .distinct()
        .where('mail', '=', 'waiting')
        .where('memberId', '>', after)
        .orderBy('memberId')
        .limit(AT_ONCE)
        .execute(),
    )
    const memberIds = rows.map((it) => it.memberId)
    if (memberIds.length === 0) return next
    next = earliest(next, await tell(open, memberIds))
    after = memberIds.at(-1)!
  }
}

const earliest = (a: Date | null, b: Date | null) => (a && b ? (a < b ? a : b) : (a ?? b))

/** When the next mail to one of these is due. */
async function tell(open: OpenContext, memberIds: readonly string[]): Promise<Date | null> {
  const { publicUrl, secrets } = open.client(installation)
  const { members, ...chosen } = await open.transact(async (ctx: Ctx) => ({
    members: await activeAmong(ctx, memberIds),
    rules: await rulesOf(ctx),
    house: await houseOf(ctx),
  }))
  const office: Office = {
    ...chosen,
    publicUrl,
    voice: open.client(noticeVoice),
    kinds: kindsOf(open.parts),
    secret: secrets[0]!,
  }
  const { accounts, refused } = await open.registry(async ({ db }: Context) => ({
    accounts: await readersAmong(
      db,
      members.map((it) => it.accountId),
    ),
    refused: await refusedAmong(
      db,
      members.map((it) => it.email),
    ),
  }))
  let next: Date | null = null
  const known = new Set<string>()
  for (const member of members) {
    const account = accounts.get(member.accountId)
    if (!account) continue
    known.add(member.id)
    const { email } = member
    const { locale, timeZone } = account
    const reader: Reader = { member, email, locale, timeZone, isRefused: refused.has(email) }
    next = earliest(next, await open.transact((ctx: Ctx) => gather(ctx, office, reader)))
  }
  await giveUp(
    open,
    memberIds.filter((it) => !known.has(it)),
  )
  return next
}

/** Who has left, or whose account is closed: no mail waits for them. */
async function giveUp(open: OpenContext, memberIds: readonly string[]): Promise<void> {
  if (memberIds.length === 0) return
  await open.transact(async ({ db }: Ctx) => {
    await db
      .updateTable('notices')
      .set({ mail: 'none' })
      .where('memberId', 'in', memberIds)
      .where('mail', '=', 'waiting')
      .execute()
  })
}
