/** Members' pictures: they belong to the account, so the registry is asked, once for all that a page shows. */
import { picturesOf } from '#core/identity/api.ts'
import type { Context, OpenContext } from '#kernel/module.ts'
import type { WorkspaceTables } from '../tables.ts'

export async function readPictures(ctx: OpenContext, { of }: { of: readonly string[] }) {
  const members = await ctx.transact(({ db }: Context<WorkspaceTables>) =>
    db
      .selectFrom('members')
      .select(['id', 'accountId'])
      .where('id', 'in', of)
      .where('leftAt', 'is', null)
      .execute(),
  )
  const accounts = members.map((it) => it.accountId)
  const known = await ctx.registry(({ db }) => picturesOf(db, accounts))
  const pictures = members.flatMap(({ id: memberId, accountId }) => {
    const picture = known.get(accountId)
    return picture ? [{ memberId, picture }] : []
  })
  return { pictures }
}
