/** What a file may be brought for: each part says so in its manifest. */
import type { Context, FilePurpose } from '#kernel/module.ts'
import { UnknownPurpose } from './contract.ts'

type Asking = Pick<Context, 'parts' | 'workspace' | 'actor'>

export const isAccountPlace = ({ workspace }: Pick<Context, 'workspace'>) =>
  workspace.id === 'registry'

/** Of the parts that are on here; undefined when no part knows it any more. */
export function purposeNamed(ctx: Asking, name: string): FilePurpose | undefined {
  const { parts, workspace } = ctx
  const per = isAccountPlace(ctx) ? 'account' : 'workspace'
  const on = parts.filter((it) => it.layer === 'core' || workspace.modules.includes(it.name))
  const found = on.map((it) => it.files?.[name]).find((it) => it !== undefined)
  return found?.per === per ? found : undefined
}

/** For who may bring such a file; to others the purpose is unknown. */
export function purposeFor(ctx: Asking, name: string): FilePurpose {
  const purpose = purposeNamed(ctx, name)
  if (!purpose || (purpose.may && !ctx.actor.permissions.has(purpose.may))) throw UnknownPurpose()
  return purpose
}
