/** What an administrator of the installation sees of all workspaces, and does to one: never what is in it. */
import { type Kysely } from 'kysely'
import { lastAuditedAt } from '#kernel/audit.ts'
import { pageFrom, placeAfter } from '#kernel/keyset.ts'
import { type Context, isWhole, type OpenContext, type WorkspaceFacts } from '#kernel/module.ts'
import type { RegistryTables, WorkspaceRow } from '../tables.ts'
import type { LifeState, Overview } from './contract.ts'
import { lifting, moveWorkspace, suspension } from './moves.ts'

type Registry = Context<RegistryTables>
type Asked = {
  search?: string | undefined
  state?: LifeState | undefined
  cursor?: string | undefined
  limit: number
}

export async function listAllWorkspaces(ctx: OpenContext, asked: Asked) {
  const { page, next, counts } = await ctx.registry((registry: Registry) => read(registry, asked))
  const items: Overview[] = []
  for (const row of page) items.push(await overview(ctx, row, counts.get(row.id) ?? 0))
  return { items, next }
}

async function read({ db }: Registry, { search, state, cursor, limit }: Asked) {
  let query = db.selectFrom('workspaces').selectAll()
  if (state) query = query.where('state', '=', state)
  if (search) {
    // What means something in LIKE is not searched for: three engines disagree on how to escape it.
    const part = `%${search.toLowerCase().replaceAll(/[%_\\]/g, ' ')}%`
    query = query.where(({ or, eb, fn }) =>
      or([eb(fn('lower', ['name']), 'like', part), eb('slug', 'like', part)]),
    )
  }
  const after = placeAfter(cursor)
  if (after) query = query.where('id', '<', after.id)
  const rows = await query
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  const { page, next } = pageFrom(rows, limit, ({ id }) => ({ by: '', id }))
  return { page, next, counts: await membersOf(db, page) }
}

async function membersOf(db: Kysely<RegistryTables>, page: readonly WorkspaceRow[]) {
  if (page.length === 0) return new Map<string, number>()
  const ids = page.map((it) => it.id)
  const rows = await db
    .selectFrom('memberships')
    .select(({ fn }) => ['workspaceId', fn.countAll<number | string | bigint>().as('many')])
    .where('workspaceId', 'in', ids)
    .groupBy('workspaceId')
    .execute()
  return new Map(rows.map((it) => [it.workspaceId, Number(it.many)]))
}

async function overview(ctx: OpenContext, row: WorkspaceRow, members: number): Promise<Overview> {
  const { id, slug, name, kind, state, stateReason: reason, stateNote: note } = row
  const signs = isWhole(row) ? await signsOfLife(ctx, row) : { bytes: null, lastActivityAt: null }
  return {
    ...{ id, slug, name, kind, state, reason, note, members },
    until: row.stateUntil?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    ...signs,
  }
}

/** How big, and when something last happened; a database that does not answer spoils nobody else's line. */
async function signsOfLife(ctx: OpenContext, row: WorkspaceRow) {
  try {
    const bytes = await ctx.sizeOf(row as WorkspaceFacts)
    const last = await ctx.inWorkspace(row.id, ({ db }) => lastAuditedAt(db))
    return { bytes, lastActivityAt: last?.toISOString() ?? null }
  } catch {
    return { bytes: null, lastActivityAt: null }
  }
}

type Suspension = Parameters<typeof suspension>[0] & { workspaceId: string }

export function suspendWorkspace(ctx: OpenContext, { workspaceId, ...rest }: Suspension) {
  return ctx.registry(async (registry: Registry) => {
    await moveWorkspace(registry, workspaceId, suspension(rest))
    return { done: true } as const
  })
}

export function liftSuspension(ctx: OpenContext, { workspaceId }: { workspaceId: string }) {
  return ctx.registry(async (registry: Registry) => {
    await moveWorkspace(registry, workspaceId, lifting('administrator'))
    return { done: true } as const
  })
}
