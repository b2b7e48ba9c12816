/** The one door: whatever proved who somebody is, a session opens here and nowhere else. */
import type { Context, OpenContext } from '#kernel/module.ts'
import { personOf } from './accounts.ts'
import {
  AccountInactive,
  installation,
  type Person,
  type SecondFactor,
  SecondFactorNeeded,
  type TokenPair,
} from './contract.ts'
import { hasSecondFactor, openPendingLogin } from './factors/pending-logins.ts'
import { checkCode } from './factors/second-codes.ts'
import { openPair } from './refresh.ts'
import { openWebSession } from './sessions.ts'
import type { AccountRow, IdentityTables } from './tables.ts'

type Registry = Context<IdentityTables>

/** How somebody proved who they are. A passkey checks its owner as well (a finger, a code): it is two factors in one. */
export type Proof = 'password' | 'provider' | 'passkey'
export type Entrance = { user: Person } | { secondFactor: SecondFactor }

/** Opens a session in a cookie, or says which second factor is missing before there is one. */
export function enter(ctx: OpenContext, account: AccountRow, proven: Proof): Promise<Entrance> {
  return ctx.registry((registry: Registry) => enterWithin(ctx, registry, account, proven))
}

/** The same within a transaction on the registry that is open already. */
export async function enterWithin(
  ctx: OpenContext,
  registry: Registry,
  account: AccountRow,
  proven: Proof,
): Promise<Entrance> {
  if (!account.active) throw AccountInactive()
  const { db, now } = registry
  if (proven !== 'passkey' && (await hasSecondFactor(db, account.id)))
    return { secondFactor: await openPendingLogin(db, account.id, now()) }
  return openDoor(ctx, registry, account)
}

/** Both factors are proven. */
export async function openDoor(
  ctx: OpenContext,
  registry: Registry,
  account: AccountRow,
): Promise<{ user: Person }> {
  const { secrets } = ctx.client(installation)
  ctx.answer.session = await openWebSession(registry, account.id, secrets)
  return { user: personOf(account) }
}

/** A script has nobody to ask: it gives password and code at once. */
export async function enterByTokens(
  ctx: OpenContext,
  account: AccountRow,
  code: string | undefined,
): Promise<TokenPair> {
  const { secrets } = ctx.client(installation)
  const isNeeded = await ctx.registry(({ db }: Registry) => hasSecondFactor(db, account.id))
  if (!isNeeded)
    return ctx.registry((registry: Registry) => openPair(registry, account.id, secrets))
  if (code === undefined) throw SecondFactorNeeded()
  return checkCode(ctx, account.id, code, (registry) => openPair(registry, account.id, secrets))
}

/**
 * Where a sign-in that came back from elsewhere goes on when a second factor is missing. The token stands behind the #,
 * which no server and no log is given.
 */
export function secondStepAddress({ token, until, ways }: SecondFactor, wanted = ''): string {
  const to = wanted ? `?to=${encodeURIComponent(wanted)}` : ''
  return `/login${to}#${new URLSearchParams({ token, until, ways: ways.join() })}`
}
