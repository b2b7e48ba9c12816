/** What the kernel looks up at each request. */
import type { Kysely } from 'kysely'
import { prepared } from '#kernel/data/prepared.ts'
import type { WorkspaceFacts } from '#kernel/module.ts'
import { SLUG } from './contract.ts'
import type { RegistryDb, WorkspaceDb } from './tables.ts'

const facts = [
  'id',
  'slug',
  'name',
  'kind',
  'state',
  'stateReason',
  'stateUntil',
  'namespace',
  'placement',
  'locale',
  'timeZone',
  'modules',
  'colour',
  'logo',
] as const

/** An address may hold anything, also what no database stores. */
export async function findWorkspace(db: Kysely<any>, slug: string): Promise<WorkspaceFacts | null> {
  if (!SLUG.test(slug)) return null
  const { rows } = await bySlug(db, { slug })
  return rows[0] ?? null
}

const bySlug = prepared((db: RegistryDb, { slug }: { slug: string }) =>
  workspacesIn(db).where('slug', '=', slug),
)

export async function findWorkspaceById(
  db: Kysely<any>,
  id: string,
): Promise<WorkspaceFacts | null> {
  const { rows } = await byId(db, { id })
  return rows[0] ?? null
}

const byId = prepared((db: RegistryDb, { id }: { id: string }) =>
  workspacesIn(db).where('id', '=', id),
)

export const allWorkspaces = (db: Kysely<any>): Promise<WorkspaceFacts[]> =>
  workspacesIn(db).orderBy('id').execute()

const workspacesIn = (db: RegistryDb) => db.selectFrom('workspaces').select(facts)

/** Read at each request from the workspace itself, so that a demotion acts at the next one. */
export async function findMember(db: Kysely<any>, accountId: string) {
  const { rows } = await byAccount(db, { accountId })
  return rows[0] ?? null
}

const byAccount = prepared((db: WorkspaceDb, { accountId }: { accountId: string }) =>
  db
    .selectFrom('members')
    .select(['id', 'name', 'roles', 'active'])
    .where('accountId', '=', accountId)
    .where('leftAt', 'is', null),
)
