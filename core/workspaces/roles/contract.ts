/** The words of roles: what each may do in this workspace, as the parts declare it. */
import * as z from 'zod/mini'
import { endpoint } from '#kernel/contract.ts'

export const RoleFacts = z.object({
  role: z.string(),
  /** The module whose own role it is; null for the platform's five. */
  module: z.nullable(z.string()),
  permissions: z.array(z.string()),
})
export type RoleFacts = z.output<typeof RoleFacts>

export const listRoles = endpoint('GET /roles', {
  may: 'members.read',
  input: z.object({}),
  reply: z.object({ items: z.array(RoleFacts) }),
})
