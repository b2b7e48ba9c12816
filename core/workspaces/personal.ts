import { giveBack } from '#core/plans/api.ts'
import type { Facts } from '#kernel/contract.ts'
import type { Context } from '#kernel/module.ts'
import { ACTIVE_MEMBERS, PENDING_INVITATIONS } from './limits.ts'
import type { RegistryTables, WorkspaceTables } from './tables.ts'

const isRegistry = ({ workspace }: Context) => workspace.id === 'registry'

export async function gather(ctx: Context, accountId: string): Promise<Facts> {
  if (isRegistry(ctx)) {
    const { db } = ctx as Context<RegistryTables>
    const memberships = await db
      .selectFrom('memberships')
      .selectAll()
      .where('accountId', '=', accountId)
      .execute()
    const traces = await db
      .selectFrom('accountTraces')
      .select('workspaceId')
      .where('accountId', '=', accountId)
      .execute()
    return { memberships, traces }
  }
  const { db } = ctx as Context<WorkspaceTables>
  const member = await db
    .selectFrom('members')
    .selectAll()
    .where('accountId', '=', accountId)
    .executeTakeFirst()
  const joinRequest = await db
    .selectFrom('joinRequests')
    .selectAll()
    .where('accountId', '=', accountId)
    .executeTakeFirst()
  return { member, joinRequest }
}

/** The member stays as a number without a name: what others did with them keeps its other side. */
export async function forget(ctx: Context, accountId: string): Promise<void> {
  if (isRegistry(ctx)) {
    const { db } = ctx as Context<RegistryTables>
    await db.deleteFrom('memberships').where('accountId', '=', accountId).execute()
    await db.deleteFrom('accountTraces').where('accountId', '=', accountId).execute()
    return
  }
  const { db, now } = ctx as Context<WorkspaceTables>
  await db.deleteFrom('joinRequests').where('accountId', '=', accountId).execute()
  const member = await db
    .selectFrom('members')
    .select(['id', 'email', 'active', 'leftAt'])
    .where('accountId', '=', accountId)
    .executeTakeFirst()
  if (!member) return
  const nameless = { name: `#${member.id.slice(-6)}`, sortName: '', email: '' }
  await db
    .updateTable('members')
    .set({ ...nameless, active: false, leftAt: now() })
    .where('id', '=', member.id)
    .execute()
  if (member.active && !member.leftAt) await giveBack(ctx, ACTIVE_MEMBERS)
  const gone = db.deleteFrom('invitations').where('email', '=', member.email.toLowerCase())
  await giveBack(ctx, PENDING_INVITATIONS, Number((await gone.executeTakeFirst()).numDeletedRows))
}
