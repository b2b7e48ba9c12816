/** Where an account may be known, so that its erasure and its archive read those workspaces and no others. */
import { actorsIn } from '#kernel/audit.ts'
import { insertIgnore } from '#kernel/data/write.ts'
import { type Context, isWhole, type OpenContext } from '#kernel/module.ts'
import type { RegistryTables, WorkspaceTables } from '../tables.ts'

type Registry = Context<RegistryTables>
export type Trace = { accountId: string; workspaceId: string }

/** Before the account's first act in a workspace, and with each membership. Safe to repeat. */
export async function leaveTrace({ db, dialect }: Registry, trace: Trace): Promise<void> {
  await insertIgnore(db, dialect, 'accountTraces', trace)
}

/** Those with a trace, and those from before traces were kept that nobody has gone through yet. */
export async function tracedWorkspaces(
  { db }: Pick<Registry, 'db'>,
  accountId: string,
): Promise<Set<string>> {
  const traces = db
    .selectFrom('accountTraces')
    .select('workspaceId')
    .where('accountId', '=', accountId)
  const rows = await db
    .selectFrom('workspaces')
    .select('id')
    .where((it) => it.or([it('tracedAt', 'is', null), it('id', 'in', traces)]))
    .execute()
  return new Set(rows.map((it) => it.id))
}

/** Goes through a workspace whose people are not all written down: one that is older than traces, or came from an archive. */
export async function traceAll(ctx: OpenContext): Promise<void> {
  const rows = await ctx.registry(({ db }: Registry) =>
    db.selectFrom('workspaces').select(['id', 'state']).where('tracedAt', 'is', null).execute(),
  )
  for (const { id: workspaceId } of rows.filter(isWhole)) {
    // From here on each act leaves its own; what was before is read now.
    const accounts = await ctx.inWorkspace(workspaceId, accountsIn)
    await ctx.registry(async (registry: Registry) => {
      for (const accountId of accounts) await leaveTrace(registry, { accountId, workspaceId })
      await registry.db
        .updateTable('workspaces')
        .set({ tracedAt: registry.now() })
        .where('id', '=', workspaceId)
        .execute()
    })
  }
}

/** Whoever wrote anything is in the audit of the same transaction. */
async function accountsIn({ db }: Context<WorkspaceTables>): Promise<Set<string>> {
  const members = await db.selectFrom('members').select('accountId').execute()
  const asking = await db.selectFrom('joinRequests').select('accountId').execute()
  return new Set([...members, ...asking].map((it) => it.accountId).concat(await actorsIn(db)))
}
