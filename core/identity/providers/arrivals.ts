/** Whose account somebody enters who was identified elsewhere: their own, a new one, or none. */
import { insertIgnore } from '#kernel/data/write.ts'
import type { Problem } from '#kernel/contract.ts'
import { newId } from '#kernel/ids.ts'
import type { Context, OpenContext } from '#kernel/module.ts'
import { accountById, accountOf } from '../accounts.ts'
import { normalise } from '../addresses.ts'
import {
  AccountInactive,
  Email,
  installation,
  knownAddressUsed,
  verificationAsked,
} from '../contract.ts'
import { dropPendingLogins } from '../factors/pending-logins.ts'
import { claimFounding, requirePass } from '../founding.ts'
import type { AccountRow, IdentityTables } from '../tables.ts'
import { AddressMissing, type Identified, LinkFromInside, type Provider } from './contract.ts'
import { addIdentity, linkIdentity, touchIdentity } from './identities.ts'
import { nameFrom, settlementOf } from './rules.ts'

type Registry = Context<IdentityTables>
type Flow = { isFounding: boolean; locale: string }
type Arrival = Identified & { provider: Provider; flow: Flow; signup: 'open' | 'invited' }
/** `null`: somebody else was faster; look again. */
type Outcome = AccountRow | { problem: Problem } | null

const ATTEMPTS = 3

export async function settleArrival(
  ctx: OpenContext,
  provider: Provider,
  flow: Flow,
  found: Identified,
): Promise<AccountRow> {
  const { signup } = ctx.client(installation)
  const arrival = { ...found, provider, flow, signup }
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const outcome = await settleOnce(ctx, arrival)
    if (outcome && 'problem' in outcome) throw outcome.problem
    if (outcome) return outcome
  }
  throw new Error('an account changes faster than it can be read')
}

/** Who loses a race to another first sign-in takes everything back, and finds the account at the next look. */
async function settleOnce(ctx: OpenContext, arrival: Arrival): Promise<Outcome> {
  try {
    return await ctx.registry((registry: Registry) => settle(registry, arrival))
  } catch (error) {
    if (error instanceof Overtaken) return null
    throw error
  }
}
class Overtaken extends Error {}

async function settle(registry: Registry, arrival: Arrival): Promise<Outcome> {
  const { db, audit, emit } = registry
  const { provider } = arrival
  const accountId = await touchIdentity(registry, provider, arrival)
  if (accountId) {
    const account = (await accountById(db, accountId))!
    if (account.active)
      await audit('identity.provider-signed-in', account.id, { with: provider.key })
    return account.active ? account : { problem: AccountInactive() }
  }

  const email = Email.safeParse(arrival.email ?? '')
  if (!email.success) return { problem: AddressMissing() }
  const local = await accountOf(db, email.data)
  const known = local ? (local.verifiedAt ? 'verified' : 'unverified') : 'unknown'
  const settlement = settlementOf(arrival.isProven, known)
  // An administrator's address is not taken away while nobody looks, even an unconfirmed one.
  if (settlement === 'refuse' || (settlement === 'take-address' && local!.admin)) {
    await emit(knownAddressUsed, { email: local!.email })
    await audit('identity.provider-refused', local!.id, { with: provider.key, reason: 'unproven' })
    return { problem: LinkFromInside() }
  }
  if (settlement === 'link') {
    if (!local!.active) return { problem: AccountInactive() }
    if (!(await linkIdentity(registry, provider, local!.id, arrival))) throw new Overtaken()
    return local!
  }
  if (settlement === 'take-address') await releaseAddress(registry, local!)
  return enrol(registry, arrival, email.data)
}

/**
 * Somebody claimed the address and never proved it; now its reader is here. The claim ends: the account, its password
 * and its sessions stay what they were, with an address that nobody has, and open nothing of the newcomer's.
 */
async function releaseAddress({ db, audit }: Registry, { id }: AccountRow): Promise<void> {
  const email = `${id}@released.invalid`
  const { numUpdatedRows } = await db
    .updateTable('accounts')
    .set({ email, typedEmail: email })
    .where('id', '=', id)
    .where('verifiedAt', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) throw new Overtaken()
  await db.deleteFrom('oneTimeTokens').where('accountId', '=', id).execute()
  await dropPendingLogins(db, id)
  await audit('identity.address-released', id)
}

/** A new account without a password, by the same rules as any registration. */
async function enrol(
  registry: Registry,
  { provider, flow, signup, ...found }: Arrival,
  typedEmail: string,
): Promise<AccountRow> {
  const { db, dialect, now, emit, audit } = registry
  const id = newId()
  const email = normalise(typedEmail)
  const admin = flow.isFounding && (await claimFounding(registry, id))
  if (!admin && signup === 'invited') await requirePass(registry, email)
  const isNew = await insertIgnore(db, dialect, 'accounts', {
    id,
    email,
    typedEmail,
    name: nameFrom(found.name, email),
    locale: flow.locale,
    timeZone: 'Europe/Brussels',
    passwordHash: null,
    verifiedAt: found.isProven ? now() : null,
    active: true,
    admin,
    createdAt: now(),
  })
  const account = isNew ? await accountById(db, id) : undefined
  if (!account || !(await addIdentity(registry, provider, id, found))) throw new Overtaken()
  if (!found.isProven) await emit(verificationAsked, { accountId: id })
  await audit('identity.registered', id, { admin, with: provider.key })
  return account
}
