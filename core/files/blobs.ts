/** The same bytes are kept once: a blob is there while a file has its hash. */
import { randomBytes } from 'node:crypto'
import { giveBack } from '#core/plans/api.ts'
import { insertIgnore } from '#kernel/data/write.ts'
import type { Context } from '#kernel/module.ts'
import { kilobytes, STORED_KILOBYTES } from './limits.ts'
import { isAccountPlace } from './purposes.ts'
import type { BlobRow, FileTables } from './tables.ts'

type Ctx = Context<FileTables>

/** Two levels of folders, so that none holds too many; the end makes it a name that was never used. */
export const newKey = (sha256: string, ending = 'blob') =>
  `${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}.${randomBytes(6).toString('hex')}.${ending}`

/** Where a place keeps its objects: everything of a workspace lies under its id, and goes with it. */
export const objectOf = ({ workspace }: Pick<Context, 'workspace'>, key: string) =>
  `${workspace.id}/${key}`

export const blobOf = ({ db }: Ctx, sha256: string): Promise<BlobRow | undefined> =>
  db.selectFrom('fileBlobs').selectAll().where('sha256', '=', sha256).executeTakeFirst()

/**
 * Makes sure that the blob stays until the transaction ends, and says its key. `own`: the object that was written for it
 * in case there is none. Undefined: there is none, and nothing was written.
 */
export async function holdBlob(
  ctx: Ctx,
  blob: { sha256: string; bytes: number },
  own: string | undefined,
): Promise<{ key: string; isNew: boolean } | undefined> {
  const { db, dialect, now } = ctx
  if (own) {
    const row = { ...blob, key: own, createdAt: now() }
    if (await insertIgnore(db, dialect, 'fileBlobs', row)) return { key: own, isNew: true }
  }
  const found = await lockedBlob(ctx, blob.sha256)
  return found && { key: found.key, isNew: false }
}

/** Whoever gives a file a hash, or takes it away, holds the blob: so the last one to leave knows it. */
export const lockedBlob = (ctx: Ctx, sha256: string): Promise<BlobRow | undefined> =>
  ctx
    .locked(ctx.db.selectFrom('fileBlobs').selectAll().where('sha256', '=', sha256))
    .executeTakeFirst()

/** A file has let it go, under the blob's lock: without another one its bytes are given back, and its objects removed a day later. */
export async function dropBlob(ctx: Ctx, sha256: string): Promise<void> {
  const { db, now } = ctx
  const blob = await blobOf(ctx, sha256)
  const named = db.selectFrom('files').select('id').where('sha256', '=', sha256).limit(1)
  if (!blob || (await named.executeTakeFirst())) return
  const variants = await db
    .selectFrom('fileVariants')
    .select('key')
    .where('sha256', '=', sha256)
    .execute()
  const left = [blob, ...variants].map(({ key }) => ({ key, since: now() }))
  await db.insertInto('fileLeftovers').values(left).execute()
  await db.deleteFrom('fileBlobs').where('sha256', '=', sha256).execute()
  if (!isAccountPlace(ctx)) await giveBack(ctx, STORED_KILOBYTES, kilobytes(blob.bytes))
}
