/** Follows an answer from any node: what is stored first, then what comes, until its end. */
import type { Context, OpenContext, StreamEvent } from '#kernel/module.ts'
import type { AiTables } from '../tables.ts'
import { ownAnswer, viewAnswer } from './answers.ts'
import type { AnswerEvent } from './contract.ts'
import { eventId, isOver, placeIn } from './rules.ts'
import { sleep, writesHere } from './wakes.ts'

type Ctx = Context<AiTables>
type Asked = { answerId: string; after?: string | undefined }

/** Where another process writes, the database is asked: well within the 300 ms that a first letter may take. */
const ASK_MS = 120
/** Where this one writes, it wakes us. */
const WOKEN_MS = 2000

export async function followAnswer(
  ctx: OpenContext,
  { answerId, after }: Asked,
  { lastEventId }: { lastEventId: string | undefined },
): Promise<AsyncIterable<StreamEvent<AnswerEvent>>> {
  await ctx.transact((here: Ctx) => ownAnswer(here, answerId))
  return eventsOf(ctx, answerId, placeIn(lastEventId ?? after))
}

async function* eventsOf(
  ctx: OpenContext,
  answerId: string,
  from: ReturnType<typeof placeIn>,
): AsyncIterable<StreamEvent<AnswerEvent>> {
  let place = from
  for (;;) {
    const { row, chunks, answer } = await ctx.transact((here: Ctx) => read(here, answerId, place))
    if (row.attempt !== place.attempt) {
      if (place.attempt > 0) yield { id: eventId(row.attempt, 0), data: { is: 'again' } }
      place = { attempt: row.attempt, seq: 0 }
    }
    for (const { seq, text } of chunks) {
      place = { attempt: row.attempt, seq }
      yield { id: eventId(row.attempt, seq), data: { is: 'text', text } }
    }
    if (answer) {
      yield { id: eventId(row.attempt, place.seq), data: { is: 'end', answer } }
      return
    }
    await sleep(answerId, writesHere(answerId) ? WOKEN_MS : ASK_MS, ctx.signal)
    if (ctx.signal.aborted) return
  }
}

async function read(ctx: Ctx, answerId: string, place: { attempt: number; seq: number }) {
  const row = await ownAnswer(ctx, answerId)
  const since = row.attempt === place.attempt ? place.seq : 0
  const chunks = await ctx.db
    .selectFrom('aiChunks')
    .select(['seq', 'text'])
    .where('answerId', '=', answerId)
    .where('attempt', '=', row.attempt)
    .where('seq', '>', since)
    .orderBy('seq')
    .execute()
  const answer = isOver(row.state) ? await viewAnswer(ctx, row) : null
  return { row, chunks, answer: answer as Extract<AnswerEvent, { is: 'end' }>['answer'] | null }
}
