/** A file arrives in pieces, from an offset on; what has arrived stays, whatever happens to the line. */
import { randomBytes } from 'node:crypto'
import { spend } from '#core/plans/api.ts'
import { KeyReused, NotFound, TooLarge } from '#kernel/contract.ts'
import { insertIgnore } from '#kernel/data/write.ts'
import { newId } from '#kernel/ids.ts'
import type { Context, OpenContext } from '#kernel/module.ts'
import { DAY } from '#kernel/time.ts'
import { objectOf } from './blobs.ts'
import { storage, type StoredFile, WrongOffset } from './contract.ts'
import { fileById, ownFile, shownFile } from './files.ts'
import { kilobytes, STORED_KILOBYTES } from './limits.ts'
import { isAccountPlace, purposeFor } from './purposes.ts'
import { tidyName } from './rules.ts'
import type { FileRow, FileTables } from './tables.ts'

type Ctx = Context<FileTables>
type Beginning = { id?: string | undefined; purpose: string; name: string; bytes: number }

/** What one request holds in memory at most, however long it is. */
const PIECE_BYTES = 4_000_000

/** Its place is taken from the plan before the first byte comes. */
export async function begin(
  ctx: Ctx,
  { id, purpose, name, bytes }: Beginning,
): Promise<StoredFile> {
  const { db, dialect, actor, now } = ctx
  const { maxBytes, keptDays } = purposeFor(ctx, purpose)
  if (bytes > maxBytes) throw TooLarge({ maxBytes })
  if (!isAccountPlace(ctx)) await spend(ctx, STORED_KILOBYTES, kilobytes(bytes))
  const at = now()
  const row: FileRow = {
    id: id ?? newId(),
    purpose,
    name: tidyName(name),
    ownerId: actor.id,
    accountId: actor.accountId!,
    state: 'uploading',
    kind: 'other',
    type: '',
    bytes,
    received: 0,
    sha256: null,
    usedBy: null,
    fault: null,
    createdAt: at,
    changedAt: at,
    keptUntil: keptDays === undefined ? null : new Date(at.getTime() + keptDays * DAY),
  }
  if (!(await insertIgnore(db, dialect, 'files', row))) throw KeyReused()
  return shownFile(row)
}

type Bytes = AsyncIterable<Uint8Array>

export async function receive(
  ctx: OpenContext<FileTables>,
  { fileId, offset }: { fileId: string; offset: number },
  { bytes }: { bytes: Bytes },
): Promise<{ offset: number }> {
  const file = await ctx.transact((inside) => ownFile(inside, fileId))
  if (file.state !== 'uploading') throw NotFound()
  if (file.received !== offset) throw WrongOffset({ offset: file.received })
  let at = offset
  for await (const piece of gathered(bytes)) {
    if (at + piece.length > file.bytes) throw TooLarge({ maxBytes: file.bytes })
    await keepPiece(ctx, file, at, piece)
    at += piece.length
  }
  return { offset: at }
}

/** The object first, then its row: what stands in a row is there. Of two that bring the same place one is kept. */
async function keepPiece(
  ctx: OpenContext<FileTables>,
  { id, bytes: most }: FileRow,
  start: number,
  piece: Uint8Array,
): Promise<void> {
  const kept = ctx.client(storage)
  const key = `uploads/${id}/${start}.${randomBytes(6).toString('hex')}`
  await kept.put(objectOf(ctx, key), once(piece), piece.length)
  const now = await ctx.transact(async (inside) => {
    const { db, now } = inside
    const end = start + piece.length
    const { numUpdatedRows } = await db
      .updateTable('files')
      .set({ received: end, changedAt: now() })
      .where('id', '=', id)
      .where('state', '=', 'uploading')
      .where('received', '=', start)
      .where('bytes', '=', most)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) return fileById(inside, id)
    await db
      .insertInto('filePieces')
      .values({ fileId: id, start, bytes: piece.length, key })
      .execute()
    return undefined
  })
  if (!now) return
  await kept.remove(objectOf(ctx, key))
  if (now.state !== 'uploading') throw NotFound()
  throw WrongOffset({ offset: now.received })
}

async function* once(bytes: Uint8Array) {
  yield bytes
}

/** Chunks of the network as pieces worth keeping; a line that breaks ends the last one early. */
async function* gathered(bytes: Bytes): AsyncGenerator<Uint8Array> {
  let waiting: Uint8Array[] = []
  let size = 0
  const taken = () => {
    const piece = Buffer.concat(waiting, size)
    ;[waiting, size] = [[], 0]
    return piece
  }
  const source = bytes[Symbol.asyncIterator]()
  for (;;) {
    const next = await source.next().catch(() => 'cut' as const)
    if (next === 'cut' || next.done) break
    waiting.push(next.value)
    size += next.value.length
    if (size >= PIECE_BYTES) yield taken()
  }
  if (size > 0) yield taken()
}
