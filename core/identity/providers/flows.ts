/** A sign-in on its way to a provider and back, bound to the browser that began it. */
import { MINUTE, SECOND } from '#kernel/time.ts'
import { digest, hmac, newSecret } from '../secrets.ts'
import type { IdentityDb } from '../tables.ts'
import type { SignInSecrets } from './contract.ts'
import type { RowOf } from '#kernel/data/column.ts'
import type { providerTables } from './tables.ts'

const LIFETIME_MS = 10 * MINUTE

type Flow = RowOf<typeof providerTables.providerFlows>

/** What leaves for the provider derives from the browser's secret: whoever reads the database completes nothing. */
export function secretsOf(ticket: string): SignInSecrets {
  const key = Buffer.from(ticket)
  return {
    state: hmac(key, 'state'),
    nonce: hmac(key, 'nonce'),
    verifier: hmac(key, 'verifier'),
  }
}

/** Returns the secret for the browser's cookie. */
export async function openFlow(
  db: IdentityDb,
  flow: Omit<Flow, 'digest' | 'expiresAt'>,
  now: Date,
): Promise<{ secret: string; maxAgeS: number }> {
  const secret = newSecret()
  const expiresAt = new Date(now.getTime() + LIFETIME_MS)
  await db
    .insertInto('providerFlows')
    .values({ ...flow, digest: digest(secret), expiresAt })
    .execute()
  return { secret, maxAgeS: LIFETIME_MS / SECOND }
}

/** Uses a flow up; undefined when it is unknown, too old or was used. Of two at once, one gets it. */
export async function takeFlow(
  db: IdentityDb,
  ticket: string,
  provider: string,
  now: Date,
): Promise<Flow | undefined> {
  const living = await db
    .selectFrom('providerFlows')
    .selectAll()
    .where('digest', '=', digest(ticket))
    .where('provider', '=', provider)
    .where('expiresAt', '>', now)
    .executeTakeFirst()
  if (!living) return undefined
  const { numDeletedRows } = await db
    .deleteFrom('providerFlows')
    .where('digest', '=', living.digest)
    .executeTakeFirst()
  return numDeletedRows === 1n ? living : undefined
}
