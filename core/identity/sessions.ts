/** Sessions of browsers (a cookie's secret) and of scripts (tokens) are one table: read, listed and revoked alike. */
import type { Kysely } from 'kysely'
import { isInProcess, prepared } from '#kernel/data/prepared.ts'
import type { Limits } from '#kernel/directory.ts'
import { newId } from '#kernel/ids.ts'
import type { Context, OpenContext } from '#kernel/module.ts'
import { DAY, SECOND } from '#kernel/time.ts'
import { readAccess } from './access-tokens.ts'
import { installation } from './contract.ts'
import { isDue } from './devices/rules.ts'
import { digest, hmac, keyFor } from './secrets.ts'
import type { IdentityDb, IdentityTables } from './tables.ts'
import { findToken, isScriptToken } from './tokens/lookup.ts'

const WEB_MS = 7 * DAY
export const API_MS = 30 * DAY
const SLIDES_AFTER_MS = DAY

export type Session = {
  sessionId: string
  accountId: string
  email: string
  name: string
  locale: string
  verified: boolean
  admin: boolean
  /** A script's token may have none. */
  expiresAt: Date | null
  /** What a script's token may do, when it is one. */
  limits?: Limits | undefined
  isDue?: boolean | undefined
}
export type Credential = { cookie?: string | undefined; bearer?: string | undefined }

/** `__Host-` ties the cookie to this very host over https; browsers refuse it on plain http. */
export const cookieName = (secure: boolean) => (secure ? '__Host-socle' : 'socle')

/**
 * The living session behind a credential, or null: expired, revoked, unknown, or its account is not active.
 * Indexed reads, at every request: nothing about a person is trusted from a token.
 */
export async function findSession(
  db: Kysely<any>,
  { cookie, bearer }: Credential,
  now: Date,
  secrets: readonly string[],
): Promise<Session | null> {
  if (bearer !== undefined) {
    if (isScriptToken(bearer)) return findToken(db, bearer, now)
    const claims = await readAccess(bearer, secrets, now)
    return claims && read(db, 'id', claims.sessionId, now)
  }
  return cookie ? read(db, 'secretDigest', digest(cookie), now) : null
}

type Column = 'id' | 'secretDigest'
type Value = { value: string }
type Named = { accountId: string }

const sessionBy = (column: Column) =>
  prepared((db: IdentityDb, { value }: Value) =>
    db
      .selectFrom('sessions')
      .select(['id as sessionId', 'accountId', 'expiresAt', 'lastSeenAt', 'createdAt as openedAt'])
      .where(column, '=', value),
  )
const owner = prepared((db: IdentityDb, { accountId }: Named) =>
  db
    .selectFrom('accounts')
    .select(['typedEmail', 'name', 'locale', 'verifiedAt', 'admin'])
    .where('id', '=', accountId)
    .where('active', '=', true),
)
const sessionAndOwnerBy = (column: Column) =>
  prepared((db: IdentityDb, { value }: Value) =>
    db
      .selectFrom('sessions')
      .innerJoin('accounts', 'accounts.id', 'sessions.accountId')
      .select(['sessions.id as sessionId', 'sessions.accountId', 'sessions.expiresAt'])
      .select(['sessions.lastSeenAt', 'sessions.createdAt as openedAt'])
      .select(['typedEmail', 'name', 'locale', 'verifiedAt', 'admin'])
      .where(`sessions.${column}`, '=', value)
      .where('accounts.active', '=', true),
  )
const apart = { id: sessionBy('id'), secretDigest: sessionBy('secretDigest') }
const joined = { id: sessionAndOwnerBy('id'), secretDigest: sessionAndOwnerBy('secretDigest') }

/** SQLite needs a fifth of the time for two look-ups by key; a server would be asked twice. */
async function living(db: IdentityDb, column: Column, value: string) {
  if (!isInProcess(db)) return (await joined[column](db, { value })).rows[0]
  const [session] = (await apart[column](db, { value })).rows
  if (!session) return undefined
  const [account] = (await owner(db, { accountId: session.accountId })).rows
  return account && { ...session, ...account }
}

