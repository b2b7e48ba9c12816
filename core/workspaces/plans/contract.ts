/** The plans of all workspaces, as the administrator of the installation changes them. */
import * as z from 'zod/mini'
import { NothingPlanned, PlanView, UnknownPlan } from '#core/plans/contract.ts'
import { endpoint, NotFound } from '#kernel/contract.ts'

const installation = { scope: 'installation', may: 'admin' } as const
export const Reason = z.string().check(z.trim(), z.minLength(3), z.maxLength(300))
const OneWorkspace = z.object({ workspaceId: z.uuid() })

/** What a change would mean is in its `offers`: what is beyond each plan today. */
export const readWorkspacePlan = endpoint('GET /installation/plans/{workspaceId}', {
  ...installation,
  input: OneWorkspace,
  reply: PlanView,
  problems: [NotFound],
})
/** A wider plan holds at once; a narrower one when the month ends, unless `isAtOnce`. */
export const changeWorkspacePlan = endpoint('PUT /installation/plans/{workspaceId}', {
  ...installation,
  input: z.strictObject({
    workspaceId: z.uuid(),
    plan: z.string().check(z.maxLength(40)),
    reason: Reason,
    isAtOnce: z._default(z.boolean(), false),
  }),
  reply: PlanView,
  problems: [NotFound, UnknownPlan],
})
/** Takes a planned change back. */
export const keepWorkspacePlan = endpoint('DELETE /installation/plans/{workspaceId}/next', {
  ...installation,
  input: z.object({ workspaceId: z.uuid(), reason: Reason }),
  reply: PlanView,
  problems: [NotFound, NothingPlanned],
})
