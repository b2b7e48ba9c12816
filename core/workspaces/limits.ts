/** What the plans count of workspaces: members, open invitations, and the workspaces of one account. */
import type { Context, Limit } from '#kernel/module.ts'
import type { RegistryTables, WorkspaceTables } from './tables.ts'

export const ACTIVE_MEMBERS = 'members.active'
export const PENDING_INVITATIONS = 'invitations.pending'
export const CREATED_WORKSPACES = 'workspaces.created'

const members = async ({ db }: Context<WorkspaceTables>) => {
  const { count } = await db
    .selectFrom('members')
    .select(({ fn }) => fn.countAll().as('count'))
    .where('active', '=', true)
    .where('leftAt', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** Also those that have expired: they stand in the list until somebody withdraws them or a month has passed. */
const invitations = async ({ db }: Context<WorkspaceTables>) => {
  const { count } = await db
    .selectFrom('invitations')
    .select(({ fn }) => fn.countAll().as('count'))
    .executeTakeFirstOrThrow()
  return Number(count)
}

const created = async ({ db }: Context<RegistryTables>, accountId: string) => {
  const { count } = await db
    .selectFrom('workspaces')
    .select(({ fn }) => fn.countAll().as('count'))
    .where('createdBy', '=', accountId)
    .executeTakeFirstOrThrow()
  return Number(count)
}

export const limits: Record<string, Limit> = {
  [ACTIVE_MEMBERS]: { text: 'plans.members', per: 'workspace', otherwise: 300, count: members },
  [PENDING_INVITATIONS]: {
    text: 'plans.invitations',
    per: 'workspace',
    otherwise: 100,
    count: invitations,
  },
  [CREATED_WORKSPACES]: { text: 'plans.workspaces', per: 'account', otherwise: 20, count: created },
}
