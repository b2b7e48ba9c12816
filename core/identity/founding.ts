/** Who becomes administrator of an empty installation, and who may register afterwards. */
import { type Installation, InvitedOnly, SetupCodeWrong } from './contract.ts'
import { insertIgnore, upsert } from '#kernel/data/write.ts'
import type { Context, OpenContext } from '#kernel/module.ts'
import { normalise } from './addresses.ts'
import { perPlace, spendAttempt } from './attempts.ts'
import { digest, isSame } from './secrets.ts'
import type { IdentityDb, IdentityTables } from './tables.ts'

type Registry = Context<IdentityTables>

export async function isEmptyInstallation(db: IdentityDb): Promise<boolean> {
  const account = await db.selectFrom('accounts').select('id').limit(1).executeTakeFirst()
  return account === undefined
}

/** From this machine freely, from another with the code printed at start; true for an empty installation. */
export async function admitFounder(
  ctx: OpenContext,
  here: Installation,
  code: string | undefined,
): Promise<boolean> {
  const { address } = ctx.origin
  const isNear = ctx.origin.isLocal ?? false
  const isEmpty = await ctx.registry(async (registry: Registry) => {
    const empty = await isEmptyInstallation(registry.db)
    if (empty && !isNear) await spendAttempt(registry, `setup ${address}`, perPlace)
    return empty
  })
  if (isEmpty && !isNear && !isSame(code ?? '', here.setupCode())) throw SetupCodeWrong()
  return isEmpty
}

/** Of several first accounts at once, one is the founder. */
export const claimFounding = ({ db, dialect, now }: Registry, accountId: string) =>
  insertIgnore(db, dialect, 'founding', { id: 'first', accountId, foundedAt: now() })

/** Where registration is by invitation, an invited address may register until then. */
export async function allowSignup(ctx: Registry, email: string, until: Date): Promise<void> {
  const pass = { emailDigest: digest(normalise(email)), until }
  await upsert(ctx.db, ctx.dialect, 'signupPasses', pass, ['emailDigest'])
}

export async function requirePass({ db, now }: Registry, email: string): Promise<void> {
  const pass = await db
    .selectFrom('signupPasses')
    .select('until')
    .where('emailDigest', '=', digest(normalise(email)))
    .where('until', '>', now())
    .executeTakeFirst()
  if (!pass) throw InvitedOnly()
}
