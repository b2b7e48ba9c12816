/** A book of accounts on the engine under test, without the rest of the product. */
import { migrate } from '#kernel/data/migrate.ts'
import { locked, type Namespace } from '#kernel/data/engine.ts'
import type { Context } from '#kernel/module.ts'
import { openTestEngine } from '#tests/engines/engines.ts'
import { openAccount } from './api.ts'
import ledger from './migrations/001-ledger.ts'
import type { LedgerTables } from './tables.ts'

export type LedgerContext = Pick<Context<any>, 'db' | 'dialect' | 'now' | 'locked'>

export const BOOK = 'hours'
export const LIMITS = { lowest: -300, highest: 600 }

export async function openBook() {
  const place = await openTestEngine(undefined, { max: 8 })
  await place.engine.create('book')
  const use = <Result>(work: (namespace: Namespace<LedgerTables>) => Promise<Result>) =>
    place.engine.use<Result, LedgerTables>('book', work)
  await use((namespace) => migrate(namespace, [{ name: 'ledger', migrations: [ledger] }]))

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
