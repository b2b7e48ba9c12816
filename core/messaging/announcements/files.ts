/** What hangs on an announcement; the files themselves are kept by core/files. */
import { linkTo, releaseFile, useFile } from '#core/files/api.ts'
import { NotFound } from '#kernel/contract.ts'
import type { Context, OpenContext } from '#kernel/module.ts'
import { type AnnouncementFile, FILE_PURPOSE } from './contract.ts'
import { receivedOf } from './received.ts'
import type { AnnouncementTables } from './tables.ts'
import { isWriterOf } from './written.ts'

type Ctx = Context<AnnouncementTables>

/** Brings the files to this list: new ones are used, those that are not named any more go. */
export async function setFiles(ctx: Ctx, announcementId: string, fileIds: readonly string[]) {
  const { db } = ctx
  const wanted = [...new Set(fileIds)]
  const known = await db
    .selectFrom('announcementFiles')
    .select('fileId')
    .where('announcementId', '=', announcementId)
    .execute()
  const there = new Set(known.map((it) => it.fileId))
  for (const fileId of there)
    if (!wanted.includes(fileId)) {
      await db.deleteFrom('announcementFiles').where('fileId', '=', fileId).execute()
      await releaseFile(ctx, fileId)
    }
  for (const [position, fileId] of wanted.entries()) {
    if (there.has(fileId)) {
      const row = db.updateTable('announcementFiles').set({ position })
      await row.where('fileId', '=', fileId).execute()
      continue
    }
    const usedBy = `announcement ${announcementId}`
    const { name, kind, type, bytes } = await useFile(ctx, fileId, {
      purpose: FILE_PURPOSE,
      usedBy,
    })
    const row = { announcementId, fileId, position, name, kind, type, bytes }
    await db.insertInto('announcementFiles').values(row).execute()
  }
}

/** In the order of the list, by announcement. */
export async function filesOf(
  { db }: Ctx,
  ids: readonly string[],
): Promise<Map<string, AnnouncementFile[]>> {
  const found = new Map<string, AnnouncementFile[]>(ids.map((it) => [it, []]))
  if (ids.length === 0) return found
  const rows = await db
    .selectFrom('announcementFiles')
    .selectAll()
    .where('announcementId', 'in', ids)
    .orderBy('position')
    .execute()
  for (const { announcementId, fileId: id, name, kind, type, bytes } of rows)
    found.get(announcementId)!.push({ id, name, kind, type, bytes })
  return found
}

type Asked = { announcementId: string; fileId: string }

/** For who received it, and for who writes it. */
export async function linkFile(open: OpenContext, { announcementId, fileId }: Asked) {
  await open.transact(async (ctx: Ctx) => {
    const hangs = await ctx.db
      .selectFrom('announcementFiles')
      .select('fileId')
      .where('announcementId', '=', announcementId)
      .where('fileId', '=', fileId)
      .executeTakeFirst()
    const may = (await receivedOf(ctx, announcementId)) ?? (await isWriterOf(ctx, announcementId))
    if (!hangs || !may) throw NotFound()
  })
  return linkTo(open, fileId)
}
