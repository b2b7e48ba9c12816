import { auditOf, forgetOrigins } from '#kernel/audit.ts'
import type { Facts } from '#kernel/contract.ts'
import type { Context } from '#kernel/module.ts'

/** Everything this person did here, and from where. */
export const gather = async ({ db }: Context, accountId: string): Promise<Facts> => ({
  acts: await auditOf(db, accountId),
})

/** The acts stay, as those of a number without a name; the chain holds without where they were done from. */
export const forget = ({ db }: Context, accountId: string): Promise<void> =>
  forgetOrigins(db, accountId)
