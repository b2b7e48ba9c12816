import { KeyReused, NotFound } from '#kernel/contract.ts'
import { isUniqueViolation } from '#kernel/data/faults.ts'
import { newId } from '#kernel/ids.ts'
import type { Context, OpenContext } from '#kernel/module.ts'
import { DAY } from '#kernel/time.ts'
import type * as z from 'zod/mini'
import { requireVerified } from '../accounts.ts'
import { proveAgain } from '../factors/proof.ts'
import { digest, newSecret } from '../secrets.ts'
import type { IdentityTables } from '../tables.ts'
import {
  type ApiToken,
  type createToken,
  MOST_TOKENS,
  permissionList,
  tokenCreated,
  TooManyTokens,
  UnknownPermission,
} from './contract.ts'
import { TOKEN_PREFIX } from './rules.ts'

type Registry = Context<IdentityTables>
type Asked = z.output<(typeof createToken)['input']>
type Row = Awaited<ReturnType<typeof tokensOf>>[number]

export async function list(ctx: OpenContext) {
  const permissions = [...ctx.client(permissionList)]
  const rows = await ctx.registry(({ db }: Registry) => tokensOf(db, ctx.actor.accountId!))
  return { items: rows.map((row) => shown(row, ctx.now())), permissions }
}

/** 256 random bits behind a prefix; the row keeps their digest. */
export async function create(ctx: OpenContext, asked: Asked) {
  requireVerified(ctx.actor)
  const { name, access, workspaceId = null, days } = asked
  const permissions = access === 'chosen' ? [...new Set(asked.permissions)] : []
  const known = new Set(ctx.client(permissionList))
  const unknown = permissions.find((it) => !known.has(it))
  if (unknown) throw UnknownPermission({ permission: unknown })
  // A token outlives the session that made it: a session alone makes none.
  await proveAgain(ctx, asked)

  const accountId = ctx.actor.accountId!
  const secret = TOKEN_PREFIX + newSecret()
  const createdAt = ctx.now()
  const expiresAt = days === null ? null : new Date(createdAt.getTime() + days * DAY)
  const row = { id: asked.id ?? newId(), name, workspaceId, access, permissions, createdAt }
  const rest = { accountId, digest: digest(secret), expiresAt, lastSeenAt: null }
  try {
    await ctx.registry(async ({ db, locked, emit, audit }: Registry) => {
      // Two at once wait for each other here, so that both count.
      await locked(db.selectFrom('accounts').select('id').where('id', '=', accountId)).execute()
      if ((await tokensOf(db, accountId)).length >= MOST_TOKENS)
        throw TooManyTokens({ max: MOST_TOKENS })
      await db
        .insertInto('apiTokens')
        .values({ ...row, ...rest })
        .execute()
      await emit(tokenCreated, { accountId, name })
      await audit('identity.token-created', row.id, { access, workspaceId, days })
    })
  } catch (error) {
    // The secret of the first time was shown then, and is known to nobody here.
    if (isUniqueViolation(error)) throw KeyReused()
    throw error
  }
  return { token: shown({ ...row, expiresAt, lastSeenAt: null }, createdAt), secret }
}

export async function revoke(
  { db, actor, audit }: Registry,
  { tokenId }: { tokenId: string },
): Promise<{ done: true }> {
  const { numDeletedRows } = await db
    .deleteFrom('apiTokens')
    .where('id', '=', tokenId)
    .where('accountId', '=', actor.accountId!)
    .executeTakeFirst()
  if (numDeletedRows === 0n) throw NotFound()
  await audit('identity.token-revoked', tokenId)
  return { done: true }
}

const tokensOf = (db: Registry['db'], accountId: string) =>
  db
    .selectFrom('apiTokens')
    .select(['id', 'name', 'workspaceId', 'access', 'permissions'])
    .select(['createdAt', 'expiresAt', 'lastSeenAt'])
    .where('accountId', '=', accountId)
    .orderBy('createdAt', 'desc')
    .orderBy('id')
    .execute()

function shown({ createdAt, expiresAt, lastSeenAt, ...row }: Row, now: Date): ApiToken {
  return {
    ...row,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
    lastSeenAt: lastSeenAt?.toISOString() ?? null,
    isExpired: expiresAt !== null && expiresAt <= now,
  }
}
