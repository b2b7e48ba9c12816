/** A workspace that holds nothing but documents, on the engine under test: what search is tried with. */
import { parts } from '#app/modules.ts'
import { indexDocument, type Indexed, unindexDocument } from '#core/search/api.ts'
import { locked, type Namespace } from '#kernel/data/engine.ts'
import { migrate } from '#kernel/data/migrate.ts'
import { SYSTEM } from '#kernel/context.ts'
import type { Context, Part } from '#kernel/module.ts'
import { openTestEngine } from './engines/engines.ts'

export const SHELF = 'library.book'

export async function openLibrary() {
  const place = await openTestEngine(undefined, { max: 8 })
  await place.engine.create('library')
  const use = <Result>(work: (namespace: Namespace) => Promise<Result>) =>
    place.engine.use<Result>('library', work)
  const { migrations } = parts.find(({ name }) => name === 'search')!.workspace!
  await use((namespace) => migrate(namespace, [{ name: 'search', migrations }]))

  const shelf = new Map<string, Indexed>()
  const library = {
    name: 'library',
    layer: 'core',
    documents: {
      [SHELF]: {
        text: '',
        may: 'library.read',
        read: async (_: Context, ids: readonly string[]) =>
          ids.flatMap((id) => {
            const it = shelf.get(id)
            return it ? [{ ...it, path: `/books/${id}` as const }] : []
          }),
        list: async () => [],
      },
    },
  } as unknown as Part

  const transact = <Result>(work: (ctx: Context) => Promise<Result>): Promise<Result> =>
    use((namespace) =>
      namespace.transact((db) => {
        const { dialect } = namespace
        const actor = { ...SYSTEM, permissions: new Set(['library.read']) }
        const ctx = { db, dialect, actor, parts: [library], workspace: { modules: [] } }
        return work({
          ...ctx,
          now: () => new Date(),
          locked: (query: { forUpdate(): any }) => locked(dialect, query),
        } as unknown as Context)
      }),
    )
  const add = (it: Indexed) => {
    shelf.set(it.id, it)
    return transact((ctx) => indexDocument(ctx, SHELF, it))
  }
  const remove = (id: string) => {
    shelf.delete(id)
    return transact((ctx) => unindexDocument(ctx, SHELF, id))
  }
  return { transact, shelf, add, remove, end: place.end }
}
