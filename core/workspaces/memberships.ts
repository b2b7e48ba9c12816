/** The registry's index of who may enter where, kept in step with each workspace's members. */
import { upsert } from '#kernel/data/write.ts'
import type { Context, OpenContext } from '#kernel/module.ts'
import type { Membership } from './contract.ts'
import { leaveTrace } from './traces/traces.ts'
import type { RegistryDb, RegistryTables, WorkspaceTables } from './tables.ts'

/** Reads the truth instead of believing the event: events that overtake each other end at the same index. */
export async function indexMembership(
  ctx: OpenContext,
  { accountId }: { accountId: string },
): Promise<void> {
  const member = await ctx.transact(({ db }: Context<WorkspaceTables>) =>
    db
      .selectFrom('members')
      .select(['roles', 'active', 'leftAt'])
      .where('accountId', '=', accountId)
      .executeTakeFirst(),
  )
  const workspaceId = ctx.workspace.id
  const roles = member?.active && !member.leftAt ? member.roles : undefined
  await ctx.registry((registry: Context<RegistryTables>) =>
    setMembership(registry, { accountId, workspaceId }, roles),
  )
}

async function setMembership(
  registry: Context<RegistryTables>,
  key: { accountId: string; workspaceId: string },
  roles: string[] | undefined,
): Promise<void> {
  const { db, dialect } = registry
  await leaveTrace(registry, key)
  if (roles) {
    await upsert(db, dialect, 'memberships', { ...key, roles }, ['accountId', 'workspaceId'])
    return
  }
  await db
    .deleteFrom('memberships')
    .where('accountId', '=', key.accountId)
    .where('workspaceId', '=', key.workspaceId)
    .execute()
}

/** The account switcher; a workspace that is asked for or still being made is shown to who did so. */
export async function membershipsOf(db: RegistryDb, accountId: string): Promise<Membership[]> {
  const columns = ['id', 'slug', 'name', 'kind', 'state'] as const
  const entered = await db
    .selectFrom('memberships')
    .innerJoin('workspaces', 'workspaces.id', 'memberships.workspaceId')
    .select(columns)
    .select('roles')
    .where('accountId', '=', accountId)
    .where('state', '!=', 'deleting')
    .execute()
  const coming = await db
    .selectFrom('workspaces')
    .select(columns)
    .where('createdBy', '=', accountId)
    .where('state', 'in', ['requested', 'provisioning'])
    .execute()
  const known = new Set(entered.map((it) => it.id))
  const all = [
    ...entered,
    ...coming.filter((it) => !known.has(it.id)).map((it) => ({ ...it, roles: ['owner'] })),
  ]
  return all.sort((a, b) => a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1))
}
