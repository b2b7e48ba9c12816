/** Acts that somebody wants to hear of: told as an event that leaves with the transaction that writes them. */
import * as z from 'zod/mini'
import type { Waiting } from './audit.ts'
import { event } from './contract.ts'
import type { Context, Part } from './module.ts'
import { Instant } from './time.ts'

/** What a part that names the act in `alarms` listens to; only of what is done in a workspace. */
export const alarmingAct = event(
  'kernel/alarming-act',
  z.object({
    action: z.string(),
    at: Instant,
    actorKind: z.enum(['guest', 'account', 'member', 'system', 'support']),
    actorId: z.string(),
  }),
)

const known = new WeakMap<readonly Part[], ReadonlySet<string>>()

function alarmsOf(parts: readonly Part[]): ReadonlySet<string> {
  let names = known.get(parts)
  if (!names) known.set(parts, (names = new Set(parts.flatMap((it) => it.alarms ?? []))))
  return names
}

export async function sound({ parts, emit }: Context, acts: readonly Waiting[]): Promise<void> {
  for (const { action, at, actor } of acts) {
    if (!alarmsOf(parts).has(action)) continue
    await emit(alarmingAct, { action, at, actorKind: actor.kind, actorId: actor.id })
  }
}
