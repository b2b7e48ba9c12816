/** The pieces of a file as one: read from the beginning, or anywhere. */
import type { Context } from '#kernel/module.ts'
import { objectOf } from './blobs.ts'
import type { Storage } from './contract.ts'
import type { FileTables } from './tables.ts'

type Ctx = Context<FileTables>
export type Piece = { key: string; start: number; bytes: number }

/** Bytes that can be read more than once. */
export type Content = {
  bytes: number
  /** From `start` to `end`, both included; all of it when absent. */
  read(range?: { start: number; end: number }): AsyncIterable<Uint8Array>
}

export const piecesOf = ({ db }: Ctx, fileId: string): Promise<Piece[]> =>
  db
    .selectFrom('filePieces')
    .select(['key', 'start', 'bytes'])
    .where('fileId', '=', fileId)
    .orderBy('start')
    .execute()

export function contentOf(
  ctx: Pick<Context, 'workspace'>,
  kept: Storage,
  pieces: readonly Piece[],
): Content {
  const total = pieces.reduce((sum, it) => sum + it.bytes, 0)
  return {
    bytes: total,
    async *read({ start, end } = { start: 0, end: total - 1 }) {
      for (const piece of pieces) {
        const from = Math.max(start, piece.start) - piece.start
        const to = Math.min(end, piece.start + piece.bytes - 1) - piece.start
        if (from <= to) yield* kept.read(objectOf(ctx, piece.key), { start: from, end: to })
      }
    },
  }
}
