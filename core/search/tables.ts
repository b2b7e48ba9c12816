import { type DatabaseOf, t, table } from '#kernel/data/column.ts'
import { LONGEST_TERM } from './rules.ts'

export const tables = {
  /** What may be found; its text stays where it lives. */
  searchDocuments: table(
    {
      /** By chance, so that nobody waits for a number: a posting has to be narrow. */
      key: t.int64().primary(),
      kind: t.string(40),
      documentId: t.string(64),
      /** Of what is indexed: the same again is not written again. */
      digest: t.string(43),
    },
    { uniques: [['kind', 'documentId']] },
  ),
  /** Which documents say a term, and how much each is about it. */
  searchPostings: table(
    { term: t.string(LONGEST_TERM), documentKey: t.int64().index(), weight: t.int() },
    { primary: ['term', 'documentKey'], checks: { weight: 'weight >= 1 and weight <= 100' } },
  ),
  /** Every term ever said here, by its groups of three letters: how slips of the pen find their word. */
  searchTerms: table({ term: t.string(LONGEST_TERM).primary() }),
  searchGrams: table(
    { gram: t.string(3), term: t.string(LONGEST_TERM) },
    { primary: ['gram', 'term'] },
  ),
  /** Which index of a kind is complete, and by which rules it was built. */
  searchKinds: table({ kind: t.string(40).primary(), version: t.int(), builtAt: t.instant() }),
}

export type SearchTables = DatabaseOf<typeof tables>
