/** The outside accounts that open an account: found, added, listed, removed. */
import { insertIgnore } from '#kernel/data/write.ts'
import { NotFound } from '#kernel/contract.ts'
import type { Context, OpenContext } from '#kernel/module.ts'
import { accountById } from '../accounts.ts'
import type { ProofFields } from '../factors/contract.ts'
import { forgetFactors } from '../factors/personal.ts'
import { waysIn } from '../factors/passkeys.ts'
import { proveAgain } from '../factors/proof.ts'
import { digest } from '../secrets.ts'
import type { IdentityDb, IdentityTables } from '../tables.ts'
import {
  type Identified,
  identityChanged,
  identityProviders,
  IdentityTaken,
  LastIdentity,
  type Provider,
} from './contract.ts'

type Registry = Context<IdentityTables>
type Key = { provider: string; subject: string }

/** One word for two that a provider chooses: it travels in an address. */
const idOf = ({ provider, subject }: Key) => digest(`${provider} ${subject}`)
const shownAddress = (email: string | undefined) => email?.slice(0, 255) ?? null

/** The account that this identity opens, and that it was used now. */
export async function touchIdentity(
  { db, now }: Registry,
  { key }: Provider,
  { subject, email }: Identified,
): Promise<string | undefined> {
  const found = await ownerOfIdentity(db, { provider: key, subject })
  if (found)
    await db
      .updateTable('identities')
      .set({ lastUsedAt: now(), email: shownAddress(email) })
      .where('provider', '=', key)
      .where('subject', '=', subject)
      .execute()
  return found
}

async function ownerOfIdentity(db: IdentityDb, { provider, subject }: Key) {
  const row = await db
    .selectFrom('identities')
    .select('accountId')
    .where('provider', '=', provider)
    .where('subject', '=', subject)
    .executeTakeFirst()
  return row?.accountId
}

/** False when this identity opens an account already. */
export async function addIdentity(
  { db, dialect, now, audit }: Registry,
  { key }: Provider,
  accountId: string,
  { subject, email }: Identified,
): Promise<boolean> {
  const isNew = await insertIgnore(db, dialect, 'identities', {
    provider: key,
    subject,
    accountId,
    email: shownAddress(email),
    createdAt: now(),
    lastUsedAt: now(),
  })
  if (!isNew) return false
  await audit('identity.provider-linked', accountId, { with: key })
  return true
}

/** Adds it to an account that is there already: its owner is told. */
export async function linkIdentity(
  registry: Registry,
  provider: Provider,
  accountId: string,
  found: Identified,
): Promise<boolean> {
  if (!(await addIdentity(registry, provider, accountId, found))) return false
  await registry.emit(identityChanged, { accountId, change: 'linked', label: provider.label })
  return true
}

/** To the account whose owner asked for it; an identity that opens another one stays there. */
export async function linkTo(
  registry: Registry,
  provider: Provider,
  accountId: string,
  found: Identified,
): Promise<void> {
  const account = await accountById(registry.db, accountId)
  if (!account?.active) throw NotFound()
  if (await linkIdentity(registry, provider, accountId, found)) return
  if ((await touchIdentity(registry, provider, found)) !== accountId) throw IdentityTaken()
}

export async function list(ctx: OpenContext) {
  const offered = new Map(ctx.client(identityProviders).map((it) => [it.key, it]))
  const rows = await ctx.registry(({ db }: Registry) => identitiesOf(db, ctx.actor.accountId!))
  const items = rows.map(({ provider, subject, email, createdAt, lastUsedAt }) => ({
    identityId: idOf({ provider, subject }),
    provider: offered.get(provider)?.name ?? null,
    label: labelOf(offered.get(provider), provider),
    email,
    linkedAt: createdAt,
    lastUsedAt,
  }))
  return { items }
}

/** One that was configured once is called by its kind. */
const labelOf = (client: Provider | undefined, key: string) =>
  client?.label ?? (key === 'google' ? 'Google' : 'OpenID Connect')

const identitiesOf = (db: IdentityDb, accountId: string) =>
  db
    .selectFrom('identities')
    .select(['provider', 'subject', 'email', 'createdAt', 'lastUsedAt'])
    .where('accountId', '=', accountId)
    .orderBy('createdAt')
    .execute()

export async function unlink(
  ctx: OpenContext,
  { identityId, ...given }: ProofFields & { identityId: string },
): Promise<{ done: true }> {
  const { id: accountId } = await proveAgain(ctx, given)
  const clients = ctx.client(identityProviders)
  await ctx.registry(async (registry: Registry) => {
    const { db, emit, audit } = registry
    // Locks the account: of two removals at once, the second sees what the first left.
    const ways = await waysIn(registry, accountId)
    const found = (await identitiesOf(db, accountId)).find((it) => idOf(it) === identityId)
    if (!found) throw NotFound()
    if (!ways.password && ways.identities === 1 && ways.passkeys === 0) throw LastIdentity()
    await db
      .deleteFrom('identities')
      .where('provider', '=', found.provider)
      .where('subject', '=', found.subject)
      .execute()
    const client = clients.find((it) => it.key === found.provider)
    const label = labelOf(client, found.provider)
    await audit('identity.provider-unlinked', accountId, { with: found.provider })
    await emit(identityChanged, { accountId, change: 'unlinked', label })
  })
  return { done: true }
}

/**
 * The first to prove the address of an account is its owner; whatever somebody else has laid there before (an identity,
 * a passkey, an app of codes) opens it no more.
 */
export async function dropUnprovenWays(db: IdentityDb, accountId: string): Promise<void> {
  await db.deleteFrom('identities').where('accountId', '=', accountId).execute()
  await forgetFactors(db, accountId)
}
