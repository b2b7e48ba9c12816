/** A picture becomes public by an act of its own: another object, with an address that nobody guesses. */
import { randomBytes } from 'node:crypto'
import { NotFound } from '#kernel/contract.ts'
import type { Context, Download, OpenContext } from '#kernel/module.ts'
import type { Variant } from './contract.ts'
import { fileById, releaseFile, useFile } from './files.ts'
import { sent } from './links.ts'
import type { FileTables } from './tables.ts'

type Ctx = Context<FileTables>

/** The address never shows anything else, so it may be kept for long. */
const CACHE = 'public, max-age=31536000, immutable'
const OWN_CACHE = 'private, max-age=31536000, immutable'

type Use = { purpose: string; usedBy: string; variant: Exclude<Variant, 'original'> }

/** Uses a file of the caller and shows a picture of it; returns the key of its address. See `preparePicture`. */
export async function publishFile(ctx: Context, fileId: string, use: Use): Promise<string> {
  const { purpose, usedBy, variant } = use
  const { db, actor, now } = ctx as Ctx
  await useFile(ctx, fileId, { purpose, usedBy })
  const key = randomBytes(32).toString('base64url')
  await db
    .insertInto('filePublications')
    .values({ key, fileId, variant, publishedBy: actor.id, publishedAt: now() })
    .execute()
  await ctx.audit('files.published', fileId, { usedBy })
  return key
}

/** The address leads nowhere from here on, and the file goes. Safe to repeat. */
export async function withdrawFile(ctx: Context, key: string): Promise<void> {
  const found = await publicationOf(ctx, key)
  if (found) await releaseFile(ctx, found.fileId)
}

const publicationOf = ({ db }: Ctx, key: string) =>
  db.selectFrom('filePublications').selectAll().where('key', '=', key).executeTakeFirst()

export const readPublished = (ctx: OpenContext<FileTables>, { key }: { key: string }) =>
  published(ctx, key, CACHE)

export const readPicture = (ctx: OpenContext<FileTables>, { key }: { key: string }) =>
  published(ctx, key, OWN_CACHE)

async function published(
  ctx: OpenContext<FileTables>,
  key: string,
  cache: string,
): Promise<Download> {
  const found = await ctx.transact(async (inside) => {
    const publication = await publicationOf(inside, key)
    const file = publication && (await fileById(inside, publication.fileId))
    return file?.state === 'ready' ? { file, variant: publication!.variant } : undefined
  })
  if (!found) throw NotFound()
  return sent(ctx, found.file, found.variant, cache)
}

/** Where a published picture of an account is seen. */
export const pictureAddress = (key: string) => `/api/pictures/${key}`

/** Where a published picture of a workspace is seen, also without a session. */
export const publishedAddress = (slug: string, key: string) =>
  `/api/w/${slug}/files/published/${key}`
