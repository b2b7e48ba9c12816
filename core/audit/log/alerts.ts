/** Owners hear of a critical act when it happens, and not when they happen to read the audit. */
import type * as z from 'zod/mini'
import { notify } from '#core/notifications/api.ts'
import { activeOwners, memberOf } from '#core/workspaces/api.ts'
import type { alarmingAct } from '#kernel/alarms.ts'
import { notice, type NoticeFact } from '#kernel/contract.ts'
import type { Context, JobRun } from '#kernel/module.ts'
import { ACTORS } from './rules.ts'

export const criticalAct = notice<{ act: NoticeFact; who: NoticeFact; at: NoticeFact }>(
  'audit/critical-act',
  {
    group: 'acts.notices',
    type: 'system',
    priority: 'urgent',
    mail: 'now',
    // Whoever has taken over an account would silence the alarm first.
    legal: true,
    words: {
      label: 'acts.notice.critical',
      title: 'acts.notice.critical-title',
      body: 'acts.notice.critical-body',
      action: 'acts.notice.critical-action',
    },
  },
)

/**
 * Who did it is told as well: it may have been somebody else at their account. The notices of the others go with them
 * when they are forgotten, for their name is in it.
 */
export async function alert(
  ctx: Context,
  { action, at, actorKind, actorId }: z.output<typeof alarmingAct.payload>,
  { jobId }: JobRun,
): Promise<void> {
  const owners = (await activeOwners(ctx)).map((it) => it.id)
  const actor = actorKind === 'member' ? await memberOf(ctx, actorId) : undefined
  const told = {
    notice: criticalAct,
    key: jobId,
    facts: {
      act: { say: `act/${action}` },
      who: actor?.name ?? { say: ACTORS[actorKind] },
      at: { at },
    },
    path: '/settings/audit?severity=critical',
  } as const
  await notify(ctx, { ...told, to: owners, except: actor?.id ?? null })
  if (actor) await notify(ctx, { ...told, to: owners.filter((it) => it === actor.id) })
}
