/** Pictures in pages: published when they are brought, because a page that shows them is for everybody. */
import { preparePicture, publishedAddress, publishFile } from '#core/files/api.ts'
import type { FilePurpose, OpenContext } from '#kernel/module.ts'
import { MOST_PICTURE_BYTES, PAGE_PICTURE } from './contract.ts'

export const pictures: Record<string, FilePurpose> = {
  [PAGE_PICTURE]: {
    per: 'workspace',
    kinds: ['image'],
    maxBytes: MOST_PICTURE_BYTES,
    may: 'pages.write',
    pictures: ['large'],
  },
}

export async function addPicture(
  ctx: OpenContext,
  { fileId, alt }: { fileId: string; alt: string },
) {
  await preparePicture(ctx, fileId, 'large')
  const use = { purpose: PAGE_PICTURE, usedBy: 'content/picture', variant: 'large' } as const
  const key = await ctx.transact(async (inside) => {
    const made = await publishFile(inside, fileId, use)
    const { db, now, actor } = inside
    await db
      .insertInto('pagePictures')
      .values({ key: made, alt, createdAt: now(), createdBy: actor.id, unusedSince: null })
      .execute()
    return made
  })
  return { key, alt, url: publishedAddress(ctx.workspace.slug, key) }
}
