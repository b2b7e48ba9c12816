/** Access tokens of scripts and devices: signed, 30 minutes, naming a session that is read at each request all the same. */
import { errors, jwtVerify, SignJWT } from 'jose'
import { MINUTE, SECOND } from '#kernel/time.ts'
import { digest, keyFor } from './secrets.ts'

export const ACCESS_MS = 30 * MINUTE
const ISSUER = 'socle'
const AUDIENCE = 'socle-api'
/** RFC 9068: a token of another kind, signed by the same key, is not an access token. */
const TYPE = 'at+jwt'

export type AccessClaims = { accountId: string; sessionId: string }

const kidOf = (key: Uint8Array) => digest(Buffer.from(key).toString('base64url')).slice(0, 12)

/** The first secret signs. */
export function signAccess(
  { accountId, sessionId }: AccessClaims,
  secrets: readonly string[],
  now: Date,
) {
  const key = keyFor('access', secrets[0]!)
  return new SignJWT({ sid: sessionId })
    .setProtectedHeader({ alg: 'HS256', typ: TYPE, kid: kidOf(key) })
    .setSubject(accountId)
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .setIssuedAt(now)
    .setExpirationTime(new Date(now.getTime() + ACCESS_MS))
    .sign(key)
}

/** Null for whatever is not one of our living tokens; every secret still verifies, so one is replaced without logging anybody out. */
export async function readAccess(
  token: string,
  secrets: readonly string[],
  now: Date,
): Promise<AccessClaims | null> {
  const keys = new Map(
    secrets.map((secret) => keyFor('access', secret)).map((key) => [kidOf(key), key]),
  )
  try {
    const { payload } = await jwtVerify(token, ({ kid }) => keyOf(keys, kid), {
      algorithms: ['HS256'],
      typ: TYPE,
      issuer: ISSUER,
      audience: AUDIENCE,
      requiredClaims: ['sub', 'sid', 'exp'],
      currentDate: now,
    })
    const { sub, sid } = payload
    return typeof sub === 'string' && typeof sid === 'string'
      ? { accountId: sub, sessionId: sid }
      : null
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof TypeError) return null
    throw error
  }
}

function keyOf(keys: ReadonlyMap<string, Uint8Array>, kid: string | undefined): Uint8Array {
  const key = keys.get(kid ?? '')
  if (!key) throw new errors.JWSInvalid('signed by a key that is not ours')
  return key
}

export const EXPIRES_IN_S = ACCESS_MS / SECOND
