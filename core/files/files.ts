/** Rows of files: finding one's own, showing one, using one, letting one go. */
import { giveBack } from '#core/plans/api.ts'
import { NotFound, WrongState } from '#kernel/contract.ts'
import type { Actor, Context } from '#kernel/module.ts'
import { move } from '#kernel/transition.ts'
import type { StoredFile } from './contract.ts'
import { Unusable } from './using/contract.ts'
import { dropBlob, lockedBlob } from './blobs.ts'
import { kilobytes, STORED_KILOBYTES } from './limits.ts'
import { isAccountPlace } from './purposes.ts'
import { fileStates } from './rules.ts'
import type { FileRow, FileTables } from './tables.ts'

type Ctx = Context<FileTables>

export const shownFile = (row: FileRow): StoredFile => {
  const { id, name, purpose, state, kind, type, bytes, received: offset, createdAt } = row
  return { id, name, purpose, state, kind, type, bytes, offset, createdAt: createdAt.toISOString() }
}

export const fileById = ({ db }: Ctx, id: string): Promise<FileRow | undefined> =>
  db.selectFrom('files').selectAll().where('id', '=', id).executeTakeFirst()

/** Somebody else's is not found, and neither is one that was removed. */
export async function ownFile(ctx: Ctx, id: string): Promise<FileRow> {
  const row = await fileById(ctx, id)
  if (!row || !isOwner(ctx.actor, row) || (row.state === 'deleted' && !row.fault)) throw NotFound()
  return row
}

const isOwner = (actor: Actor, row: FileRow) =>
  row.accountId === actor.accountId && row.ownerId === actor.id

export async function readOwn(ctx: Ctx, { fileId }: { fileId: string }): Promise<StoredFile> {
  return shownFile(await ownFile(ctx, fileId))
}

/** By its owner: gives up what is on its way, removes what nothing uses. Safe to repeat. */
export async function removeOwn(ctx: Ctx, { fileId }: { fileId: string }) {
  const row = await ownFile(ctx, fileId)
  if (row.usedBy) throw WrongState({ state: row.state, allowed: [] })
  if (row.state !== 'deleted') await letGo(ctx, row)
  return { done: true } as const
}

/** The row stays as a mark without content for a while; bytes that nothing else has are given back and removed later. */
export async function letGo(ctx: Ctx, row: FileRow, fault: string | null = null): Promise<void> {
  if (row.sha256) await lockedBlob(ctx, row.sha256)
  const gone = { sha256: null, usedBy: null, fault, changedAt: ctx.now() }
  await move(ctx, 'files', row.id, fileStates, fault ? 'refuse' : 'remove', { set: gone })
  await ctx.db.deleteFrom('filePublications').where('fileId', '=', row.id).execute()
  await dropPieces(ctx, row.id)
  if (row.sha256) await dropBlob(ctx, row.sha256)
  else if (!isAccountPlace(ctx)) await giveBack(ctx, STORED_KILOBYTES, kilobytes(row.bytes))
}

/** The objects go later: who reads them now reads on. */
export async function dropPieces({ db, now }: Ctx, fileId: string): Promise<void> {
  const pieces = await db
    .selectFrom('filePieces')
    .select('key')
    .where('fileId', '=', fileId)
    .execute()
  if (pieces.length === 0) return
  await db
    .insertInto('fileLeftovers')
    .values(pieces.map(({ key }) => ({ key, since: now() })))
    .execute()
  await db.deleteFrom('filePieces').where('fileId', '=', fileId).execute()
}

type Use = { purpose: string; usedBy: string }

/** Uses a file of the caller for what it was brought for; once. In the caller's own transaction. Says what it is. */
export async function useFile(
  ctx: Context,
  fileId: string,
  { purpose, usedBy }: Use,
): Promise<StoredFile> {
  const { db, actor, now } = ctx as Ctx
  const { numUpdatedRows } = await db
    .updateTable('files')
    .set({ usedBy, changedAt: now() })
    .where('id', '=', fileId)
    .where('ownerId', '=', actor.id)
    .where('purpose', '=', purpose)
    .where('state', '=', 'ready')
    .where('usedBy', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw Unusable()
  return shownFile((await fileById(ctx, fileId))!)
}

/** SHA-256 of all its bytes, as they were brought; null while they are not all here and looked at. */
export async function hashOf(ctx: Context, fileId: string): Promise<string | null> {
  const row = await fileById(ctx, fileId)
  return row?.state === 'ready' ? row.sha256 : null
}

/** The part no longer uses it: it is removed. Nothing happens when it is gone. */
export async function releaseFile(ctx: Context, fileId: string): Promise<void> {
  const row = await fileById(ctx, fileId)
  if (row && row.state !== 'deleted' && row.state !== 'scanning') await letGo(ctx, row)
}
