import type { Context, OpenContext } from '#kernel/module.ts'
import { stopAnswer } from './ending.ts'
import { stopWriting, wake } from './wakes.ts'

/** Stopped in the database first; this process's provider hears of it at once, another node's within a second. */
export async function stop(ctx: OpenContext, asked: { answerId: string }) {
  const answer = await ctx.transact((here: Context) => stopAnswer(here, asked))
  stopWriting(asked.answerId)
  wake(asked.answerId)
  return answer
}
