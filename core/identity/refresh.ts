/** Refresh tokens: each is used once and leaves one successor; a copy that comes late ends the whole session. */
import { insertIgnore } from '#kernel/data/write.ts'
import type { Context, OpenContext } from '#kernel/module.ts'
import { SECOND } from '#kernel/time.ts'
import { EXPIRES_IN_S, signAccess } from './access-tokens.ts'
import { installation, RefreshExpired, RefreshReused, type TokenPair } from './contract.ts'
import { digest, hmac, keyFor, newSecret } from './secrets.ts'
import { API_MS, endSession, openApiSession } from './sessions.ts'
import type { IdentityTables } from './tables.ts'

/** Two tabs, or an answer that was lost on the way: within this time the same successor is given again. */
export const GRACE_MS = 30 * SECOND

type Registry = Context<IdentityTables>
type Refreshed = { accountId: string; sessionId: string; refreshToken: string }

/** The first pair of a new session. */
export async function openPair(
  ctx: Registry,
  accountId: string,
  secrets: readonly string[],
): Promise<TokenPair> {
  const sessionId = await openApiSession(ctx, accountId)
  const refreshToken = newSecret()
  await keep(ctx, refreshToken, sessionId)
  return pairOf({ accountId, sessionId, refreshToken }, secrets, ctx.now())
}

export async function refresh(
  ctx: OpenContext,
  { refreshToken }: { refreshToken: string },
): Promise<TokenPair> {
  const { secrets } = ctx.client(installation)
  // A reused token is refused after the commit: thrown inside, the end of its session would be rolled back.
  const outcome = await ctx.registry((registry: Registry) =>
    rotate(registry, refreshToken, secrets),
  )
  if (outcome === 'unknown') throw RefreshExpired()
  if (outcome === 'reused') throw RefreshReused()
  return pairOf(outcome, secrets, ctx.now())
}

/** Claim and successor in one transaction: a loser waits for the row, then finds the successor there. */
async function rotate(
  ctx: Registry,
  token: string,
  secrets: readonly string[],
): Promise<Refreshed | 'unknown' | 'reused'> {
  const { db } = ctx
  const now = ctx.now()
  const { numUpdatedRows } = await db
    .updateTable('refreshTokens')
    .set({ usedAt: now })
    .where('digest', '=', digest(token))
    .where('usedAt', 'is', null)
    .where('expiresAt', '>', now)
    .executeTakeFirst()
  const row = await db
    .selectFrom('refreshTokens')
    .innerJoin('sessions', 'sessions.id', 'refreshTokens.sessionId')
    .innerJoin('accounts', 'accounts.id', 'sessions.accountId')
    .select(['usedAt', 'sessionId', 'accountId', 'sessions.expiresAt', 'accounts.active'])
    .where('refreshTokens.digest', '=', digest(token))
    .executeTakeFirst()
  if (!row?.usedAt || !row.active || row.expiresAt <= now) return 'unknown'

  const { sessionId, accountId } = row
  const isFirst = numUpdatedRows === 1n
  if (!isFirst && now.getTime() - row.usedAt.getTime() >= GRACE_MS) {
    await endSession(db, sessionId)
    await ctx.audit('identity.refresh-reused', accountId, { sessionId })
    return 'reused'
  }
  // Derived from its predecessor: ten requests at once all compute the same successor.
  const successors = secrets.map((it) => hmac(keyFor('refresh', it), token))
  if (isFirst) {
    await keep(ctx, successors[0]!, sessionId)
    const expiresAt = new Date(now.getTime() + API_MS)
    await db.updateTable('sessions').set({ expiresAt }).where('id', '=', sessionId).execute()
    return { accountId, sessionId, refreshToken: successors[0]! }
  }
  const known = await db
    .selectFrom('refreshTokens')
    .select('digest')
    .where('digest', 'in', successors.map(digest))
    .executeTakeFirst()
  const refreshToken = successors.find((it) => digest(it) === known?.digest)
  return refreshToken ? { accountId, sessionId, refreshToken } : 'unknown'
}

async function keep(
  { db, dialect, now }: Registry,
  token: string,
  sessionId: string,
): Promise<void> {
  const createdAt = now()
  const expiresAt = new Date(createdAt.getTime() + API_MS)
  await insertIgnore(db, dialect, 'refreshTokens', {
    digest: digest(token),
    sessionId,
    createdAt,
    usedAt: null,
    expiresAt,
  })
}

async function pairOf(
  { refreshToken, ...claims }: Refreshed,
  secrets: readonly string[],
  now: Date,
): Promise<TokenPair> {
  return {
    accessToken: await signAccess(claims, secrets, now),
    refreshToken,
    expiresIn: EXPIRES_IN_S,
  }
}
