/** How it goes: what is open now, which promises were kept, how content people are. */
import { DAY } from '#kernel/time.ts'
import type { Ctx } from '../tickets/clock.ts'
import { livingStates } from '../tickets/rules.ts'

const countAll = 'count' as const

export async function readReport(ctx: Ctx, { days }: { days: number }) {
  const { db, now } = ctx
  const since = new Date(now().getTime() - days * DAY)
  const living = await db
    .selectFrom('tickets')
    .select(({ fn }) => ['state', fn.countAll<number>().as(countAll)])
    .where('state', 'in', [...livingStates])
    .groupBy('state')
    .execute()
  // What was cancelled owes nothing to anybody any more: a duplicate is counted where it goes on.
  const counted = db
    .selectFrom('tickets')
    .select(({ fn }) => fn.countAll<number>().as(countAll))
    .where('openedAt', '>=', since)
    .where('state', '!=', 'cancelled')
  const count = async (query: typeof counted) =>
    Number((await query.executeTakeFirstOrThrow()).count)
  const ratings = await db
    .selectFrom('ticketRatings')
    .select(({ fn }) => ['score', fn.countAll<number>().as(countAll)])
    .where('ratedAt', '>=', since)
    .groupBy('score')
    .orderBy('score')
    .execute()
  return {
    living: livingStates.map((state) => ({
      state,
      count: Number(living.find((it) => it.state === state)?.count ?? 0),
    })),
    opened: await count(counted),
    first: {
      kept: await count(
        counted.where('firstAnswerAt', 'is not', null).where('firstLateAt', 'is', null),
      ),
      late: await count(counted.where('firstLateAt', 'is not', null)),
    },
    resolution: {
      kept: await count(
        counted.where('resolvedAt', 'is not', null).where('resolveLateAt', 'is', null),
      ),
      late: await count(counted.where('resolveLateAt', 'is not', null)),
    },
    ratings: ratings.map((it) => ({ score: it.score, count: Number(it.count) })),
  }
}
