/** The life of workspaces from the command line: the same moves as on screen, written to the audit as the system's. */
import {
  approve,
  cancellation,
  erasure,
  lifting,
  moveWorkspace,
  restoration,
  suspension,
} from '#core/workspaces/api.ts'
import type { Here } from './commands.ts'

type Step = Parameters<typeof moveWorkspace>[2]

export const lifeVerbs = ['suspend', 'resume', 'cancel', 'restore', 'delete', 'approve'] as const
export type LifeVerb = (typeof lifeVerbs)[number]

/** `socle workspace suspend SLUG unpaid|abuse [NOTE]`, and the others with a SLUG alone. */
export async function moveCommand(
  { app }: Here,
  verb: LifeVerb,
  [slug, reason, ...words]: string[],
): Promise<void> {
  const found = (await app.workspaces()).find((it) => it.slug === slug)
  if (!found) throw new Error(slug ? `no workspace has the address ${slug}` : 'say which: SLUG')
  if (verb === 'approve') await app.system((ctx) => approve(ctx, found.id))
  else {
    const step = stepOf(verb, reason, words.join(' '), app.now())
    await app.system((ctx) => moveWorkspace(ctx, found.id, step))
  }
  await app.jobs.settle({ early: true })
  const now = (await app.workspaces()).find((it) => it.id === found.id)
  console.log(`${slug} is ${now?.state ?? 'deleted; its tombstone stays'}.`)
}

function stepOf(
  verb: Exclude<LifeVerb, 'approve'>,
  reason: string | undefined,
  note: string,
  now: Date,
): Step {
  switch (verb) {
    case 'suspend':
      if (reason !== 'unpaid' && reason !== 'abuse')
        throw new Error('usage: workspace suspend SLUG unpaid|abuse [NOTE]')
      return suspension({ reason, note })
    case 'resume':
      return lifting('administrator')
    case 'cancel':
      return cancellation(now, 'administrator')
    case 'restore':
      return restoration
    case 'delete': // only what is cancelled; nobody erases by a slip of one word
      return erasure('administrator')
  }
}
