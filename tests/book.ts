/** A book of accounts on the engine under test, without the rest of the product. */
import { parts } from '#app/modules.ts'
import { openAccount } from '#core/ledger/api.ts'
import { migrate } from '#kernel/data/migrate.ts'
import { locked, type Namespace } from '#kernel/data/engine.ts'
import type { Context } from '#kernel/module.ts'
import { openTestEngine } from './engines/engines.ts'

export type LedgerContext = Pick<Context<any>, 'db' | 'dialect' | 'now' | 'locked'>

export const BOOK = 'hours'
export const LIMITS = { lowest: -300, highest: 600 }

export async function openBook() {
  const place = await openTestEngine(undefined, { max: 8 })
  await place.engine.create('book')
  const use = <Result>(work: (namespace: Namespace) => Promise<Result>) =>
    place.engine.use<Result>('book', work)
  const { migrations } = parts.find(({ name }) => name === 'ledger')!.workspace!
  await use((namespace) => migrate(namespace, [{ name: 'ledger', migrations }]))

  /** One transaction, as an endpoint's. `wrap` may give the work another handle, to make it fail. */
  const transact = <Result>(
    work: (ctx: LedgerContext) => Promise<Result>,
    wrap: (db: LedgerContext['db']) => LedgerContext['db'] = (db) => db,
  ) =>
    use((namespace) =>
      namespace.transact((db) => {
        const { dialect } = namespace
        const ctx = { db: wrap(db), dialect, now: () => new Date() }
        return work({ ...ctx, locked: (query) => locked(dialect, query) })
      }),
    )
  const open = (
    owner: string,
    limits: { lowest: number | null; highest: number | null } = LIMITS,
  ) => transact((ctx) => openAccount(ctx, { book: BOOK, owner, ...limits }))

  return { transact, open, end: place.end }
}
