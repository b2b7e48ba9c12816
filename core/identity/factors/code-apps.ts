/** The app of codes (TOTP, RFC 6238): switched on by one right code, off by who proves again who they are. */
import { generateSecret, generateURI } from 'otplib'
import type { Context, OpenContext } from '#kernel/module.ts'
import { insertIgnore } from '#kernel/data/write.ts'
import { forgetAttempts, perPlace, spendAttempt } from '../attempts.ts'
import { CodeWrong, installation } from '../contract.ts'
import { endSessions } from '../sessions.ts'
import type { IdentityTables } from '../tables.ts'
import {
  CodeAppOff,
  CodeAppOn,
  type FactorChange,
  factorChanged,
  type ProofFields,
} from './contract.ts'
import { dropPendingLogins } from './pending-logins.ts'
import { proveAgain } from './proof.ts'
import { replaceCodes } from './recovery-codes.ts'
import { seal, unseal } from './sealing.ts'
import { sixDigits, stepOf } from './second-codes.ts'

type Registry = Context<IdentityTables>

/** Beginning again before the confirmation gives another secret; the one before is worth nothing. */
export async function start(
  ctx: OpenContext,
  given: ProofFields,
): Promise<{ secret: string; address: string }> {
  const { secrets, publicUrl } = ctx.client(installation)
  const { id: accountId, typedEmail } = await proveAgain(ctx, given)
  const secret = generateSecret()
  const sealedSecret = seal(secret, accountId, secrets)
  await ctx.registry(async ({ db, dialect, now }: Registry) => {
    const fresh = { sealedSecret, lastStep: 0, createdAt: now() }
    if (await insertIgnore(db, dialect, 'codeApps', { accountId, ...fresh, confirmedAt: null }))
      return
    const { numUpdatedRows } = await db
      .updateTable('codeApps')
      .set(fresh)
      .where('accountId', '=', accountId)
      .where('confirmedAt', 'is', null)
      .executeTakeFirst()
    if (numUpdatedRows !== 1n) throw CodeAppOn()
  })
  const issuer = `Socle ${new URL(publicUrl).hostname}`
  return { secret, address: generateURI({ issuer, label: typedEmail, secret }) }
}

export async function confirm(
  ctx: OpenContext,
  { code }: { code: string },
): Promise<{ recoveryCodes: string[] }> {
  const { secrets } = ctx.client(installation)
  const accountId = ctx.actor.accountId!
  const attempt = `second ${accountId}`
  await ctx.registry((registry: Registry) => spendAttempt(registry, attempt, perPlace))
  return ctx.registry(async (registry: Registry) => {
    const { db, now } = registry
    const app = await db
      .selectFrom('codeApps')
      .select(['sealedSecret', 'confirmedAt'])
      .where('accountId', '=', accountId)
      .executeTakeFirst()
    if (!app) throw CodeAppOff()
    if (app.confirmedAt) throw CodeAppOn()
    const digits = sixDigits(code)
    const secret = unseal(app.sealedSecret, accountId, secrets)?.text
    const step = digits && secret && stepOf(digits, secret, now())
    if (!step) throw CodeWrong()
    const { numUpdatedRows } = await db
      .updateTable('codeApps')
      .set({ confirmedAt: now(), lastStep: step })
      .where('accountId', '=', accountId)
      .where('sealedSecret', '=', app.sealedSecret)
      .where('confirmedAt', 'is', null)
      .executeTakeFirst()
    if (numUpdatedRows !== 1n) throw CodeAppOn()
    await forgetAttempts(registry, attempt)
    // Whoever is in already came by one factor: only the device that confirmed stays.
    await endSessions(db, accountId, ctx.actor.sessionId ?? undefined)
    await tellOwner(registry, accountId, 'app-on')
    return { recoveryCodes: await replaceCodes(db, accountId, now()) }
  })
}

export async function end(ctx: OpenContext, given: ProofFields): Promise<{ done: true }> {
  const { id: accountId } = await proveAgain(ctx, given)
  return ctx.registry(async (registry: Registry) => {
    const { db } = registry
    const { numDeletedRows } = await db
      .deleteFrom('codeApps')
      .where('accountId', '=', accountId)
      .where('confirmedAt', 'is not', null)
      .executeTakeFirst()
    if (numDeletedRows !== 1n) throw CodeAppOff()
    await db.deleteFrom('recoveryCodes').where('accountId', '=', accountId).execute()
    await dropPendingLogins(db, accountId)
    await tellOwner(registry, accountId, 'app-off')
    return { done: true }
  })
}

export async function renew(
  ctx: OpenContext,
  given: ProofFields,
): Promise<{ recoveryCodes: string[] }> {
  const { id: accountId } = await proveAgain(ctx, given)
  return ctx.registry(async (registry: Registry) => {
    const { db, now, locked } = registry
    // Two renewals at once: the second waits here, and leaves ten codes, not twenty.
    const app = await locked(
      db
        .selectFrom('codeApps')
        .select('accountId')
        .where('accountId', '=', accountId)
        .where('confirmedAt', 'is not', null),
    ).executeTakeFirst()
    if (!app) throw CodeAppOff()
    await tellOwner(registry, accountId, 'codes-renewed')
    return { recoveryCodes: await replaceCodes(db, accountId, now()) }
  })
}

/** Told by mail and kept in the audit. */
export async function tellOwner(
  { emit, audit }: Registry,
  accountId: string,
  change: FactorChange,
  name = '',
): Promise<void> {
  await emit(factorChanged, { accountId, change, name })
  await audit(`identity.${change}`, accountId, name ? { name } : {})
}
