/** Finds documents by what they say: exact terms first, then those that look like them, fused into one score. */
import type { Context, DocumentKind, FoundDocument } from '#kernel/module.ts'
import { kindsIn } from './building.ts'
import { askedTerms, gramsOf, HEAVIEST, likeness, quotationOf, rarity } from './rules.ts'
import type { SearchTables } from './tables.ts'

type Ctx = Context<SearchTables>

export type Finding = FoundDocument & {
  kind: string
  /** From 0 to 1: how much of the question it answers. */
  relevance: number
  /** Its passage that says most of what was asked. */
  quotation: string
}
type Options = { kinds?: readonly string[]; limit?: number }

/** A term that everybody says tells little: this many of its documents are looked at, the heaviest first. */
const MOST_POSTINGS = 4000
const MOST_ALIKE = 24
const ALIKE_FROM = 0.55
const ALIKE_SHARE = 0.7
/** Where the term itself is known, it was hardly a slip. */
const BESIDE_ITSELF = 0.35
const KEPT_ALIKE = 5
/** Below this share of the question, what was found is about something else. */
const LEAST_RELEVANCE = 0.27

/** The best first; only what the caller may see now, as it reads now. */
export async function findDocuments(
  open: Context,
  question: string,
  { kinds, limit = 8 }: Options = {},
): Promise<Finding[]> {
  const ctx = open as Ctx
  const mine = kindsFor(ctx, kinds)
  const asked = askedTerms(question)
  if (asked.length === 0 || mine.size === 0) return []
  const scores = await scored(ctx, asked, [...mine.keys()])
  const best = [...scores].toSorted(([a, x], [b, y]) => y.score - x.score || a - b)
  const findings: Finding[] = []
  // In portions: some of the best may not be seen by who asks.
  for (let at = 0; at < best.length && at < limit * 8 && findings.length < limit; at += limit * 2) {
    const some = best.slice(at, at + limit * 2).filter(([, it]) => it.relevance >= LEAST_RELEVANCE)
    const documents = await placesOf(
      ctx,
      some.map(([key]) => key),
    )
    const read = await readDocuments(ctx, [...documents.values()])
    for (const [key, { relevance }] of some) {
      const place = documents.get(key)
      const it = read.find((one) => one.kind === place?.kind && one.id === place.id)
      if (it) findings.push({ ...it, relevance, quotation: quotationOf(it.text, asked) })
    }
  }
  return findings.slice(0, limit)
}

/** Documents by their names; what the caller may not see is left out. */
export async function readDocuments(
  ctx: Context,
  names: readonly { kind: string; id: string }[],
): Promise<(FoundDocument & { kind: string })[]> {
  const mine = kindsFor(ctx)
  const byKind = Map.groupBy(names, (it) => it.kind)
  const found: (FoundDocument & { kind: string })[] = []
  for (const [kind, some] of byKind) {
    const ids = some.map((it) => it.id)
    const documents = (await mine.get(kind)?.read(ctx, ids)) ?? []
    found.push(...documents.map((it) => ({ ...it, kind })))
  }
  return found
}

function kindsFor({ parts, workspace, actor }: Context, only?: readonly string[]) {
  const all = [...kindsIn(parts, workspace)]
  return new Map<string, DocumentKind>(
    all.filter(([name, { may }]) => actor.permissions.has(may) && (only?.includes(name) ?? true)),
  )
}

type Score = { score: number; relevance: number }

async function scored(ctx: Ctx, asked: readonly string[], kinds: readonly string[]) {
  const { total } = await ctx.db
    .selectFrom('searchDocuments')
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const sums = new Map<number, { points: number; share: number }>()
  let whole = 0
  for (const term of asked) {
    const alike = await alikeTerms(ctx, term)
    const rows = await postingsOf(ctx, [...alike.keys()], kinds)
    const documents = new Set(rows.map((it) => it.documentKey)).size
    // A word that nobody says here may be chatter: it counts half of one that is said once.
    const worth = rarity(total, Math.max(documents, 1)) * (documents === 0 ? 0.5 : 1)
    whole += worth
    const best = new Map<number, { points: number; share: number }>()
    for (const { documentKey, term: said, weight } of rows) {
      const share = alike.get(said)!
      const points = (share * weight) / HEAVIEST
      if (points > (best.get(documentKey)?.points ?? 0)) best.set(documentKey, { points, share })
    }
    for (const [key, { points, share }] of best) {
      const sum = sums.get(key) ?? { points: 0, share: 0 }
      sums.set(key, { points: sum.points + worth * points, share: sum.share + worth * share })
    }
  }
  return new Map<number, Score>(
    [...sums].map(([key, { points, share }]) => {
      const relevance = whole === 0 ? 0 : share / whole
      // Who says all of it comes before who says one word of it often.
      return [key, { score: points * (0.4 + 0.6 * relevance), relevance }]
    }),
  )
}

/** The term itself and those that look like it, with how much each counts. */
async function alikeTerms({ db }: Ctx, term: string): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('searchGrams')
    .select(['term', ({ fn }) => fn.countAll<number>().as('shared')])
    .where('gram', 'in', gramsOf(term))
    .groupBy('term')
    .orderBy('shared', 'desc')
    .orderBy('term')
    .limit(MOST_ALIKE)
    .execute()
  const isKnown = rows.some((it) => it.term === term)
  const most = isKnown ? BESIDE_ITSELF : ALIKE_SHARE
  const alike = rows
    .map(({ term: it }) => [it, likeness(term, it)] as const)
    .filter(([it, share]) => it !== term && share >= ALIKE_FROM)
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, KEPT_ALIKE)
    .map(([it, share]) => [it, share * most] as const)
  return new Map([[term, 1], ...alike])
}

const postingsOf = ({ db }: Ctx, terms: readonly string[], kinds: readonly string[]) =>
  db
    .selectFrom('searchPostings')
    .innerJoin('searchDocuments', 'searchDocuments.key', 'searchPostings.documentKey')
    .select(['term', 'documentKey', 'weight'])
    .where('term', 'in', [...terms])
    .where('kind', 'in', [...kinds])
    .orderBy('weight', 'desc')
    .limit(MOST_POSTINGS)
    .execute()

async function placesOf({ db }: Ctx, keys: readonly number[]) {
  if (keys.length === 0) return new Map<number, { kind: string; id: string }>()
  const rows = await db
    .selectFrom('searchDocuments')
    .select(['key', 'kind', 'documentId'])
    .where('key', 'in', [...keys])
    .execute()
  return new Map(rows.map((it) => [it.key, { kind: it.kind, id: it.documentId }]))
}
