/** The caller's conversations with what is unread in each: one query, for the list, the badge and every part that asks. */
import type { ExpressionBuilder } from 'kysely'
import { sql } from 'kysely'
import { readable } from '../messages/rules.ts'
import type { MessagingTables } from '../tables.ts'
import type { Ctx, Db } from './participants.ts'

type Joined = MessagingTables & {
  p: MessagingTables['conversationParticipants']
  c: MessagingTables['conversations']
}

/** Words of others after the number up to which the caller has read; who has left has nothing to read any more. */
const unread = (eb: ExpressionBuilder<Joined, 'p' | 'c'>) =>
  eb
    .selectFrom('messages as m')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .whereRef('m.conversationId', '=', 'p.conversationId')
    .whereRef('m.seq', '>', 'p.readSeq')
    .where('p.leftSeq', 'is', null)
    .where('m.kind', '=', 'words')
    .where('m.state', 'in', readable)
    .where((it) =>
      it.or([it('m.participantId', 'is', null), it('m.participantId', '!=', it.ref('p.id'))]),
    )

export const standings = (db: Db, memberId: string) =>
  db
    .selectFrom('conversationParticipants as p')
    .innerJoin('conversations as c', 'c.id', 'p.conversationId')
    .where('p.memberId', '=', memberId)
    .select((eb) => unread(eb as never).as('unread'))

/** A badge says «99+» long before. */
const MOST_COUNTED = 500

/** What the badge says: everything unread that is not muted; one that was marked by hand counts as one. */
export async function countUnread(ctx: Ctx) {
  const waiting = standings(ctx.db, ctx.actor.id)
    .select('p.markedUnread')
    .where((it) => it.or([it('p.mutedUntil', 'is', null), it('p.mutedUntil', '<=', ctx.now())]))
    .where((it) =>
      it.or([it('c.lastSeq', '>', it.ref('p.readSeq')), it('p.markedUnread', '=', true)]),
    )
  const rows = await waiting.limit(MOST_COUNTED).execute()
  const unread = rows.reduce((sum, it) => sum + (Number(it.unread) || (it.markedUnread ? 1 : 0)), 0)
  return { unread }
}

/** What is unread for the caller in conversations about things of one kind: `aboutId` → count. For other parts. */
export async function unreadAbout(
  ctx: Ctx,
  aboutKind: string,
  aboutIds: readonly string[],
): Promise<Map<string, number>> {
  if (aboutIds.length === 0) return new Map()
  const rows = await standings(ctx.db, ctx.actor.id)
    .select(sql<string>`${sql.ref('c.aboutId')}`.as('aboutId'))
    .where('c.aboutKind', '=', aboutKind)
    .where('c.aboutId', 'in', aboutIds)
    .execute()
  return new Map(rows.map((it) => [it.aboutId, Number(it.unread)]))
}
