/** What nobody uses, finished, or keeps any more goes away: rows first, objects a day later. */
import type { Context, OpenContext } from '#kernel/module.ts'
import { DAY } from '#kernel/time.ts'
import { move } from '#kernel/transition.ts'
import { objectOf } from './blobs.ts'
import { ORPHAN_MS, storage } from './contract.ts'
import { DEAD_AFTER_MS } from './examination.ts'
import { letGo } from './files.ts'
import { fileStates } from './rules.ts'
import type { FileRow, FileTables } from './tables.ts'

type Ctx = Context<FileTables>
type Open = OpenContext<FileTables>

/** A backup that began before may read an object that long after its last row. */
const LEFTOVER_MS = DAY
/** Marks of removed files, for who asks twice. */
const MARK_MS = 30 * DAY
const LINKS_KEPT_MS = 365 * DAY
/** One transaction a file, so that nothing waits for a long one. */
const AT_ONCE = 500

/** Every hour: orphans, what its purpose lets go, what a crash left in examination, leftovers of the storage. */
export async function sweep(ctx: Open): Promise<void> {
  const now = ctx.now().getTime()
  const before = (ms: number) => new Date(now - ms)
  for (const file of await ctx.transact((inside) => due(inside, before)))
    await ctx.transact((inside) => letGoIfStill(inside, file.id, before))
  await ctx.transact(async ({ db }: Ctx) => {
    await db.deleteFrom('fileLinks').where('createdAt', '<', before(LINKS_KEPT_MS)).execute()
    await db
      .deleteFrom('files')
      .where('state', '=', 'deleted')
      .where('changedAt', '<', before(MARK_MS))
      .execute()
  })
  await removeLeftovers(ctx, before(LEFTOVER_MS))
}

type Before = (ms: number) => Date

/** Whom nobody uses since two days, also one that was never finished; and whose time is over. */
const dueRows = ({ db }: Ctx, before: Before) =>
  db
    .selectFrom('files')
    .selectAll()
    .where('state', 'in', ['uploading', 'scanning', 'ready', 'quarantined'])
    .where((row) =>
      row.or([
        row.and([row('usedBy', 'is', null), row('changedAt', '<', before(ORPHAN_MS))]),
        row('keptUntil', '<', before(0)),
        row.and([row('state', '=', 'scanning'), row('changedAt', '<', before(DEAD_AFTER_MS))]),
      ]),
    )

const due = (ctx: Ctx, before: Before): Promise<FileRow[]> =>
  dueRows(ctx, before).orderBy('id').limit(AT_ONCE).execute()

async function letGoIfStill(ctx: Ctx, id: string, before: Before): Promise<void> {
  const file = await ctx.locked(dueRows(ctx, before).where('id', '=', id)).executeTakeFirst()
  if (!file) return
  // Its examiner died: its owner may finish it again, and the next hours decide.
  if (file.state === 'scanning') await move(ctx, 'files', id, fileStates, 'resume')
  else {
    await letGo(ctx, file)
    await ctx.audit('files.purged', id, { purpose: file.purpose, usedBy: file.usedBy })
  }
}

async function removeLeftovers(ctx: Open, before: Date): Promise<void> {
  const left = await ctx.transact(({ db }) =>
    db
      .selectFrom('fileLeftovers')
      .select('key')
      .where('since', '<', before)
      .limit(10 * AT_ONCE)
      .execute(),
  )
  for (const { key } of left) {
    await ctx.client(storage).remove(objectOf(ctx, key))
    await ctx.transact(({ db }) => db.deleteFrom('fileLeftovers').where('key', '=', key).execute())
  }
}

/** Every night: objects that no row names, and what a crash left of writing. */
export async function reconcile(ctx: Open): Promise<void> {
  const kept = ctx.client(storage)
  const old = new Date(ctx.now().getTime() - ORPHAN_MS)
  await kept.sweep(old)
  const start = objectOf(ctx, '').length
  for await (const { key, changedAt } of kept.list(objectOf(ctx, ''))) {
    if (changedAt >= old || (await ctx.transact((inside) => isNamed(inside, key.slice(start)))))
      continue
    await kept.remove(key)
  }
}

async function isNamed({ db }: Ctx, key: string): Promise<boolean> {
  for (const table of ['fileBlobs', 'fileVariants', 'filePieces', 'fileLeftovers'] as const)
    if (await db.selectFrom(table).select('key').where('key', '=', key).executeTakeFirst())
      return true
  return false
}

/** A workspace is erased: everything of it lies under its id. */
export async function eraseAll(ctx: OpenContext, workspaceId: string): Promise<void> {
  const kept = ctx.client(storage)
  for await (const { key } of kept.list(`${workspaceId}/`)) await kept.remove(key)
}
