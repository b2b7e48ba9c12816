/**
 * The end: every day, what was cancelled thirty days ago begins to be erased, and a job erases it. Every step repeats,
 * so a process killed anywhere leaves work that the next one finishes; only the tombstone ends it.
 */
import { giveBackOfAccount } from '#core/plans/api.ts'
import { insertIgnore } from '#kernel/data/write.ts'
import type { Context, OpenContext, WorkspaceFacts } from '#kernel/module.ts'
import { CREATED_WORKSPACES } from '../limits.ts'
import type { RegistryTables } from '../tables.ts'
import { deletionBegun, deletionNeared } from './contract.ts'
import { lifting, moveWorkspace } from './moves.ts'
import { REMINDER_MS, SLUG_RESERVED_MS } from './rules.ts'

type Registry = Context<RegistryTables>

/** Suspensions that end today, reminders, and what is due to be erased; also what a dead letter left half erased. */
export async function tendLives(ctx: OpenContext): Promise<void> {
  const now = ctx.now()
  const rows = await ctx.registry(({ db }: Registry) =>
    db
      .selectFrom('workspaces')
      .select(['id', 'state', 'stateUntil', 'remindedAt'])
      .where('state', 'in', ['suspended', 'cancelled', 'deleting'])
      .execute(),
  )
  for (const { id, state, stateUntil, remindedAt } of rows) {
    const leftMs = stateUntil ? stateUntil.getTime() - now.getTime() : Infinity
    if (state === 'deleting')
      await ctx.registry(({ emit }) => emit(deletionBegun, { workspaceId: id }))
    else if (state === 'suspended' && leftMs <= 0) await quietly(ctx, id, lifting('system'))
    else if (state === 'cancelled' && leftMs <= 0) await quietly(ctx, id, erasure('system'))
    else if (state === 'cancelled' && leftMs <= REMINDER_MS && !remindedAt) await remind(ctx, id)
  }
}

export const erasure = (by: 'administrator' | 'system') =>
  ({ name: 'erase', by, tell: deletionBegun }) as const

/** Somebody took it back since it was read: their move stands. */
async function quietly(ctx: OpenContext, id: string, step: Parameters<typeof moveWorkspace>[2]) {
  await ctx.registry(async (registry: Registry) => {
    const row = await registry
      .locked(
        registry.db
          .selectFrom('workspaces')
          .select('state')
          .where('id', '=', id)
          .where('stateUntil', '<=', registry.now())
          .where('state', '=', step.name === 'lift' ? 'suspended' : 'cancelled'),
      )
      .executeTakeFirst()
    if (row) await moveWorkspace(registry, id, step)
  })
}

function remind(ctx: OpenContext, workspaceId: string): Promise<void> {
  return ctx.registry(async ({ db, emit, now }: Registry) => {
    const { numUpdatedRows } = await db
      .updateTable('workspaces')
      .set({ remindedAt: now() })
      .where('id', '=', workspaceId)
      .where('state', '=', 'cancelled')
      .where('remindedAt', 'is', null)
      .executeTakeFirst()
    if (numUpdatedRows === 1n) await emit(deletionNeared, { workspaceId })
  })
}

export async function eraseWorkspace(
  ctx: OpenContext,
  { workspaceId }: { workspaceId: string },
): Promise<void> {
  const row = await ctx.registry(({ db }: Registry) =>
    db
      .selectFrom('workspaces')
      .selectAll()
      .where('id', '=', workspaceId)
      .where('state', '=', 'deleting')
      .executeTakeFirst(),
  )
  if (row) await ctx.erase(row as WorkspaceFacts, (registry) => bury(registry, workspaceId))
}

/** The tombstone and the end of the row, in one transaction; of two at once, the second finds nothing to bury. */
async function bury(ctx: Registry, id: string): Promise<void> {
  const { db, dialect, now, locked, audit } = ctx
  const row = await locked(
    db.selectFrom('workspaces').selectAll().where('id', '=', id).where('state', '=', 'deleting'),
  ).executeTakeFirst()
  if (!row) return
  const members = await db
    .selectFrom('memberships')
    .select(({ fn }) => fn.countAll<number | string | bigint>().as('many'))
    .where('workspaceId', '=', id)
    .executeTakeFirstOrThrow()
  const deletedAt = now()
  await insertIgnore(db, dialect, 'tombstones', {
    id,
    slug: row.slug,
    kind: row.kind,
    createdAt: row.createdAt,
    cancelledAt: row.stateSince,
    deletedAt,
    memberCount: Number(members.many),
    moduleCount: row.modules.length,
    slugReservedUntil: new Date(deletedAt.getTime() + SLUG_RESERVED_MS),
  })
  // Memberships and the own domain go with the row.
  await db.deleteFrom('workspaces').where('id', '=', id).execute()
  await giveBackOfAccount(ctx, row.createdBy, CREATED_WORKSPACES)
  await audit('workspaces.bury', id, { kind: row.kind })
}
