/** A workspace leaves for an archive and comes back from one, with the people who belong to it. */
import { unplain } from '#kernel/data/hash.ts'
import { insertIgnore, upsert } from '#kernel/data/write.ts'
import type { Context } from '#kernel/module.ts'
import { SlugTaken } from './contract.ts'
import { registryTables, type RegistryDb, type RegistryTables } from './tables.ts'
import type { MemberRow, WorkspaceDb, WorkspaceRow } from './tables.ts'

/** The row of the registry, whole. */
export const archivedWorkspace = (db: RegistryDb, id: string): Promise<WorkspaceRow> =>
  db.selectFrom('workspaces').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

/** The same after a journey as JSON, perhaps from a version that knew fewer columns or others. */
export function revived(stored: Record<string, unknown>): WorkspaceRow {
  const known = Object.entries(registryTables.workspaces.columns).filter(([name]) => name in stored)
  const cells = known.map(([name, { kind }]) => [name, unplain(kind, stored[name])])
  return Object.fromEntries(cells) as WorkspaceRow
}

export type ArchivedMember = Pick<MemberRow, 'accountId' | 'name' | 'email' | 'roles' | 'active'>

/** Everybody who is or was a member. */
export async function archivedMembers(db: WorkspaceDb): Promise<ArchivedMember[]> {
  const rows = await db
    .selectFrom('members')
    .select(['accountId', 'name', 'email', 'roles', 'active', 'leftAt'])
    .orderBy('id')
    .execute()
  return rows.map(({ leftAt, ...row }) => ({ ...row, active: row.active && leftAt === null }))
}

/** From here on it exists at its address. */
export async function admit(
  { db, dialect, audit }: Context<RegistryTables>,
  row: WorkspaceRow,
): Promise<void> {
  // Who is known in what came from an archive is looked for here: accounts may have others traces than there.
  if (!(await insertIgnore(db, dialect, 'workspaces', { ...row, tracedAt: null })))
    throw SlugTaken()
  await audit('workspaces.restored', row.id, { slug: row.slug, kind: row.kind })
}

/** These members find it in their list. */
export async function enter(
  { db, dialect }: Context<RegistryTables>,
  workspaceId: string,
  members: readonly Pick<MemberRow, 'accountId' | 'roles'>[],
): Promise<void> {
  for (const { accountId, roles } of members) {
    const membership = { accountId, workspaceId, roles }
    await upsert(db, dialect, 'memberships', membership, ['accountId', 'workspaceId'])
  }
}
