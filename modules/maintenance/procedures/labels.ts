/** What the library is filtered by: tags and kinds of equipment as rows, categories on the procedure itself. */
import { distinct, fold } from './folding.ts'
import type { Ctx } from './versions.ts'

type Labelled = { tags: readonly string[]; equipment: readonly string[] }

/** In place of those that were there. */
export async function writeLabels({ db }: Ctx, procedureId: string, it: Labelled): Promise<void> {
  await db.deleteFrom('procedureLabels').where('procedureId', '=', procedureId).execute()
  const rows = (['tag', 'equipment'] as const).flatMap((kind) =>
    distinct(kind === 'tag' ? it.tags : it.equipment).map((name) => ({
      procedureId,
      kind,
      folded: [...fold(name)].slice(0, 80).join(''),
      name,
    })),
  )
  if (rows.length > 0) await db.insertInto('procedureLabels').values(rows).execute()
}

/** Tags and equipment of these procedures. */
export async function labelsOf({ db }: Ctx, ids: readonly string[]) {
  const rows =
    ids.length === 0
      ? []
      : await db
          .selectFrom('procedureLabels')
          .select(['procedureId', 'kind', 'name'])
          .where('procedureId', 'in', [...ids])
          .orderBy('folded')
          .execute()
  return (id: string): { tags: string[]; equipment: string[] } => {
    const mine = rows.filter((it) => it.procedureId === id)
    const named = (kind: 'tag' | 'equipment') =>
      mine.filter((it) => it.kind === kind).map((it) => it.name)
    return { tags: named('tag'), equipment: named('equipment') }
  }
}

const MOST_FACETS = 60

/** Of what may be carried out. */
export async function facets({ db }: Ctx) {
  const categories = await db
    .selectFrom('procedures')
    .select(['category as name', ({ fn }) => fn.countAll<number>().as('count')])
    .where('state', '=', 'active')
    .where('publishedId', 'is not', null)
    .where('category', '<>', '')
    .groupBy('category')
    .orderBy('count', 'desc')
    .orderBy('category')
    .limit(MOST_FACETS)
    .execute()
  const labels = (kind: 'tag' | 'equipment') =>
    db
      .selectFrom('procedureLabels')
      .innerJoin('procedures', 'procedures.id', 'procedureLabels.procedureId')
      .select([
        ({ fn }) => fn.min('procedureLabels.name').as('name'),
        ({ fn }) => fn.countAll<number>().as('count'),
      ])
      .where('kind', '=', kind)
      .where('procedures.state', '=', 'active')
      .where('publishedId', 'is not', null)
      .groupBy('folded')
      .orderBy('count', 'desc')
      .orderBy('folded')
      .limit(MOST_FACETS)
      .execute()
  return { categories, tags: await labels('tag'), equipment: await labels('equipment') }
}
