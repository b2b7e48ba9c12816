/** All of a file is here: what is it really, may it come in, and is it kept already? */
import { createHash } from 'node:crypto'
import { giveBack } from '#core/plans/api.ts'
import { NotFound, Problem } from '#kernel/contract.ts'
import type { Context, OpenContext } from '#kernel/module.ts'
import { MINUTE } from '#kernel/time.ts'
import { move } from '#kernel/transition.ts'
import { examineZip } from './archives.ts'
import { holdBlob, blobOf, newKey, objectOf } from './blobs.ts'
import {
  fileAccepted,
  fileHeld,
  Incomplete,
  Infected,
  refusals,
  scanner,
  storage,
  type StoredFile,
  TypeRefused,
} from './contract.ts'
import { fileById, letGo, ownFile, shownFile } from './files.ts'
import { kilobytes, STORED_KILOBYTES } from './limits.ts'
import { type Content, contentOf, type Piece, piecesOf } from './pieces.ts'
import { examineImage } from './pictures.ts'
import { isAccountPlace, purposeFor } from './purposes.ts'
import { fileStates, kindOf, nameFor } from './rules.ts'
import type { FileRow, FileTables } from './tables.ts'
import { TypeReader } from './types.ts'

type Ctx = Context<FileTables>
type Open = OpenContext<FileTables>

/** Whoever examined it for so long has died. */
export const DEAD_AFTER_MS = 10 * MINUTE

/** Safe to repeat: the answer of before comes again, the refusal too. */
export async function finish(ctx: Open, { fileId }: { fileId: string }): Promise<StoredFile> {
  const claimed = await ctx.transact((inside) => claim(inside, fileId))
  if ('answer' in claimed) return claimed.answer
  const { file, pieces } = claimed
  const content = contentOf(ctx, ctx.client(storage), pieces)
  try {
    const found = await examine(ctx, file, content)
    const isHeld = (await virusIn(ctx, content.read())) === undefined
    return await keep(ctx, file, { ...found, isHeld }, content)
  } catch (error) {
    await ctx.transact((inside) => giveUp(inside, file, error))
    throw error
  }
}

type Claimed = { answer: StoredFile } | { file: FileRow; pieces: Piece[] }

async function claim(ctx: Ctx, fileId: string): Promise<Claimed> {
  // Of two who finish at once, the second waits here and then sees what the first did.
  await ctx.locked(ctx.db.selectFrom('files').select('id').where('id', '=', fileId)).execute()
  const file = await ownFile(ctx, fileId)
  const refusal = refusals.find((it) => it.code === file.fault)
  if (refusal) throw refusal()
  if (file.received < file.bytes) throw Incomplete({ offset: file.received })
  const isDead = ctx.now().getTime() - file.changedAt.getTime() > DEAD_AFTER_MS
  if (file.state === 'scanning' && isDead)
    await move(ctx, 'files', fileId, fileStates, 'resume', { by: 'system' })
  else if (file.state !== 'uploading') return { answer: shownFile(file) }
  const set = { changedAt: ctx.now() }
  await move(ctx, 'files', fileId, fileStates, 'examine', { by: 'owner', set })
  return { file, pieces: await piecesOf(ctx, fileId) }
}

/** A refusal stays; after a fault of ours the same bytes may be tried again. */
async function giveUp(ctx: Ctx, { id }: FileRow, error: unknown): Promise<void> {
  const file = await fileById(ctx, id)
  if (file?.state !== 'scanning') return
  const isRefused = error instanceof Problem && refusals.some((it) => it.code === error.code)
  if (isRefused) await letGo(ctx, file, error.code)
  else await move(ctx, 'files', id, fileStates, 'resume', { by: 'system' })
}

type Found = { sha256: string; type: string }

