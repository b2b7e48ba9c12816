/** Heads of chains, written down where cutting a chain does not reach. */
import { allWorkspaces } from '#core/workspaces/api.ts'
import { readHead } from '#kernel/audit.ts'
import type { Head } from '#kernel/chain.ts'
import { insertIgnore } from '#kernel/data/write.ts'
import { type Context, isWhole, type OpenContext } from '#kernel/module.ts'
import { witness } from './log/contract.ts'
import type { RegistryTables } from './tables.ts'

type Registry = Context<RegistryTables>

const REGISTRY = 'registry'

/** Every night: into the registry, which backups hold, and into the log, which a database does not reach. */
export async function anchor(ctx: OpenContext): Promise<void> {
  const { note } = ctx.client(witness)
  const write = async (workspaceId: string, head: Head | undefined) => {
    if (!head) return
    const { sequence, hash } = head
    const isNew = await ctx.registry(({ db, dialect, now }: Registry) =>
      insertIgnore(db, dialect, 'auditAnchors', { workspaceId, sequence, hash, anchoredAt: now() }),
    )
    if (isNew) note(workspaceId, head)
  }
  const workspaces = await ctx.registry(({ db }: Context) => allWorkspaces(db))
  for (const { id } of workspaces.filter(isWhole))
    await write(id, await ctx.inWorkspace(id, ({ db }: Context) => readHead(db)))
  await write(REGISTRY, await ctx.registry(({ db }: Context) => readHead(db)))
}

/** What was written down of one chain. */
export const anchorsOf = ({ db }: Registry, workspaceId: string): Promise<Head[]> =>
  db
    .selectFrom('auditAnchors')
    .select(['sequence', 'hash'])
    .where('workspaceId', '=', workspaceId)
    .orderBy('sequence')
    .execute()

/** With its workspace. */
export async function erase(ctx: OpenContext, workspaceId: string): Promise<void> {
  await ctx.registry(({ db }: Registry) =>
    db.deleteFrom('auditAnchors').where('workspaceId', '=', workspaceId).execute(),
  )
}
