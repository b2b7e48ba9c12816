import { type DatabaseOf, type RowOf, t, table } from '#kernel/data/column.ts'
import type { Language } from '#kernel/text.ts'
import type { Block } from '../text/contract.ts'

export type Names = Partial<Record<Language, string>>
export type Answers = Partial<Record<Language, { question: string; answer: Block[] }>>

export const faqTables = {
  faqCategories: table({
    id: t.uuid().primary(),
    names: t.json<Names>(),
    position: t.int(),
  }),
  faqEntries: table(
    {
      id: t.uuid().primary(),
      categoryId: t.uuid().references('faqCategories'),
      position: t.int(),
      visibility: t.oneOf('public', 'members', 'hidden'),
      texts: t.json<Answers>(),
      revision: t.int(),
      /** How many said that it helped them, and how many that it did not. */
      useful: t.int(),
      useless: t.int(),
      createdAt: t.instant(),
      updatedAt: t.instant(),
      updatedBy: t.uuid(),
    },
    { checks: { votes: 'useful >= 0 and useless >= 0' } },
  ),
  /** One voice per reader and answer: who it was is not to be read from it. */
  faqVotes: table(
    {
      entryId: t.uuid().references('faqEntries', 'cascade'),
      voter: t.string(43),
      isUseful: t.boolean(),
      at: t.instant(),
    },
    { primary: ['entryId', 'voter'] },
  ),
}

export type FaqTables = DatabaseOf<typeof faqTables>
export type EntryRow = RowOf<typeof faqTables.faqEntries>
