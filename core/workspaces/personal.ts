import type { Facts } from '#kernel/contract.ts'
import type { Context } from '#kernel/module.ts'
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
    return { memberships }
  }
  const { db } = ctx as Context<WorkspaceTables>
  const member = await db
    .selectFrom('members')
    .selectAll()
    .where('accountId', '=', accountId)
    .executeTakeFirst()
  return { member }
}

/** The member stays as a number without a name: what others did with them keeps its other side. */
export async function forget(ctx: Context, accountId: string): Promise<void> {
  if (isRegistry(ctx)) {
    const { db } = ctx as Context<RegistryTables>
    await db.deleteFrom('memberships').where('accountId', '=', accountId).execute()
    return
  }
  const { db, now } = ctx as Context<WorkspaceTables>
  const member = await db
    .selectFrom('members')
    .select(['id', 'email'])
    .where('accountId', '=', accountId)
    .executeTakeFirst()
  if (!member) return
  const nameless = { name: `#${member.id.slice(-6)}`, sortName: '', email: '' }
  await db
    .updateTable('members')
    .set({ ...nameless, active: false, leftAt: now() })
    .where('id', '=', member.id)
    .execute()
  await db.deleteFrom('invitations').where('email', '=', member.email.toLowerCase()).execute()
}
