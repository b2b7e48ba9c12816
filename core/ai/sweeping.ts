/** Every night: what nobody needs any more goes, and what no job will end any more is ended. */
import type { Context, OpenContext } from '#kernel/module.ts'
import { DAY, HOUR } from '#kernel/time.ts'
import { answerRow } from './answers/answers.ts'
import { cut, fail } from './answers/ending.ts'
import { isOver } from './answers/rules.ts'
import { dayOf } from './credits/credits.ts'
import type { AiTables } from './tables.ts'

type Ctx = Context<AiTables>

/** Longer than any answer takes, and than the queue tries. */
const FORGOTTEN_MS = 6 * HOUR
const CHUNKS_MS = DAY
const SPENDING_MS = 40 * DAY
const CALLS_MS = 800 * DAY
const AT_ONCE = 200

export async function sweep(ctx: OpenContext): Promise<void> {
  const before = (ms: number) => new Date(ctx.now().getTime() - ms)
  await ctx.transact(async ({ db }: Ctx) => {
    await db.deleteFrom('aiKeptAnswers').where('expiresAt', '<=', ctx.now()).execute()
    await db
      .deleteFrom('aiSpending')
      .where('day', '<', dayOf(before(SPENDING_MS)))
      .execute()
    await db.deleteFrom('aiCalls').where('at', '<', before(CALLS_MS)).execute()
    // The whole text stands in its answer.
    await db
      .deleteFrom('aiChunks')
      .where('answerId', 'in', (query) =>
        query.selectFrom('aiAnswers').select('id').where('endedAt', '<', before(CHUNKS_MS)),
      )
      .execute()
  })
  const left = await ctx.transact(({ db }: Ctx) =>
    db
      .selectFrom('aiAnswers')
      .select('id')
      .where('state', 'in', ['queued', 'streaming'])
      .where('createdAt', '<', before(FORGOTTEN_MS))
      .limit(AT_ONCE)
      .execute(),
  )
  for (const { id } of left)
    await ctx.transact(async (here: Ctx) => {
      const row = await answerRow(here, id)
      if (!isOver(row.state))
        await (row.state === 'queued' ? fail : cut)(here, row, { reason: 'restart' })
    })
}
