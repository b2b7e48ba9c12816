/** A code by mail, for an account with neither a password nor an app: for the device that asks alone, and kept nowhere. */
import type { Context, OpenContext } from '#kernel/module.ts'
import { MINUTE } from '#kernel/time.ts'
import { forgetAttempts, perPlace, spendAttempt } from '../attempts.ts'
import { CodeWrong, installation } from '../contract.ts'
import { hmac, isSame, keyFor } from '../secrets.ts'
import type { IdentityTables } from '../tables.ts'
import { proofCodeAsked } from './contract.ts'
import { sixDigits } from './second-codes.ts'

type Registry = Context<IdentityTables>

/** Right during its own step and the next one: a mail takes its time. */
const STEP_MS = 10 * MINUTE

/** Six digits that follow from the session and the moment. */
export function mailedCode(sessionId: string, at: Date, secret: string, stepsAgo = 0): string {
  const step = Math.floor(at.getTime() / STEP_MS) - stepsAgo
  const sum = hmac(keyFor('mailed', secret), `proof ${sessionId} ${step}`)
  return String(Buffer.from(sum, 'base64url').readUIntBE(0, 6) % 1_000_000).padStart(6, '0')
}

export async function askMailedCode({ actor, emit }: Registry): Promise<{ done: true }> {
  await emit(proofCodeAsked, { accountId: actor.accountId!, sessionId: actor.sessionId! })
  return { done: true }
}

/** Attempts are counted with those of the second factor: five, then delays that double. */
export async function checkMailedCode(ctx: OpenContext, typed: string): Promise<void> {
  const { accountId, sessionId } = ctx.actor
  const { secrets } = ctx.client(installation)
  const attempt = `second ${accountId}`
  await ctx.registry((registry: Registry) => spendAttempt(registry, attempt, perPlace))
  const known = secrets.flatMap((it) =>
    [0, 1].map((ago) => mailedCode(sessionId!, ctx.now(), it, ago)),
  )
  const digits = sixDigits(typed)
  if (!digits || !known.some((it) => isSame(it, digits))) throw CodeWrong()
  await ctx.registry((registry: Registry) => forgetAttempts(registry, attempt))
}
