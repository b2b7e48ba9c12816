import type { Kysely } from 'kysely'
import { memberOf } from '#core/workspaces/api.ts'
import { insertIgnore } from '#kernel/data/write.ts'
import type { SupportAccess } from '#kernel/directory.ts'
import type { Context } from '#kernel/module.ts'
import { MINUTE } from '#kernel/time.ts'
import type { WorkspaceTables } from '../tables.ts'
import { SUPPORT_MINUTES, SupportEnded, supportGranted, SupportOpen } from './contract.ts'

type Ctx = Context<WorkspaceTables>
type Db = Kysely<WorkspaceTables>

const ONLY = 1

/** The access that is open at this moment. */
async function openAccess(db: Db, now: Date) {
  return db
    .selectFrom('supportAccess')
    .selectAll()
    .where('id', '=', ONLY)
    .where('endedAt', 'is', null)
    .where('expiresAt', '>', now)
    .executeTakeFirst()
}

/** What the kernel asks at each request of an administrator who is not a member. */
export async function findSupport(db: Db, now: Date): Promise<SupportAccess | null> {
  const found = await openAccess(db, now)
  return found ? { mayWrite: found.mayWrite } : null
}

export async function read(ctx: Ctx) {
  const now = ctx.now()
  const found = await openAccess(ctx.db, now)
  if (!found) return { open: null, now }
  const { reason, mayWrite, grantedAt, expiresAt, grantedBy } = found
  const by = (await memberOf(ctx, grantedBy))?.name ?? null
  return { open: { by, reason, mayWrite, grantedAt, expiresAt }, now }
}

type Wish = { reason: string; mayWrite: boolean }

/** Of two owners who let somebody in at once, one is told that it is done. */
export async function grant(ctx: Ctx, { reason, mayWrite }: Wish): Promise<{ done: true }> {
  const { db, dialect, actor } = ctx
  const grantedAt = ctx.now()
  const expiresAt = new Date(grantedAt.getTime() + SUPPORT_MINUTES * MINUTE)
  const row = { grantedBy: actor.id, reason, mayWrite, grantedAt, expiresAt, endedAt: null }
  const { numUpdatedRows } = await db
    .updateTable('supportAccess')
    .set(row)
    .where('id', '=', ONLY)
    .where(({ or, eb }) => or([eb('endedAt', 'is not', null), eb('expiresAt', '<=', grantedAt)]))
    .executeTakeFirst()
  const isGranted =
    numUpdatedRows === 1n ||
    (await insertIgnore(db, dialect, 'supportAccess', { id: ONLY, ...row }))
  if (!isGranted) throw SupportOpen()
  const until = expiresAt.toISOString()
  await ctx.audit('support.granted', ctx.workspace.id, { reason, mayWrite, until })
  await ctx.emit(supportGranted, { expiresAt })
  return { done: true }
}

export async function end(ctx: Ctx): Promise<{ done: true }> {
  const now = ctx.now()
  const { numUpdatedRows } = await ctx.db
    .updateTable('supportAccess')
    .set({ endedAt: now })
    .where('id', '=', ONLY)
    .where('endedAt', 'is', null)
    .where('expiresAt', '>', now)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) throw SupportEnded()
  await ctx.audit('support.ended', ctx.workspace.id)
  return { done: true }
}
