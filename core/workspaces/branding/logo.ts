/** The sign of a workspace: a picture published for everybody, because its mails and its public pages show it. */
import { preparePicture, publishFile, withdrawFile } from '#core/files/api.ts'
import type { Context, FilePurpose, OpenContext } from '#kernel/module.ts'
import { LOGO } from '../contract.ts'
import type { RegistryTables } from '../tables.ts'

export const logos: Record<string, FilePurpose> = {
  [LOGO]: {
    per: 'workspace',
    kinds: ['image'],
    maxBytes: 5_000_000,
    may: 'workspace.manage',
    pictures: ['logo'],
  },
}

/** The new one first, the old one last: a crash between leaves a picture too many, which nobody sees. */
export async function setLogo(ctx: OpenContext, { fileId }: { fileId: string }) {
  await preparePicture(ctx, fileId, 'logo')
  const use = { purpose: LOGO, usedBy: 'workspaces/logo', variant: 'logo' } as const
  const key = await ctx.transact((inside) => publishFile(inside, fileId, use))
  return replace(ctx, key)
}

export const removeLogo = (ctx: OpenContext) => replace(ctx, null)

async function replace(ctx: OpenContext, logo: string | null) {
  const { id } = ctx.workspace
  const former = await ctx.registry(async (registry: Context<RegistryTables>) => {
    const { db, audit } = registry
    const asked = db.selectFrom('workspaces').select('logo').where('id', '=', id)
    const row = await registry.locked(asked).executeTakeFirst()
    await db.updateTable('workspaces').set({ logo }).where('id', '=', id).execute()
    await audit('workspace.changed', id, { changed: 'logo' })
    return row?.logo
  })
  if (former) await ctx.transact((inside) => withdrawFile(inside, former))
  return { done: true } as const
}
