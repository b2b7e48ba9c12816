/** What the plans count of files: what is kept, each content once, and what is announced and on its way. */
import type { Context, Limit } from '#kernel/module.ts'
import type { FileTables } from './tables.ts'

export const STORED_KILOBYTES = 'files.kilobytes'

/** Begun ones count: a thousand empty files still cost something. */
export const kilobytes = (bytes: number) => Math.ceil(bytes / 1000)

async function stored({ db }: Context<FileTables>): Promise<number> {
  const blobs = await db.selectFrom('fileBlobs').select('bytes').execute()
  const coming = await db
    .selectFrom('files')
    .select('bytes')
    .where('state', 'in', ['uploading', 'scanning'])
    .execute()
  return [...blobs, ...coming].reduce((sum, it) => sum + kilobytes(it.bytes), 0)
}

export const limits: Record<string, Limit> = {
  [STORED_KILOBYTES]: {
    text: 'plans.storage',
    unit: 'kilobyte',
    per: 'workspace',
    otherwise: 5_000_000,
    count: stored,
  },
}
