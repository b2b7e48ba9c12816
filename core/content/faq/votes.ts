/** «Utile ?»: what readers say of an answer, once each, without being known by it. */
import { createHmac } from 'node:crypto'
import { NotFound } from '#kernel/contract.ts'
import { insertIgnore } from '#kernel/data/write.ts'
import type { Context } from '#kernel/module.ts'
import { lockSite } from '../site/settings.ts'
import type { SiteTables } from '../site/tables.ts'
import type { FaqTables } from './tables.ts'

type Ctx = Context<FaqTables & SiteTables>
type Vote = { entryId: string; isUseful: boolean }

export async function voteFaq(ctx: Ctx, { entryId, isUseful }: Vote) {
  const { db, dialect, actor } = ctx
  const { salt, isOn } = await lockSite(ctx)
  const entry = await db
    .selectFrom('faqEntries')
    .select('visibility')
    .where('id', '=', entryId)
    .executeTakeFirst()
  const isMember = actor.kind === 'member'
  const isSeen =
    entry?.visibility === 'public' ? isOn || isMember : entry?.visibility === 'members' && isMember
  if (!isSeen) throw NotFound()
  const voter = voterOf(ctx, salt)
  const vote = { entryId, voter, isUseful, at: ctx.now() }
  if (await insertIgnore(db, dialect, 'faqVotes', vote)) {
    await count(ctx, entryId, isUseful, 1)
    return { done: true } as const
  }
  const { numUpdatedRows } = await db
    .updateTable('faqVotes')
    .set({ isUseful, at: ctx.now() })
    .where('entryId', '=', entryId)
    .where('voter', '=', voter)
    .where('isUseful', '<>', isUseful)
    .executeTakeFirst()
  if (numUpdatedRows > 0n) {
    await count(ctx, entryId, isUseful, 1)
    await count(ctx, entryId, !isUseful, -1)
  }
  return { done: true } as const
}

const count = ({ db }: Ctx, entryId: string, isUseful: boolean, by: number) => {
  const column = isUseful ? 'useful' : 'useless'
  return db
    .updateTable('faqEntries')
    .set((row) => ({ [column]: row(column, '+', by) }))
    .where('id', '=', entryId)
    .execute()
}

/** A member, or a device at an address; salted by the workspace, so that it says nothing elsewhere. */
function voterOf({ actor, origin }: Ctx, salt: string): string {
  const who = actor.kind === 'member' ? actor.id : `${origin.address}\n${origin.agent}`
  return createHmac('sha256', salt).update(who).digest('base64url')
}
