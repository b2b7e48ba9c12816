/** A person's picture: a file of their account, published for who is signed in. */
import { preparePicture, publishFile, withdrawFile } from '#core/files/api.ts'
import { NotFound } from '#kernel/contract.ts'
import type { Context, FilePurpose, OpenContext } from '#kernel/module.ts'
import { findPerson } from './accounts.ts'
import { type Person, PICTURE } from './contract.ts'
import type { IdentityTables } from './tables.ts'

type Registry = Context<IdentityTables>

export const pictures: Record<string, FilePurpose> = {
  [PICTURE]: { per: 'account', kinds: ['image'], maxBytes: 15_000_000, pictures: ['square'] },
}

/** The new one first: nobody is ever without a face in between. */
export async function setPicture(
  ctx: OpenContext,
  { fileId }: { fileId: string },
): Promise<Person> {
  await preparePicture(ctx, fileId, 'square')
  return ctx.registry(async (registry: Registry) => {
    const use = { purpose: PICTURE, usedBy: 'identity/picture', variant: 'square' } as const
    return replace(registry, await publishFile(registry, fileId, use))
  })
}

export const removePicture = (ctx: Registry): Promise<Person> => replace(ctx, null)

async function replace(ctx: Registry, picture: string | null): Promise<Person> {
  const { db, actor } = ctx
  const account = await ctx
    .locked(db.selectFrom('accounts').select(['id', 'picture']).where('id', '=', actor.accountId!))
    .executeTakeFirst()
  if (!account) throw NotFound()
  if (account.picture) await withdrawFile(ctx, account.picture)
  await db.updateTable('accounts').set({ picture }).where('id', '=', account.id).execute()
  return findPerson(db, account.id)
}
