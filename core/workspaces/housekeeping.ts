import { forgetKeys, KEPT_MS } from '#kernel/idempotency.ts'
import type { Context } from '#kernel/module.ts'

/** The ids of writes that nobody will repeat any more. */
export const forgetOldKeys = ({ db, now }: Context): Promise<void> =>
  forgetKeys(db, new Date(now().getTime() - KEPT_MS))
