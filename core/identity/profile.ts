import { NotFound } from '#kernel/contract.ts'
import type { Context } from '#kernel/module.ts'
import type { Locale } from '#kernel/text.ts'
import { findPerson } from './accounts.ts'
import { type Person, profileChanged, ProviderNotConfigured } from './contract.ts'
import type { IdentityTables } from './tables.ts'

type Registry = Context<IdentityTables>
type Change = {
  name?: string | undefined
  locale?: Locale | undefined
  timeZone?: string | undefined
}

export async function change(ctx: Registry, { name, locale, timeZone }: Change): Promise<Person> {
  const { db, actor, emit, audit } = ctx
  const accountId = actor.accountId
  if (!accountId) throw NotFound()
  const changed = Object.entries({ name, locale, timeZone }).filter(
    ([, value]) => value !== undefined,
  )
  if (changed.length) {
    const change = Object.fromEntries(changed)
    await db.updateTable('accounts').set(change).where('id', '=', accountId).execute()
    await audit('identity.profile-changed', accountId, { fields: Object.keys(change).join() })
  }
  // Each workspace keeps its own copy of the name, so that it is complete by itself.
  if (name !== undefined) await emit(profileChanged, { accountId, name })
  return findPerson(db, accountId)
}

/** Sign-in by Google needs a client of its own, which this installation has not got. */
export function googleSignIn(): never {
  throw ProviderNotConfigured()
}
