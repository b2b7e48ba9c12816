import { insertIgnore } from '#kernel/data/write.ts'
import { newId } from '#kernel/ids.ts'
import type { Context, OpenContext } from '#kernel/module.ts'
import { accountOf } from './accounts.ts'
import { normalise } from './addresses.ts'
import {
  type Installation,
  installation,
  knownAddressUsed,
  type Registration,
  verificationAsked,
} from './contract.ts'
import { admitFounder, claimFounding, requirePass } from './founding.ts'
import { hashPassword, refuseEasy } from './passwords.ts'
import type { IdentityTables } from './tables.ts'

type Registry = Context<IdentityTables>
type Enrolment = Registration & {
  passwordHash: string
  isFirst: boolean
  signup: Installation['signup']
}

/** A new address gets a usable, unverified account; a known one only a mail to its owner, and the same words here. */
export async function registerAccount(
  ctx: OpenContext,
  request: Registration,
): Promise<{ email: string }> {
  const here = ctx.client(installation)
  refuseEasy(request.password, request.email, request.name)
  const isFirst = await admitFounder(ctx, here, request.setupCode)
  const passwordHash = await hashPassword(request.password)
  const { signup } = here
  const isNew = await ctx.registry((registry: Registry) =>
    enrol(registry, { ...request, passwordHash, isFirst, signup }),
  )
  if (!isNew) ctx.answer.status = 202
  return { email: request.email }
}

async function enrol(ctx: Registry, request: Enrolment): Promise<boolean> {
  const { db, dialect, now, emit, audit } = ctx
  const { name, passwordHash, locale = 'fr-BE' } = request
  const email = normalise(request.email)
  const id = newId()

  const known = await accountOf(db, email)
  const admin = !known && request.isFirst && (await claimFounding(ctx, id))
  if (!known && !admin && request.signup === 'invited') await requirePass(ctx, email)

  const account = { id, email, typedEmail: request.email, name, locale, passwordHash, admin }
  const rest = { timeZone: 'Europe/Brussels', verifiedAt: null, active: true, createdAt: now() }
  // Of two registrations of one address at once, the second learns here that the address is known.
  const isNew = !known && (await insertIgnore(db, dialect, 'accounts', { ...account, ...rest }))
  if (!isNew) {
    await emit(knownAddressUsed, { email })
    return false
  }
  await emit(verificationAsked, { accountId: id })
  await audit('identity.registered', id, { admin })
  return true
}
