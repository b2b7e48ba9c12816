/** A private file is seen through a link: ten minutes, one person, written down. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { Readable } from 'node:stream'
import { NotFound } from '#kernel/contract.ts'
import { newId } from '#kernel/ids.ts'
import type { Actor, Context, Download, OpenContext } from '#kernel/module.ts'
import { blobOf, objectOf } from './blobs.ts'
import { LINK_MS, LinkExpired, linkKeys, Quarantined, storage, type Variant } from './contract.ts'
import { fileById, ownFile } from './files.ts'
import { isShown } from './rules.ts'
import type { FileRow, FileTables } from './tables.ts'

type Ctx = Context<FileTables>
type Open = OpenContext<FileTables>
type Link = { fileId: string; variant: Variant; until: number }

/** What the signature stands for: taken to another workspace, file, picture, person or moment it is worth nothing. */
const signatureOf = (
  key: Uint8Array,
  { workspace, actor }: Pick<Open, 'workspace' | 'actor'>,
  it: Link,
) =>
  createHmac('sha256', key)
    .update([workspace.id, actor.accountId, it.fileId, it.variant, it.until].join(' '))
    .digest()

/** For the caller, who the asking part found to be allowed; said to the log with it. */
export async function linkTo(ctx: OpenContext, fileId: string, variant: Variant = 'original') {
  const { workspace, actor } = ctx
  const expiresAt = new Date(ctx.now().getTime() + LINK_MS)
  await ctx.transact(async (inside: Ctx) => {
    const file = await fileById(inside, fileId)
    if (file?.state === 'quarantined') throw Quarantined()
    if (file?.state !== 'ready') throw NotFound()
    await inside.db
      .insertInto('fileLinks')
      .values({
        id: newId(),
        fileId,
        ...personOf(actor),
        variant,
        createdAt: inside.now(),
        expiresAt,
      })
      .execute()
  })
  const link = { fileId, variant, until: expiresAt.getTime() }
  const signature = signatureOf(ctx.client(linkKeys)[0]!, ctx, link).toString('base64url')
  const query = new URLSearchParams({ variant, until: String(link.until), signature })
  const url = `/api/w/${workspace.slug}/files/${fileId}/content?${query}`
  return { url, expiresAt: expiresAt.toISOString() }
}

/** Only people follow links, so only people are given one. */
function personOf({ id, accountId }: Actor) {
  if (!accountId) throw NotFound()
  return { memberId: id, accountId }
}

/** By its owner. */
export async function linkOwn(
  ctx: Open,
  { fileId, variant }: { fileId: string; variant: Variant },
) {
  await ctx.transact((inside) => ownFile(inside, fileId))
  return linkTo(ctx, fileId, variant)
}

export async function linksOf(ctx: Ctx, { fileId }: { fileId: string }) {
  await ownFile(ctx, fileId)
  const rows = await ctx.db
    .selectFrom('fileLinks')
    .select(['memberId', 'variant', 'createdAt', 'expiresAt'])
    .where('fileId', '=', fileId)
    .orderBy('createdAt', 'desc')
    .limit(200)
    .execute()
  return {
    items: rows.map((it) => ({
      ...it,
      createdAt: it.createdAt.toISOString(),
      expiresAt: it.expiresAt.toISOString(),
    })),
  }
}

/** The session and the membership were checked as for any call; a link that is not the caller's leads nowhere. */
export async function readContent(
  ctx: Open,
  { signature, ...link }: Link & { signature: string },
): Promise<Download> {
  const shown = Buffer.from(signature, 'base64url')
  const isSigned = ctx
    .client(linkKeys)
    .map((key) => signatureOf(key, ctx, link))
    .some((right) => right.length === shown.length && timingSafeEqual(right, shown))
  if (!isSigned) throw NotFound()
  if (link.until < ctx.now().getTime()) throw LinkExpired()
  const file = await ctx.transact(async (inside) => {
    await inside.db
      .updateTable('fileLinks')
      .set({ usedAt: inside.now() })
      .where('fileId', '=', link.fileId)
      .where('accountId', '=', ctx.actor.accountId)
      .where('expiresAt', '=', new Date(link.until))
      .where('usedAt', 'is', null)
      .execute()
    return fileById(inside, link.fileId)
  })
  if (file?.state !== 'ready') throw NotFound()
  return sent(ctx, file, link.variant, 'private, no-cache')
}

/** The file, or the picture made of it, as a download of which parts may be asked. */
export async function sent(
  ctx: Open,
  file: FileRow,
  variant: string,
  cache: string,
): Promise<Download> {
  const { name, sha256 } = file
  const found = await ctx.transact(async (inside) => {
    if (variant === 'original') return { ...(await blobOf(inside, sha256!)), type: file.type }
    return inside.db
      .selectFrom('fileVariants')
      .select(['key', 'bytes', 'type'])
      .where('sha256', '=', sha256!)
      .where('name', '=', variant)
      .executeTakeFirst()
  })
  if (!found?.key || found.bytes === undefined) throw NotFound()
  const { key, bytes, type } = found
  const kept = ctx.client(storage)
  return {
    name: variant === 'original' ? name : name.replace(/(\.\w+)?$/, `.${type.split('/')[1]}`),
    type: type.startsWith('text/') ? `${type}; charset=utf-8` : type,
    inline: isShown(type),
    cache,
    size: bytes,
    etag: `"${sha256}${variant === 'original' ? '' : `-${variant}`}"`,
    read: async (range) =>
      Readable.from(kept.read(objectOf(ctx, key), range), { objectMode: false }),
  }
}