async function read(
  db: IdentityDb,
  column: Column,
  value: string,
  now: Date,
): Promise<Session | null> {
  const row = await living(db, column, value)
  // Not in the statement: SQLite plans a range over an index anew for each value, and that costs more than its answer.
  if (!row || row.expiresAt <= now) return null
  const { typedEmail: email, verifiedAt, lastSeenAt, openedAt, ...rest } = row
  const due = isDue(lastSeenAt ?? openedAt, now)
  return { ...rest, email, verified: verifiedAt !== null, isDue: due }
}

type Opening = Pick<Context<IdentityTables>, 'db' | 'now' | 'origin'>

/** Opens a browser's session; the secret goes into its cookie and nowhere else. */
export async function openWebSession(ctx: Opening, accountId: string, secrets: readonly string[]) {
  const id = newId()
  const secret = cookieSecret(id, secrets[0]!)
  await insertSession(ctx, { id, accountId, kind: 'web', secretDigest: digest(secret) }, WEB_MS)
  return { secret, maxAgeS: WEB_MS / SECOND }
}

/** Opens a session for tokens; its refresh token is the caller's business. */
export async function openApiSession(ctx: Opening, accountId: string): Promise<string> {
  const id = newId()
  await insertSession(ctx, { id, accountId, kind: 'api', secretDigest: null }, API_MS)
  return id
}

/** Derived from the session, so that a session in use can be given a fresh cookie without keeping its secret. */
const cookieSecret = (sessionId: string, secret: string) =>
  hmac(keyFor('cookie', secret), sessionId)

async function insertSession(
  { db, now, origin }: Opening,
  row: { id: string; accountId: string; kind: 'web' | 'api'; secretDigest: string | null },
  lifetimeMs: number,
): Promise<void> {
  const { agent, address } = origin
  const expiresAt = new Date(now().getTime() + lifetimeMs)
  const from = { agent: agent.slice(0, 255), address: address.slice(0, 60) }
  await db
    .insertInto('sessions')
    .values({ ...row, ...from, createdAt: now(), expiresAt })
    .execute()
}

/** Seven more days for a browser that is used, at most once a day; the cookie is given again with its full age. */
export async function slideSession(ctx: OpenContext): Promise<void> {
  const { sessionId } = ctx.actor
  if (!sessionId) return
  const { secrets } = ctx.client(installation)
  const now = ctx.now().getTime()
  const secret = await ctx.registry(async ({ db }: Context<IdentityTables>) => {
    const row = await db
      .selectFrom('sessions')
      .select(['kind', 'secretDigest', 'expiresAt'])
      .where('id', '=', sessionId)
      .executeTakeFirst()
    const isFresh = !row || row.expiresAt.getTime() > now + WEB_MS - SLIDES_AFTER_MS
    if (isFresh || row.kind !== 'web') return undefined
    const expiresAt = new Date(now + WEB_MS)
    await db.updateTable('sessions').set({ expiresAt }).where('id', '=', sessionId).execute()
    return secrets
      .map((it) => cookieSecret(sessionId, it))
      .find((it) => digest(it) === row.secretDigest)
  })
  if (secret) ctx.answer.session = { secret, maxAgeS: WEB_MS / SECOND }
}

export async function endSession(db: IdentityDb, sessionId: string): Promise<void> {
  await db.deleteFrom('sessions').where('id', '=', sessionId).execute()
}

/** Ends the sessions of an account, but for one that may stay. */
export async function endSessions(
  db: IdentityDb,
  accountId: string,
  except?: string,
): Promise<void> {
  let ending = db.deleteFrom('sessions').where('accountId', '=', accountId)
  if (except) ending = ending.where('id', '!=', except)
  await ending.execute()
}
