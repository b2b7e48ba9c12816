/** Leaving for good: refused while a workspace would lose its last owner, then carried out place by place in a job. */
import { mailer } from '#core/mail/contract.ts'
import { upsert } from '#kernel/data/write.ts'
import type { Context, JobRun, OpenContext } from '#kernel/module.ts'
import { farewellLetter } from '../account/letters.ts'
import { accountById } from '../accounts.ts'
import { closeAccount } from '../closing.ts'
import type { ProofFields } from '../factors/contract.ts'
import { proveAgain } from '../factors/proof.ts'
import type { IdentityTables } from '../tables.ts'
import { belongings, departureAsked, StillOwner } from './contract.ts'

type Registry = Context<IdentityTables>

export async function read(ctx: OpenContext) {
  const accountId = ctx.actor.accountId!
  const account = (await ctx.registry(({ db }: Registry) => accountById(db, accountId)))!
  const workspaces = await ctx.client(belongings).workspaces(accountId)
  return { email: account.typedEmail, workspaces }
}

export async function leave(ctx: OpenContext, given: ProofFields): Promise<{ done: true }> {
  const { id: accountId } = await proveAgain(ctx, given)
  const mine = await ctx.client(belongings).workspaces(accountId)
  refuseFor(mine.filter((it) => it.isLastOwner))
  // Asked again in each workspace, with its owners locked: of two owners who leave at once, one has to stay.
  const kept = []
  for (const workspace of mine)
    if (!(await ctx.client(belongings).leave(workspace.id, accountId))) kept.push(workspace)
  refuseFor(kept)

  await ctx.registry(async ({ db, dialect, now, emit, audit }: Registry) => {
    await closeAccount(db, accountId)
    const departure = { accountId, askedAt: now(), doneUntil: null, farewellAt: null }
    await upsert(db, dialect, 'departures', departure, ['accountId'])
    await emit(departureAsked, { accountId })
    await audit('identity.departure-asked', accountId)
  })
  ctx.answer.session = null
  return { done: true }
}

function refuseFor(owned: readonly { name: string }[]): void {
  if (owned.length) throw StillOwner({ names: owned.map((it) => it.name).join(', ') })
}

/** Each place is done in a transaction of its own and noted: a killed attempt goes on where it stopped. */
export async function carryOut(
  ctx: OpenContext,
  { accountId }: { accountId: string },
  run: JobRun,
): Promise<void> {
  const here = ctx.client(belongings)
  const departure = await ctx.registry(({ db }: Registry) => departureOf(db, accountId))
  if (!departure) return // done already
  for (const { id } of await here.places(accountId, departure.doneUntil)) {
    run.signal.throwIfAborted()
    await here.forget(id, accountId)
    await ctx.registry(({ db }: Registry) => note(db, accountId, { doneUntil: id }))
    await run.keep()
  }
  if (!departure.farewellAt) await sayFarewell(ctx, accountId, run)
  await here.forget(null, accountId)
  await ctx.registry(async ({ db, audit }: Registry) => {
    await db.deleteFrom('departures').where('accountId', '=', accountId).execute()
    await audit('identity.erased', accountId)
  })
}

/** Sent without being kept: once it has left, nothing here knows the address any more. */
async function sayFarewell(ctx: OpenContext, accountId: string, run: JobRun): Promise<void> {
  const account = await ctx.registry(({ db }: Registry) => accountById(db, accountId))
  if (!account) return
  const { typedEmail: to } = account
  try {
    await ctx.client(mailer).send({ id: accountId, to, ...farewellLetter(account) })
  } catch (error) {
    // A mailbox that does not answer may delay the end for some attempts; it cannot prevent it.
    if (run.attempt < 4) throw error
  }
  await ctx.registry(({ db, now }: Registry) => note(db, accountId, { farewellAt: now() }))
}

const departureOf = (db: Registry['db'], accountId: string) =>
  db.selectFrom('departures').selectAll().where('accountId', '=', accountId).executeTakeFirst()

type Step = { doneUntil: string } | { farewellAt: Date }

async function note(db: Registry['db'], accountId: string, step: Step): Promise<void> {
  await db.updateTable('departures').set(step).where('accountId', '=', accountId).execute()
}
