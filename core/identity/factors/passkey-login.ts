/** Signing in by a passkey: alone without an address, or as the second step of a login. */
import { generateAuthenticationOptions, verifyAuthenticationResponse } from '@simplewebauthn/server'
import type { Context, OpenContext } from '#kernel/module.ts'
import { accountById } from '../accounts.ts'
import { AccountInactive, installation, type Person } from '../contract.ts'
import { enterWithin, type Entrance, openDoor } from '../entrance.ts'
import { digest } from '../secrets.ts'
import type { IdentityTables } from '../tables.ts'
import { CHALLENGE_MS, challengeIn, issueChallenge, takeChallenge } from './challenges.ts'
import { type Asserted, LoginExpired, PasskeyRefused } from './contract.ts'
import { describe, knownTo, relyingParty } from './passkeys.ts'
import { pendingOwner, takePendingLogin } from './pending-logins.ts'
import { checkCode } from './second-codes.ts'

type Registry = Context<IdentityTables>
type Given = { token?: string | undefined; credential: Asserted }

/** Without a token any passkey of this host may answer, and the browser shows which ones it has. */
export async function start(ctx: OpenContext, { token }: { token?: string | undefined }) {
  const { id: rpID } = relyingParty(ctx.client(installation).publicUrl)
  const { challenge, known } = await ctx.registry(async ({ db, now }: Registry) => {
    const accountId = token === undefined ? null : await pendingOwner(db, token, now())
    if (accountId === undefined) throw LoginExpired()
    const known = accountId ? await knownTo(db, accountId) : []
    return { known, challenge: await issueChallenge(db, 'enter', accountId, now()) }
  })
  const options = await generateAuthenticationOptions({
    rpID,
    challenge: Buffer.from(challenge, 'base64url'),
    timeout: CHALLENGE_MS,
    userVerification: token === undefined ? 'required' : 'preferred',
    allowCredentials: known.map(describe),
  })
  return { ...options }
}

export async function logIn(ctx: OpenContext, { token, credential }: Given): Promise<Entrance> {
  const { id: expectedRPID, origin } = relyingParty(ctx.client(installation).publicUrl)
  const challenge = challengeIn(credential.response.clientDataJSON)
  const found = await ctx.registry(async ({ db, now }: Registry) => {
    const pending = token === undefined ? null : await pendingOwner(db, token, now())
    if (pending === undefined) throw LoginExpired()
    if (!(await takeChallenge(db, challenge, 'enter', pending, now()))) return undefined
    const passkey = await db
      .selectFrom('passkeys')
      .selectAll()
      .where('credentialDigest', '=', digest(credential.id))
      .executeTakeFirst()
    const isTheirs = passkey && (pending === null || passkey.accountId === pending)
    return isTheirs ? passkey : undefined
  })
  if (!found || !isOwner(credential, found.accountId)) throw PasskeyRefused()
  const asserted = await verifyAuthenticationResponse({
    response: { ...credential, clientExtensionResults: {} } as never,
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID,
    requireUserVerification: token === undefined,
    // The counter is compared in the UPDATE below, where two at once cannot pass together.
    credential: {
      id: found.credentialId,
      publicKey: Buffer.from(found.publicKey, 'base64url'),
      counter: 0,
    },
  }).catch(() => undefined)
  if (!asserted?.verified) throw PasskeyRefused()

  const { newCounter: counter, credentialBackedUp: synced } = asserted.authenticationInfo
  const entered = await ctx.registry(async (registry: Registry) => {
    const { db, now, audit } = registry
    const { numUpdatedRows } = await db
      .updateTable('passkeys')
      .set({ counter, synced, lastUsedAt: now() })
      .where('id', '=', found.id)
      .where((row) =>
        // Most passkeys do not count and say 0 for ever.
        counter === 0 ? row('counter', '=', 0) : row('counter', '<', counter),
      )
      .executeTakeFirst()
    if (numUpdatedRows !== 1n) {
      await audit('identity.passkey-copied', found.accountId, { name: found.name })
      return undefined
    }
    const account = await accountById(db, found.accountId)
    if (!account?.active) throw AccountInactive()
    if (token === undefined) return enterWithin(ctx, registry, account, 'passkey')
    if (!(await takePendingLogin(db, token, now()))) throw LoginExpired()
    return openDoor(ctx, registry, account)
  })
  // Refused after the commit: thrown inside, the line of the audit would be rolled back.
  if (!entered) throw PasskeyRefused()
  return entered
}

/** An authenticator that finds its passkeys by itself also says whose they are. */
const isOwner = ({ response }: Asserted, accountId: string) =>
  !response.userHandle || Buffer.from(response.userHandle, 'base64url').toString() === accountId

/** The second step by a code. */
export async function complete(
  ctx: OpenContext,
  { token, code }: { token: string; code: string },
): Promise<{ user: Person }> {
  const accountId = await ctx.registry(({ db, now }: Registry) => pendingOwner(db, token, now()))
  if (!accountId) throw LoginExpired()
  return checkCode(ctx, accountId, code, async (registry) => {
    const { db, now } = registry
    if (!(await takePendingLogin(db, token, now()))) throw LoginExpired()
    const account = await accountById(db, accountId)
    if (!account?.active) throw AccountInactive()
    return openDoor(ctx, registry, account)
  })
}
