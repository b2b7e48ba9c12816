/** What to read about something: published procedures and tips, by real search, with the words that fit. */
import { findDocuments } from '#core/search/api.ts'
import type { Context } from '#kernel/module.ts'
import { PROCEDURE_DOCUMENT } from '../procedures/documents.ts'
import type { ProceduresTables } from '../procedures/tables.ts'
import { TIP_DOCUMENT } from '../tips/documents.ts'
import type { Findings, Suggestion } from './contract.ts'

const MOST = 5
const kinds = [PROCEDURE_DOCUMENT, TIP_DOCUMENT]

/** What people of the field call the defects that a model knows by a code. */
const called: Record<Findings['defects'][number]['kind'], string> = {
  hotspot: 'point chaud thermographie hotspot',
  soiling: 'encrassement nettoyage salissure',
  'broken-glass': 'verre cassé module',
  'burnt-connector': 'connecteur brûlé',
  'damaged-cable': 'câble abîmé isolement',
  corrosion: 'corrosion oxydation',
  'fault-code': 'code défaut onduleur',
  other: '',
}

/** As search finds it, best first. The caller says in whose name. */
export async function suggest(ctx: Context, words: string): Promise<Suggestion[]> {
  const found = await findDocuments(ctx, words.slice(0, 1000), { kinds, limit: MOST })
  return found.map(({ kind, id, title, path, relevance, quotation }) => {
    const score = Math.round(Math.min(1, relevance) * 100)
    return { kind, id, title, path, score, reason: quotation.slice(0, 400) }
  })
}

/** The technician's words come first: they saw it. */
export const wordsOf = (words: string, findings: Findings | null): string =>
  [
    words,
    findings?.equipment,
    ...(findings?.defects ?? []).flatMap((it) => [called[it.kind], it.text]),
  ]
    .filter(Boolean)
    .join(' ')

export async function searchAdvice(ctx: Context, { words }: { words: string }) {
  return { items: await suggest(ctx, words) }
}

const LOCK_OUT =
  /consign|verrouill|hors tension|absence de tension|lock-?out|vergrendel|spanningsvrij/i

/** The published procedure that makes things safe: by its name, else the one with the most gates. */
export async function readLockOut({ db }: Context<ProceduresTables>) {
  const rows = await db
    .selectFrom('procedures')
    .innerJoin('procedureSteps', 'procedureSteps.versionId', 'procedures.publishedId')
    .select(({ fn }) => [
      'procedures.id',
      'procedures.title',
      fn.count<number>('procedureSteps.id').as('gates'),
    ])
    .where('procedures.state', '=', 'active')
    .where('procedureSteps.isGate', '=', true)
    .groupBy(['procedures.id', 'procedures.title'])
    .orderBy('gates', 'desc')
    .orderBy('procedures.id')
    .limit(500)
    .execute()
  const found = rows.find((it) => LOCK_OUT.test(it.title)) ?? rows[0]
  return { procedure: found ? { id: found.id, title: found.title } : null }
}
