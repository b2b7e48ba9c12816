/** Images as the pages show them: turned the right way up, small enough, without what the camera wrote into them. */
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Sharp, SharpOptions } from 'sharp'
import { insertIgnore } from '#kernel/data/write.ts'
import type { Context, OpenContext } from '#kernel/module.ts'
import { blobOf, newKey, objectOf } from './blobs.ts'
import { ImageRefused, storage, type Variant } from './contract.ts'
import { fileById } from './files.ts'
import type { Content } from './pieces.ts'
import { purposeNamed } from './purposes.ts'
import type { FileTables } from './tables.ts'
import { Unusable } from './using/contract.ts'

type Ctx = Context<FileTables>
type Picture = Exclude<Variant, 'original'>

/** The largest phone has 200 million, and sends half of them when asked; a drawing of more is meant to harm. */
const MOST_PIXELS = 100_000_000
const QUALITY = 80

const makers: Record<Picture, (image: Sharp) => Sharp> = {
  small: (image) => inside(image, 320).webp({ quality: QUALITY }),
  medium: (image) => inside(image, 960).webp({ quality: QUALITY }),
  large: (image) => inside(image, 1920).webp({ quality: QUALITY }),
  square: (image) =>
    image.resize(256, 256, { fit: 'cover', position: 'attention' }).webp({ quality: QUALITY }),
  // PNG: programs that read mail know nothing newer.
  logo: (image) =>
    image
      .resize(480, 160, { fit: 'inside', withoutEnlargement: true })
      .png({ compressionLevel: 9 }),
}

const inside = (image: Sharp, size: number) =>
  image.resize(size, size, { fit: 'inside', withoutEnlargement: true })

const limits: SharpOptions = {
  limitInputPixels: MOST_PIXELS,
  sequentialRead: true,
  failOn: 'error',
}

/** What the storage threw while a picture was read, told apart from what a picture is broken by. */
class Unread extends Error {}

/** Loaded at the first image: most of what a server does needs none of it. */
async function drawn<Result>(
  bytes: AsyncIterable<Uint8Array>,
  draw: (image: Sharp) => Promise<Result>,
): Promise<Result> {
  const { default: sharp } = await import('sharp')
  sharp.cache(false)
  const image = sharp(limits)
  const fed = pipeline(Readable.from(told(bytes), { objectMode: false }), image)
  // Sharp waits for the rest of what will never come, so the fault of the bytes is said beside it.
  const cut = new Promise<never>((_, reject) => {
    fed.catch((error: unknown) => error instanceof Unread && reject(error.cause))
  })
  return Promise.race([draw(image.autoOrient()), cut])
}

const faults = new WeakSet<object>()

async function* told(bytes: AsyncIterable<Uint8Array>) {
  try {
    yield* bytes
  } catch (cause) {
    if (typeof cause === 'object' && cause !== null) faults.add(cause)
    throw new Unread('the bytes of a picture cannot be read', { cause })
  }
}

/** Refuses what cannot be drawn, and what would take the machine to be drawn. */
export async function examineImage(content: Content): Promise<void> {
  try {
    await drawn(content.read(), (it) => it.resize(8, 8, { fit: 'fill' }).raw().toBuffer())
  } catch (error) {
    if (typeof error === 'object' && error !== null && faults.has(error)) throw error
    throw ImageRefused()
  }
}

/** Makes the pictures of a file that are not there yet; safe to repeat, and to do twice at once. */
export async function makePictures(
  ctx: OpenContext<FileTables>,
  fileId: string,
  wanted?: readonly string[],
): Promise<void> {
  const found = await ctx.transact(async (inside) => {
    const file = await fileById(inside, fileId)
    if (!file?.sha256 || file.state !== 'ready' || file.kind !== 'image') return undefined
    const known = await inside.db
      .selectFrom('fileVariants')
      .select('name')
      .where('sha256', '=', file.sha256)
      .execute()
    const names = wanted ??
      purposeNamed(inside, file.purpose)?.pictures ?? ['small', 'medium', 'large']
    const missing = names.filter((name) => known.every((it) => it.name !== name))
    return { blob: await blobOf(inside, file.sha256), missing: missing as Picture[] }
  })
  if (!found?.blob) return
  for (const name of found.missing) await makePicture(ctx, found.blob, name)
}

async function makePicture(
  ctx: OpenContext<FileTables>,
  { sha256, key }: { sha256: string; key: string },
  name: Picture,
): Promise<void> {
  const kept = ctx.client(storage)
  const { data, info } = await drawn(kept.read(objectOf(ctx, key)), (it) =>
    makers[name](it).toBuffer({ resolveWithObject: true }),
  )
  const own = newKey(sha256, name)
  await kept.put(objectOf(ctx, own), once(data), data.length)
  const { format, width, height } = info
  const row = { sha256, name, key: own, bytes: data.length, type: `image/${format}`, width, height }
  const isKept = await ctx.transact(async (inside: Ctx) => {
    // Let go meanwhile, or made by another at the same time.
    if (!(await blobOf(inside, sha256))) return false
    return insertIgnore(inside.db, inside.dialect, 'fileVariants', row)
  })
  if (!isKept) await kept.remove(objectOf(ctx, own))
}

async function* once(bytes: Uint8Array) {
  yield bytes
}

/** Before a file is shown as a picture: it is there, and the caller's. */
export async function preparePicture(
  ctx: OpenContext,
  fileId: string,
  name: Picture,
): Promise<void> {
  const file = await ctx.transact((inside) => fileById(inside, fileId))
  if (!file || file.ownerId !== ctx.actor.id || file.kind !== 'image' || file.state !== 'ready')
    throw Unusable()
  await makePictures(ctx as OpenContext<FileTables>, fileId, [name])
}
