/** Taking no more direct messages of somebody: between two people alone, and for as long as one likes. */
import * as z from 'zod/mini'
import { endpoint, NotFound, problem } from '#kernel/contract.ts'

/**
 * How a direct conversation stands. `shut`: the caller blocked the other. `unreachable`: the other takes no direct
 * messages now; why is nobody's business.
 */
export const reaches = ['open', 'shut', 'unreachable'] as const
export type Reach = (typeof reaches)[number]

/** Said the same whatever the reason. */
export const NotReceived = problem('messaging/not-received', 409)
/** The caller has to take the block away first. */
export const StillBlocked = problem('messaging/still-blocked', 409)

/** Of the other person of a direct conversation; said twice it is said once. */
export const blockDirect = endpoint('PUT /conversations/{conversationId}/block', {
  may: 'messaging.read',
  input: z.object({ conversationId: z.uuid(), isBlocked: z.boolean() }),
  reply: z.object({ reach: z.enum(reaches) }),
  problems: [NotFound],
})
