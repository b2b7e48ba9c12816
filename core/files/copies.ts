/** Files beside the rows of an archive, and the proof that what is kept is what was brought. */
import { createHash } from 'node:crypto'
import type { Kysely } from 'kysely'
import { isMissingTable } from '#kernel/data/faults.ts'
import type { Storage } from './contract.ts'
import { ObjectMissing } from './contract.ts'
import type { FileTables } from './tables.ts'

type Db = Kysely<FileTables>
export type KeptObject = { key: string; bytes: number; sha256: string | null }

/** Every object that the rows of a place name: contents with their hash, pictures and pieces without. */
export async function keptObjects(db: Db): Promise<KeptObject[]> {
  try {
    const blobs = await db.selectFrom('fileBlobs').select(['key', 'bytes', 'sha256']).execute()
    const variants = await db.selectFrom('fileVariants').select(['key', 'bytes']).execute()
    const pieces = await db.selectFrom('filePieces').select(['key', 'bytes']).execute()
    return [...blobs, ...[...variants, ...pieces].map((it) => ({ ...it, sha256: null }))]
  } catch (error) {
    if (isMissingTable(error)) return [] // older than files
    throw error
  }
}

/** The objects of a place that are missing, cut or changed; the first `most` in a random order, or all. */
export async function damagedObjects(
  db: Db,
  kept: Storage,
  placeId: string,
  most = Infinity,
): Promise<{ checked: number; damaged: string[] }> {
  const all = (await keptObjects(db)).map((it) => ({ it, by: Math.random() }))
  const chosen = all.sort((a, b) => a.by - b.by).slice(0, most)
  const damaged: string[] = []
  for (const { it } of chosen) if (!(await isWhole(kept, placeId, it))) damaged.push(it.key)
  return { checked: chosen.length, damaged }
}

async function isWhole(kept: Storage, placeId: string, it: KeptObject): Promise<boolean> {
  const hash = createHash('sha256')
  let bytes = 0
  try {
    for await (const chunk of kept.read(`${placeId}/${it.key}`)) {
      hash.update(chunk)
      bytes += chunk.length
    }
  } catch (error) {
    if (error instanceof ObjectMissing) return false
    throw error
  }
  return bytes === it.bytes && (it.sha256 === null || hash.digest('hex') === it.sha256)
}
