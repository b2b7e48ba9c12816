import { NotFound } from '#kernel/contract.ts'
import type { Context } from '#kernel/module.ts'
import type { Locale } from '#kernel/text.ts'
import { findPerson } from './accounts.ts'
import { type Person, profileChanged } from './contract.ts'
import { storedPhone } from './phones.ts'
import type { IdentityTables } from './tables.ts'

type Registry = Context<IdentityTables>
type Change = {
  name?: string | undefined
  firstName?: string | undefined
  lastName?: string | undefined
  phone?: string | undefined
  locale?: Locale | undefined
  timeZone?: string | undefined
}

export async function change(ctx: Registry, asked: Change): Promise<Person> {
  const { db, actor, emit, audit } = ctx
  const accountId = actor.accountId
  if (!accountId) throw NotFound()
  const { name, locale, timeZone, firstName, lastName } = asked
  const orNone = (words: string | undefined) => (words === '' ? null : words)
  const phone =
    asked.phone === undefined
      ? undefined
      : storedPhone(asked.phone, locale ?? (await findPerson(db, accountId)).locale)
  const own = { firstName: orNone(firstName), lastName: orNone(lastName), phone }
  const changed = Object.entries({ name, locale, timeZone, ...own }).filter(
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
