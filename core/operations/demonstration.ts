import { isEmptyInstallation } from '#core/identity/api.ts'
import { installation, SetupCodeWrong } from '#core/identity/contract.ts'
import { NotFound } from '#kernel/contract.ts'
import type { OpenContext } from '#kernel/module.ts'
import { storyteller } from './contract.ts'

/** Two impatient clicks tell one story. */
let telling: Promise<{ email: string; password: string }> | undefined

export async function demonstrate(
  ctx: OpenContext,
  { setupCode }: { setupCode?: string | undefined },
) {
  const here = ctx.client(installation)
  const { tell } = ctx.client(storyteller)
  const isEmpty = await ctx.registry(({ db }) => isEmptyInstallation(db))
  if (!tell || (!isEmpty && !telling)) throw NotFound()
  if (!ctx.origin.isLocal && setupCode !== here.setupCode()) throw SetupCodeWrong()
  telling ??= tell().finally(() => (telling = undefined))
  return telling
}
