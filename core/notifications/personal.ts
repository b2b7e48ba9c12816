/** What notifications know of somebody, and how they forget it. */
import { memberOfAccount } from '#core/workspaces/api.ts'
import type { Facts } from '#kernel/contract.ts'
import type { Context, OpenContext } from '#kernel/module.ts'
import type { NoticeRegistry, NoticeTables } from './tables.ts'

const isRegistry = ({ workspace }: Context) => workspace.id === 'registry'

export async function gather(ctx: Context, accountId: string): Promise<Facts> {
  if (isRegistry(ctx)) {
    const devices = await (ctx as Context<NoticeRegistry>).db
      .selectFrom('noticeDevices')
      .select(['agent', 'createdAt', 'lastSentAt'])
      .where('accountId', '=', accountId)
      .execute()
    return { devices }
  }
  const { db } = ctx as Context<NoticeTables>
  const member = await memberOfAccount(ctx, accountId)
  if (!member) return {}
  const [notices, choices, reading] = [
    await db
      .selectFrom('notices')
      .select(['notice', 'facts', 'path', 'state', 'createdAt', 'readAt', 'mailedAt'])
      .where('memberId', '=', member.id)
      .execute(),
    await db.selectFrom('noticeChoices').selectAll().where('memberId', '=', member.id).execute(),
    await db.selectFrom('noticeReaders').selectAll().where('memberId', '=', member.id).execute(),
  ]
  return { notices, choices, reading }
}

export async function forget(ctx: Context, accountId: string): Promise<void> {
  if (isRegistry(ctx)) {
    const { db } = ctx as Context<NoticeRegistry>
    await db.deleteFrom('noticeDevices').where('accountId', '=', accountId).execute()
    return
  }
  const member = await memberOfAccount(ctx, accountId)
  if (!member) return
  const { db } = ctx as Context<NoticeTables>
  // What others were told of them is in their words, and in their name.
  await db.deleteFrom('notices').where('fromId', '=', member.id).execute()
  for (const name of ['notices', 'noticeChoices', 'noticeReaders'] as const)
    await db.deleteFrom(name).where('memberId', '=', member.id).execute()
}

/** A workspace is erased: nothing will be due there. */
export async function forgetRound(ctx: OpenContext, workspaceId: string): Promise<void> {
  await ctx.registry(async ({ db }: Context<NoticeRegistry>) => {
    await db.deleteFrom('noticeRounds').where('workspaceId', '=', workspaceId).execute()
  })
}
