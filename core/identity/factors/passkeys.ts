/** Passkeys of an account: made, listed, named, removed. */
import { generateRegistrationOptions, verifyRegistrationResponse } from '@simplewebauthn/server'
import { NotFound } from '#kernel/contract.ts'
import { newId } from '#kernel/ids.ts'
import { insertIgnore } from '#kernel/data/write.ts'
import type { Context, OpenContext } from '#kernel/module.ts'
import { accountById } from '../accounts.ts'
import { installation } from '../contract.ts'
import { digest } from '../secrets.ts'
import type { IdentityDb, IdentityTables } from '../tables.ts'
import { CHALLENGE_MS, challengeIn, issueChallenge, takeChallenge } from './challenges.ts'
import { tellOwner } from './code-apps.ts'
import {
  LastWayIn,
  MOST_PASSKEYS,
  type Passkey,
  PasskeyKnown,
  PasskeyRefused,
  type ProofFields,
  type Registered,
  TooManyPasskeys,
} from './contract.ts'
import { proveAgain } from './proof.ts'

type Registry = Context<IdentityTables>
type Shown = Omit<Passkey, 'createdAt' | 'lastUsedAt'> & {
  createdAt: Date
  lastUsedAt: Date | null
}

/** Passkeys belong to a host: under another PUBLIC_URL they are not even offered by the browser. */
export function relyingParty(publicUrl: string): { id: string; origin: string } {
  const { hostname, origin } = new URL(publicUrl)
  return { id: hostname, origin }
}

/** EdDSA, ES256, RS256, by their COSE numbers: what authenticators know and every Node verifies. */
const ALGORITHMS = [-8, -7, -257]

const shown = ['id', 'name', 'synced', 'createdAt', 'lastUsedAt'] as const

export const passkeysOf = (db: IdentityDb, accountId: string): Promise<Shown[]> =>
  db
    .selectFrom('passkeys')
    .select(shown)
    .where('accountId', '=', accountId)
    .orderBy('createdAt')
    .execute()

export async function start(ctx: OpenContext, given: ProofFields) {
  const { id, origin } = relyingParty(ctx.client(installation).publicUrl)
  const account = await proveAgain(ctx, given)
  const { challenge, known } = await ctx.registry(async ({ db, now }: Registry) => {
    const rows = await knownTo(db, account.id)
    if (rows.length >= MOST_PASSKEYS) throw TooManyPasskeys({ max: MOST_PASSKEYS })
    return { known: rows, challenge: await issueChallenge(db, 'register', account.id, now()) }
  })
  const options = await generateRegistrationOptions({
    rpName: `Socle ${new URL(origin).hostname}`,
    rpID: id,
    userName: account.typedEmail,
    userDisplayName: account.name,
    userID: new TextEncoder().encode(account.id),
    challenge: Buffer.from(challenge, 'base64url'),
    timeout: CHALLENGE_MS,
    supportedAlgorithmIDs: ALGORITHMS,
    // Found without an address, and its owner checked: only then is it both factors.
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    excludeCredentials: known.map(describe),
  })
  return { ...options }
}

/** What the browser is told of an account's passkeys, so that it picks one of them, or makes no second. */
export const knownTo = (db: IdentityDb, accountId: string): Promise<Known[]> =>
  db
    .selectFrom('passkeys')
    .select(['credentialId', 'transports'])
    .where('accountId', '=', accountId)
    .execute()

type Known = { credentialId: string; transports: string }
export const describe = ({ credentialId, transports }: Known) => ({
  id: credentialId,
  transports: transports ? transports.split(' ') : [],
})

export async function add(
  ctx: OpenContext,
  { name, credential }: { name: string; credential: Registered },
): Promise<Shown> {
  const { id: expectedRPID, origin } = relyingParty(ctx.client(installation).publicUrl)
  const accountId = ctx.actor.accountId!
  const challenge = challengeIn(credential.response.clientDataJSON)
  const isOurs = await ctx.registry(({ db, now }: Registry) =>
    takeChallenge(db, challenge, 'register', accountId, now()),
  )
  if (!isOurs) throw PasskeyRefused()
  const made = await verifyRegistrationResponse({
    response: { ...credential, clientExtensionResults: {} } as never,
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID,
    supportedAlgorithmIDs: ALGORITHMS,
  }).catch(() => undefined)
  if (!made?.verified) throw PasskeyRefused()

  const { credential: key, credentialBackedUp: synced } = made.registrationInfo
  return ctx.registry(async (registry: Registry) => {
    const { db, dialect, now, locked } = registry
    // The account's row orders additions, so that two at once do not pass the limit together.
    await locked(db.selectFrom('accounts').select('id').where('id', '=', accountId)).execute()
    if ((await passkeysOf(db, accountId)).length >= MOST_PASSKEYS)
      throw TooManyPasskeys({ max: MOST_PASSKEYS })
    const passkey = { id: newId(), name, synced, createdAt: now(), lastUsedAt: null }
    const isNew = await insertIgnore(db, dialect, 'passkeys', {
      ...passkey,
      accountId,
      credentialDigest: digest(key.id),
      credentialId: key.id,
      publicKey: Buffer.from(key.publicKey).toString('base64url'),
      counter: key.counter,
      transports: (credential.response.transports ?? []).join(' ').slice(0, 100),
    })
    if (!isNew) throw PasskeyKnown()
    await tellOwner(registry, accountId, 'passkey-added', name)
    return passkey
  })
}

export async function rename(
  { db, actor, audit }: Registry,
  { passkeyId, name }: { passkeyId: string; name: string },
): Promise<Shown> {
  await findOwn(db, actor.accountId, passkeyId)
  await db.updateTable('passkeys').set({ name }).where('id', '=', passkeyId).execute()
  await audit('identity.passkey-renamed', actor.accountId!, { name })
  return findOwn(db, actor.accountId, passkeyId)
}

export async function remove(
  ctx: OpenContext,
  { passkeyId, ...given }: ProofFields & { passkeyId: string },
): Promise<{ done: true }> {
  const { id: accountId } = await proveAgain(ctx, given)
  return ctx.registry(async (registry: Registry) => {
    const { db } = registry
    // Locks the account: of two removals at once, the second sees what the first left.
    const ways = await waysIn(registry, accountId)
    const { name } = await findOwn(db, accountId, passkeyId)
    if (!ways.password && ways.identities === 0 && ways.passkeys === 1) throw LastWayIn()
    await db.deleteFrom('passkeys').where('id', '=', passkeyId).execute()
    await tellOwner(registry, accountId, 'passkey-removed', name)
    return { done: true }
  })
}

/** By what somebody can come in. Locks the account's row: of two removals at once, the second sees what the first left. */
export async function waysIn(
  { db, locked }: Registry,
  accountId: string,
): Promise<{ password: boolean; identities: number; passkeys: number }> {
  await locked(db.selectFrom('accounts').select('id').where('id', '=', accountId)).execute()
  const account = await accountById(db, accountId)
  const count = async (table: 'identities' | 'passkeys') =>
    (await db.selectFrom(table).select('createdAt').where('accountId', '=', accountId).execute())
      .length
  const [identities, passkeys] = [await count('identities'), await count('passkeys')]
  return { password: Boolean(account?.passwordHash), identities, passkeys }
}

async function findOwn(db: IdentityDb, accountId: string | null, passkeyId: string) {
  const found = await db
    .selectFrom('passkeys')
    .select([...shown, 'accountId'])
    .where('id', '=', passkeyId)
    .where('accountId', '=', accountId)
    .executeTakeFirst()
  if (!found) throw NotFound()
  return found
}
