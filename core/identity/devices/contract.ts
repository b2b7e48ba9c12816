/** The words of devices: where an account is open, since when, and how to close a door. */
import * as z from 'zod/mini'
import { endpoint } from '#kernel/contract.ts'
import { HOUR, Instant } from '#kernel/time.ts'

export const Device = z.object({
  id: z.uuid(),
  /** A browser, or a script with a pair of tokens. */
  kind: z.enum(['web', 'api']),
  browser: z.nullable(z.string()),
  system: z.nullable(z.string()),
  form: z.enum(['phone', 'tablet', 'computer', 'script']),
  address: z.string(),
  createdAt: Instant,
  /** Right to ten minutes. */
  lastSeenAt: Instant,
  isCurrent: z.boolean(),
})
export type Device = z.output<typeof Device>

const ofAccount = { scope: 'installation', may: 'account' } as const
const oftenEnough = { max: 120, windowMs: HOUR }

export const listDevices = endpoint('GET /auth/devices', {
  ...ofAccount,
  input: z.object({}),
  reply: z.object({ items: z.array(Device) }),
})
export const endDevice = endpoint('DELETE /auth/devices/{deviceId}', {
  ...ofAccount,
  input: z.object({ deviceId: z.uuid() }),
  reply: z.object({ done: z.literal(true) }),
  rate: oftenEnough,
})
/** Every device but this one; `logOut` with `everywhere` closes this one too. */
export const endOtherDevices = endpoint('POST /auth/devices/end-others', {
  ...ofAccount,
  input: z.object({}),
  reply: z.object({ ended: z.int() }),
  rate: oftenEnough,
})
