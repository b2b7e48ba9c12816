/** The words of being told on one's devices while no page is open. */
import * as z from 'zod/mini'
import { endpoint, NotFound, port } from '#kernel/contract.ts'
import { Instant } from '#kernel/time.ts'

const mine = { scope: 'installation', may: 'account' } as const
const Done = z.object({ done: z.literal(true) })
const key = (most: number) => z.string().check(z.regex(/^[\w-]+=*$/), z.maxLength(most))

export const ShownDevice = z.object({
  id: z.uuid(),
  /** What the browser calls itself. */
  agent: z.string(),
  createdAt: Instant,
  lastSentAt: z.nullable(Instant),
})
export type ShownDevice = z.output<typeof ShownDevice>

export const listPushDevices = endpoint('GET /account/push', {
  ...mine,
  input: z.object({}),
  reply: z.object({
    /** Null where this installation has no keys: nothing is offered then. */
    publicKey: z.nullable(z.string()),
    devices: z.array(ShownDevice),
  }),
})
/** What a browser gives when somebody allows it: the same again changes nothing. */
export const addPushDevice = endpoint('POST /account/push', {
  ...mine,
  secret: true,
  input: z.object({
    endpoint: z.url({ protocol: /^https$/ }).check(z.maxLength(1000)),
    publicKey: key(100),
    secret: key(40),
  }),
  reply: z.object({ id: z.uuid() }),
  problems: [NotFound],
})
export const removePushDevice = endpoint('DELETE /account/push/{deviceId}', {
  ...mine,
  input: z.object({ deviceId: z.uuid() }),
  reply: Done,
  problems: [NotFound],
})

export type Device = { endpoint: string; publicKey: string; secret: string }
export type Pusher = {
  publicKey: string
  /** `gone`: the browser is not there any more. Rejects when it is worth trying again. */
  send(
    device: Device,
    words: string,
    how: { urgency: 'low' | 'normal' | 'high'; topic: string },
  ): Promise<'sent' | 'gone'>
}
/** Null where the installation has no keys. */
export const pusher = port<Pusher | null>('pusher')
