import { memberOfAccount } from '#core/workspaces/api.ts'
import type { Facts } from '#kernel/contract.ts'
import type { Context } from '#kernel/module.ts'
import type { ContentTables } from './tables.ts'

type Ctx = Context<ContentTables>

/** What they agreed to, and what they wrote last. */
export async function gather(ctx: Ctx, accountId: string): Promise<Facts> {
  const member = await memberOfAccount(ctx, accountId)
  if (!member) return {}
  const acceptances = await ctx.db
    .selectFrom('legalAcceptances')
    .select(['pageId', 'number', 'language', 'acceptedAt'])
    .where('memberId', '=', member.id)
    .execute()
  const written = await ctx.db
    .selectFrom('pageVersions')
    .select(['pageId', 'number', 'language', 'title', 'createdAt'])
    .where('createdBy', '=', member.id)
    .execute()
  return { acceptances, written }
}

/**
 * Nothing to do here: a page and the record of an agreement stay, and name a member who has become a number without a
 * name in `core/workspaces`.
 */
export async function forget(): Promise<void> {}
