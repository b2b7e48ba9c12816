/** Messages of topics: a number that counts them, and those of the last days, so that whoever was away can catch up. */
import { type DatabaseOf, t, table } from '#kernel/data/column.ts'

export const liveTables = {
  liveTopics: table({
    /** Its name, and whose it is: `exchange/transfers 0199…`. */
    topic: t.string(120).primary(),
    /** The number of its last message; it stays when the message is forgotten. */
    seq: t.int(),
  }),
  liveMessages: table(
    {
      topic: t.string(120),
      seq: t.int(),
      payload: t.json<any>(),
      publishedAt: t.instant().index(),
    },
    { primary: ['topic', 'seq'] },
  ),
}

export type LiveDatabase = DatabaseOf<typeof liveTables>
