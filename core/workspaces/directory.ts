/** What the kernel looks up at each request. */
import type { Kysely } from 'kysely'
import type { WorkspaceFacts } from '#kernel/module.ts'
import { SLUG } from './contract.ts'
import type { RegistryDb, WorkspaceDb } from './tables.ts'

const facts = [
  'id',
  'slug',
  'name',
  'kind',
  'state',
  'namespace',
  'placement',
  'locale',
  'timeZone',
  'modules',
] as const

export async function findWorkspace(db: Kysely<any>, slug: string): Promise<WorkspaceFacts | null> {
  if (!SLUG.test(slug)) return null // an address may hold anything, also what no database stores
  const row = await workspacesIn(db).where('slug', '=', slug).executeTakeFirst()
  return row ?? null
}

export async function findWorkspaceById(
  db: Kysely<any>,
  id: string,
): Promise<WorkspaceFacts | null> {
  const row = await workspacesIn(db).where('id', '=', id).executeTakeFirst()
  return row ?? null
}

export const allWorkspaces = (db: Kysely<any>): Promise<WorkspaceFacts[]> =>
  workspacesIn(db).orderBy('id').execute()

const workspacesIn = (db: RegistryDb) => db.selectFrom('workspaces').select(facts)

/** Read at each request from the workspace itself, so that a demotion acts at the next one. */
export async function findMember(db: Kysely<any>, accountId: string) {
  const row = await (db as WorkspaceDb)
    .selectFrom('members')
    .select(['id', 'name', 'roles', 'active'])
    .where('accountId', '=', accountId)
    .where('leftAt', 'is', null)
    .executeTakeFirst()
  return row ?? null
}
