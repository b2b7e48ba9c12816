/** What may be found of procedures: everything that a published version says, step by step. */
import { indexDocument, unindexDocument } from '#core/search/api.ts'
import type { Context, DocumentKind } from '#kernel/module.ts'
import type { Step } from '../steps/contract.ts'
import type { Ctx } from './versions.ts'

export const PROCEDURE_DOCUMENT = 'maintenance.procedure'

type Written = {
  title: string
  description: string
  category: string
  tags: readonly string[]
  equipment: readonly string[]
}

/** As it may be quoted: sentences, one step after the other. */
const textOf = (
  it: Written,
  steps: readonly Pick<Step, 'title' | 'description' | 'instructions'>[],
) =>
  [
    it.description,
    ...steps.map((step) =>
      [step.title, step.description, step.instructions].filter(Boolean).join('. '),
    ),
    [it.category, ...it.tags, ...it.equipment].filter(Boolean).join(', '),
  ]
    .filter(Boolean)
    .join('\n')

export const procedureDocuments: DocumentKind = {
  text: 'procedures.document',
  may: 'procedures.read',

  async read(ctx: Ctx, ids) {
    const rows = await published(ctx)
      .where('procedures.id', 'in', [...ids])
      .execute()
    return withTexts(ctx, rows)
  },

  async list(ctx: Ctx, after, limit) {
    const rows = await published(ctx)
      .$if(after !== null, (query) => query.where('procedures.id', '>', after!))
      .orderBy('procedures.id')
      .limit(limit)
      .execute()
    return withTexts(ctx, rows)
  },
}

const published = ({ db }: Ctx) =>
  db
    .selectFrom('procedures')
    .innerJoin('procedureVersions', 'procedureVersions.id', 'procedures.publishedId')
    .select([
      'procedures.id',
      'procedureVersions.id as versionId',
      'procedureVersions.title',
      'procedureVersions.description',
      'procedureVersions.category',
      'procedureVersions.tags',
      'procedureVersions.equipment',
    ])
    .where('procedures.state', '=', 'active')

async function withTexts(
  { db }: Ctx,
  rows: readonly (Written & { id: string; versionId: string })[],
) {
  if (rows.length === 0) return []
  const steps = await db
    .selectFrom('procedureSteps')
    .select(['versionId', 'title', 'description', 'instructions'])
    .where(
      'versionId',
      'in',
      rows.map((it) => it.versionId),
    )
    .orderBy('versionId')
    .orderBy('place')
    .execute()
  const byVersion = Map.groupBy(steps, (it) => it.versionId)
  return rows.map((it) => ({
    id: it.id,
    title: it.title,
    text: textOf(it, byVersion.get(it.versionId) ?? []) || it.title,
    path: `/procedures/${it.id}` as const,
  }))
}

export const indexProcedure = (
  ctx: Context,
  id: string,
  version: Written,
  steps: readonly Step[],
) =>
  indexDocument(ctx, PROCEDURE_DOCUMENT, {
    id,
    title: version.title,
    text: textOf(version, steps) || version.title,
  })

export const unindexProcedure = (ctx: Context, id: string) =>
  unindexDocument(ctx, PROCEDURE_DOCUMENT, id)
