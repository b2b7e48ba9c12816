/** A script's token at each request: one indexed read, as for a session. */
import type { Kysely } from 'kysely'
import { prepared } from '#kernel/data/prepared.ts'
import { isDue } from '../devices/rules.ts'
import { digest } from '../secrets.ts'
import type { Session } from '../sessions.ts'
import type { IdentityDb } from '../tables.ts'
import { TOKEN_PREFIX } from './rules.ts'

export const isScriptToken = (bearer: string) => bearer.startsWith(TOKEN_PREFIX)

/** Null: unknown, revoked, expired, or its owner's account is not active. Never an administrator. */
export async function findToken(
  db: Kysely<any>,
  secret: string,
  now: Date,
): Promise<Session | null> {
  const [row] = (await byDigest(db, { value: digest(secret), now })).rows
  if (!row) return null
  const { typedEmail: email, verifiedAt, access, permissions, workspaceId, lastSeenAt } = row
  const { sessionId, accountId, expiresAt, name, locale } = row
  return {
    sessionId,
    accountId,
    expiresAt,
    email,
    name,
    locale,
    verified: verifiedAt !== null,
    admin: false,
    limits: {
      workspaceId,
      readsOnly: access === 'read',
      permissions: access === 'chosen' ? permissions : null,
    },
    isDue: isDue(lastSeenAt, now),
  }
}

const byDigest = prepared((db: IdentityDb, { value, now }: { value: string; now: Date }) =>
  db
    .selectFrom('apiTokens')
    .innerJoin('accounts', 'accounts.id', 'apiTokens.accountId')
    .select(['apiTokens.id as sessionId', 'apiTokens.accountId', 'apiTokens.expiresAt'])
    .select(['access', 'permissions', 'workspaceId', 'apiTokens.lastSeenAt'])
    .select(['typedEmail', 'accounts.name', 'locale', 'verifiedAt'])
    .where('digest', '=', value)
    .where((row) =>
      row.or([row('apiTokens.expiresAt', 'is', null), row('apiTokens.expiresAt', '>', now)]),
    )
    .where('accounts.active', '=', true),
)
