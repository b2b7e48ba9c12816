/** What has to stand above an answer whatever a model says: decided by the rules of parts, never by the model. */
import type { Context, Judge } from '#kernel/module.ts'
import type { Source } from './contract.ts'
import { purposeNamed } from './answers.ts'

type Place = Pick<Context, 'parts' | 'workspace'>
type Matter = { text: string; isAnswer: boolean; sources: readonly Source[] }

/** As it is kept: the key of a sentence, and where it leads. */
export function verdictOn(
  ctx: Place,
  purpose: string,
  { sources, ...matter }: Matter,
): string | null {
  const on = ctx.parts.filter(
    (it) => it.layer === 'core' || ctx.workspace.modules.includes(it.name),
  )
  const judges = [purposeNamed(ctx, purpose).judge, ...on.map((it) => it.judges?.[purpose])]
  const read = sources.map((it) => ({ ...it, text: it.quotation, path: it.path as `/${string}` }))
  for (const judge of judges.filter((it): it is Judge => it !== undefined)) {
    const verdict = judge({ ...matter, sources: read })
    if (verdict) return [verdict.say, verdict.to].filter(Boolean).join(' ')
  }
  return null
}

export function shownNotice(notice: string | null) {
  if (notice === null) return null
  const [say = '', to = null] = notice.split(' ')
  return { say, to }
}