async function examine(ctx: Open, file: FileRow, content: Content): Promise<Found> {
  const { kinds } = purposeFor(ctx, file.purpose)
  const hash = createHash('sha256')
  const reader = new TypeReader()
  let bytes = 0
  for await (const chunk of content.read()) {
    hash.update(chunk)
    reader.add(chunk)
    bytes += chunk.length
  }
  if (bytes !== file.bytes)
    throw new Error(`${file.id} has ${bytes} bytes instead of ${file.bytes}`)
  const seen = await reader.type(file.name)
  const type = seen === 'application/zip' ? await examineZip(content) : seen
  const kind = kindOf(type)
  if (!kinds.includes(kind)) throw TypeRefused()
  if (kind === 'image') await examineImage(content)
  return { sha256: hash.digest('hex'), type }
}

/** True: nobody looks, or nothing was found. Undefined: who should look did not answer. */
export async function virusIn(
  ctx: Open,
  bytes: AsyncIterable<Uint8Array>,
): Promise<true | undefined> {
  const looks = ctx.client(scanner)
  if (!looks) return true
  const answer = await looks.scan(bytes).catch(() => undefined)
  if (answer?.virus) throw Infected()
  return answer && true
}

type Kept = Found & { isHeld: boolean }

async function keep(ctx: Open, file: FileRow, found: Kept, content: Content): Promise<StoredFile> {
  const kept = ctx.client(storage)
  for (;;) {
    const there = await ctx.transact((inside) => blobOf(inside, found.sha256))
    const own = there ? undefined : newKey(found.sha256)
    if (own) await kept.put(objectOf(ctx, own), content.read(), content.bytes)
    const settled = await ctx.transact((inside) => settle(inside, file, found, own))
    if (own && settled?.key !== own) await kept.remove(objectOf(ctx, own))
    if (!settled) continue // let go between the look and the transaction
    for (const { key } of settled.pieces) await kept.remove(objectOf(ctx, key))
    return shownFile(settled.row)
  }
}

/** The file gets its hash, its name and its state; what was reserved twice is given back. */
async function settle(
  ctx: Ctx,
  { id, name, bytes }: FileRow,
  found: Kept,
  own: string | undefined,
) {
  const { sha256, type, isHeld } = found
  const blob = await holdBlob(ctx, { sha256, bytes }, own)
  if (!blob) return undefined
  const facts = { sha256, type, kind: kindOf(type), name: nameFor(name, type) }
  const set = { ...facts, changedAt: ctx.now() }
  await move(ctx, 'files', id, fileStates, isHeld ? 'hold' : 'accept', { by: 'system', set })
  if (!blob.isNew && !isAccountPlace(ctx)) await giveBack(ctx, STORED_KILOBYTES, kilobytes(bytes))
  const pieces = await piecesOf(ctx, id)
  await ctx.db.deleteFrom('filePieces').where('fileId', '=', id).execute()
  await ctx.emit(isHeld ? fileHeld : fileAccepted, { fileId: id })
  const row = await fileById(ctx, id)
  if (!row) throw NotFound()
  return { key: blob.key, pieces, row }
}

/** In a job, until who looks for viruses answers. */
export async function examineHeld(ctx: Open, { fileId }: { fileId: string }): Promise<void> {
  const found = await ctx.transact(async (inside) => {
    const file = await fileById(inside, fileId)
    const blob = file?.sha256 && file.state === 'quarantined' && (await blobOf(inside, file.sha256))
    return blob ? { file, blob } : undefined
  })
  if (!found) return
  const bytes = ctx.client(storage).read(objectOf(ctx, found.blob.key))
  try {
    if (!(await virusIn(ctx, bytes))) throw new Error('who looks for viruses does not answer')
  } catch (error) {
    if (!Infected.is(error)) throw error
    await ctx.transact(async (inside) => {
      await letGo(inside, found.file, Infected.code)
      await inside.audit('files.infected', fileId, {})
    })
    return
  }
  await ctx.transact(async (inside) => {
    const set = { changedAt: inside.now() }
    await move(inside, 'files', fileId, fileStates, 'release', { by: 'system', set })
    await inside.emit(fileAccepted, { fileId })
  })
}
