import type { Facts } from '#kernel/contract.ts'
import type { Context } from '#kernel/module.ts'
import { letGo } from './files.ts'
import { isAccountPlace } from './purposes.ts'
import type { FileTables } from './tables.ts'

type Ctx = Context<FileTables>

/** What they brought, and what they looked at. */
export async function gather({ db }: Ctx, accountId: string): Promise<Facts> {
  const files = await db
    .selectFrom('files')
    .select(['name', 'purpose', 'state', 'type', 'bytes', 'sha256', 'createdAt'])
    .where('accountId', '=', accountId)
    .execute()
  const links = await db
    .selectFrom('fileLinks')
    .select(['fileId', 'variant', 'createdAt', 'usedAt'])
    .where('accountId', '=', accountId)
    .execute()
  return { files, links }
}

/** A workspace keeps what it uses, an account keeps nothing; what they looked at is forgotten in both. */
export async function forget(ctx: Ctx, accountId: string): Promise<void> {
  const { db } = ctx
  await db.deleteFrom('fileLinks').where('accountId', '=', accountId).execute()
  const rows = await db
    .selectFrom('files')
    .selectAll()
    .where('accountId', '=', accountId)
    .where('state', 'in', ['uploading', 'ready', 'quarantined'])
    .execute()
  for (const row of rows) if (isAccountPlace(ctx) || !row.usedBy) await letGo(ctx, row)
}
