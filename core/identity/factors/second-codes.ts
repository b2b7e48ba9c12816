/** A code as second factor: of the app, or of the sheet of recovery codes. */
import { verifySync } from 'otplib'
import type { Context, OpenContext } from '#kernel/module.ts'
import { SECOND } from '#kernel/time.ts'
import { forgetAttempts, perPlace, spendAttempt } from '../attempts.ts'
import { CodeWrong, installation } from '../contract.ts'
import type { IdentityTables } from '../tables.ts'
import { factorChanged } from './contract.ts'
import { spendRecoveryCode } from './recovery-codes.ts'
import { seal, unseal } from './sealing.ts'

type Registry = Context<IdentityTables>

/** RFC 6238 §5.2 advises one step for the delay of the network; clocks of phones are off by as much. */
const TOLERANCE_S = 30

/**
 * Checks a code and does what it opens in one transaction. Attempts are counted per account from everywhere, since a code
 * has only a million values: five, then delays that double.
 */
export async function checkCode<R>(
  ctx: OpenContext,
  accountId: string,
  code: string,
  then: (registry: Registry) => Promise<R>,
): Promise<R> {
  const { secrets } = ctx.client(installation)
  const attempt = `second ${accountId}`
  await ctx.registry((registry: Registry) => spendAttempt(registry, attempt, perPlace))
  return ctx.registry(async (registry: Registry) => {
    if (!(await spendCode(registry, accountId, code, secrets))) throw CodeWrong()
    await forgetAttempts(registry, attempt)
    return then(registry)
  })
}

async function spendCode(
  registry: Registry,
  accountId: string,
  typed: string,
  secrets: readonly string[],
): Promise<boolean> {
  const { db, emit, audit } = registry
  const digits = sixDigits(typed)
  if (digits) return spendAppCode(registry, accountId, digits, secrets)
  const isOn = await db
    .selectFrom('codeApps')
    .select('accountId')
    .where('accountId', '=', accountId)
    .where('confirmedAt', 'is not', null)
    .executeTakeFirst()
  if (!isOn || !(await spendRecoveryCode(db, accountId, typed))) return false
  await emit(factorChanged, { accountId, change: 'code-used', name: '' })
  await audit('identity.recovery-code-used', accountId)
  return true
}

/** Six digits as people type them, with a space in the middle. */
export function sixDigits(typed: string): string | undefined {
  const digits = typed.replaceAll(/[\s-]/g, '')
  return /^\d{6}$/.test(digits) ? digits : undefined
}

/** Accepts a code once: the step moves forward in the UPDATE, and of two at the same moment one moves it. */
async function spendAppCode(
  { db, now }: Registry,
  accountId: string,
  digits: string,
  secrets: readonly string[],
): Promise<boolean> {
  const app = await db
    .selectFrom('codeApps')
    .select('sealedSecret')
    .where('accountId', '=', accountId)
    .where('confirmedAt', 'is not', null)
    .executeTakeFirst()
  const opened = app && unseal(app.sealedSecret, accountId, secrets)
  const step = opened && stepOf(digits, opened.text, now())
  if (!step) return false
  const resealed = opened.isOld ? { sealedSecret: seal(opened.text, accountId, secrets) } : {}
  const { numUpdatedRows } = await db
    .updateTable('codeApps')
    .set({ lastStep: step, ...resealed })
    .where('accountId', '=', accountId)
    .where('lastStep', '<', step)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** The step of 30 seconds that a code belongs to, when it is this one or a neighbour. */
export function stepOf(digits: string, secret: string, at: Date): number | undefined {
  const epoch = Math.floor(at.getTime() / SECOND)
  const found = verifySync({ secret, token: digits, epoch, epochTolerance: TOLERANCE_S })
  return found.valid && 'timeStep' in found ? found.timeStep : undefined
}
