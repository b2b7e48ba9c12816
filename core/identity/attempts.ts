/** Attempts are counted before the password is looked at, so that a hundred at once are a hundred attempts. */
import { sql } from 'kysely'
import { TooMany } from '#kernel/contract.ts'
import { insertIgnore } from '#kernel/data/write.ts'
import type { Context } from '#kernel/module.ts'
import { HOUR, MINUTE, SECOND } from '#kernel/time.ts'
import { digest } from './secrets.ts'
import type { IdentityTables } from './tables.ts'

export type Limit = {
  /** Attempts that cost nothing. */
  free: number
  /** Forgotten after this long without an attempt. */
  windowMs: number
}
export const perPlace: Limit = { free: 5, windowMs: 15 * MINUTE }
/** From any address together: an attacker with many addresses does not get five each. */
export const perAccount: Limit = { free: 50, windowMs: HOUR }
export const mailsPerAddress: Limit = { free: 3, windowMs: 15 * MINUTE }

const FIRST_DELAY_MS = MINUTE
const LONGEST_DELAY_MS = 15 * MINUTE

type Registry = Pick<Context<IdentityTables>, 'db' | 'dialect' | 'now'>

/** Takes one attempt; throws TooMany with the seconds to wait, and then counts nothing. */
export async function spendAttempt(ctx: Registry, what: string, limit: Limit): Promise<void> {
  const waitMs = await takeAttempt(ctx, what, limit)
  if (waitMs > 0) throw TooMany({ retryAfterS: Math.ceil(waitMs / SECOND) })
}

/** Takes one attempt and returns 0, or the time to wait. The limit is part of the UPDATE. */
export async function takeAttempt(ctx: Registry, what: string, limit: Limit): Promise<number> {
  const { db, dialect } = ctx
  const key = digest(what)
  const now = ctx.now()
  const later = (ms: number) => new Date(now.getTime() + ms)
  const known = await db
    .selectFrom('attempts')
    .select('key')
    .where('key', '=', key)
    .executeTakeFirst()
  const fresh = { count: 0, blockedUntil: null, expiresAt: later(limit.windowMs) }
  if (!known) await insertIgnore(db, dialect, 'attempts', { key, ...fresh })
  await db
    .updateTable('attempts')
    .set(fresh)
    .where('key', '=', key)
    .where('expiresAt', '<=', now)
    .execute()

  const { numUpdatedRows } = await db
    .updateTable('attempts')
    .set({ count: sql<number>`count + 1`, expiresAt: later(limit.windowMs) })
    .where('key', '=', key)
    .where((row) => row.or([row('blockedUntil', 'is', null), row('blockedUntil', '<=', now)]))
    .executeTakeFirst()
  const row = await db
    .selectFrom('attempts')
    .select(['count', 'blockedUntil'])
    .where('key', '=', key)
    .executeTakeFirst()
  // Forgotten at this very moment by who knew the password: counted anew.
  if (!row) return takeAttempt(ctx, what, limit)
  if (numUpdatedRows !== 1n) return row.blockedUntil!.getTime() - now.getTime()

  if (row.count >= limit.free) {
    // The fifth attempt is answered; the one after it waits a minute, then two, four, eight, fifteen.
    const delayMs = Math.min(FIRST_DELAY_MS * 2 ** (row.count - limit.free), LONGEST_DELAY_MS)
    const blocked = { blockedUntil: later(delayMs), expiresAt: later(delayMs + limit.windowMs) }
    await db.updateTable('attempts').set(blocked).where('key', '=', key).execute()
  }
  return 0
}

/** The password was right: what was counted against this place is forgotten. */
export async function forgetAttempts({ db }: Registry, what: string): Promise<void> {
  await db.deleteFrom('attempts').where('key', '=', digest(what)).execute()
}

/** The password was right: this attempt does not count against the account, those of others still do. */
export async function giveAttemptBack({ db }: Registry, what: string): Promise<void> {
  await db
    .updateTable('attempts')
    .set({ count: sql<number>`count - 1`, blockedUntil: null })
    .where('key', '=', digest(what))
    .where('count', '>', 0)
    .execute()
}
