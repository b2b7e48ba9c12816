/** What the browser asks first: is there an installation, who am I, where may I go. */
import { findPerson, isEmptyInstallation, slideSession } from '#core/identity/api.ts'
import { installation } from '#core/identity/contract.ts'
import type { OpenContext } from '#kernel/module.ts'
import { catalogue } from './contract.ts'
import { membershipsOf } from './memberships.ts'

export async function readSession(ctx: OpenContext) {
  await slideSession(ctx)
  const accountId = ctx.actor.accountId!
  return ctx.registry(async ({ db }) => ({
    user: await findPerson(db, accountId),
    workspaces: await membershipsOf(db, accountId),
  }))
}

export async function listWorkspaces(ctx: OpenContext) {
  return { items: await ctx.registry(({ db }) => membershipsOf(db, ctx.actor.accountId!)) }
}

export async function readSetup(ctx: OpenContext) {
  const { signup } = ctx.client(installation)
  const empty = await ctx.registry(({ db }) => isEmptyInstallation(db))
  const { kinds } = ctx.client(catalogue)
  return {
    empty,
    needsCode: empty && !ctx.origin.isLocal,
    signup,
    kinds: kinds.map(({ kind, module }) => ({ kind, available: module !== null })),
  }
}
