/** Migrations: neutral steps, written once, run per part in each namespace under a ledger of their own. */
import type { Kysely } from 'kysely'
import { NOW, type Table, t } from './column.ts'
import { diff } from './diff.ts'
import { isMissingTable } from './faults.ts'
import type { Model, Step } from './ground.ts'
import type { Namespace } from './namespace.ts'
import { createTable } from './steps.ts'

export { addCheck, alterColumn, dropCheck, dropColumn, renameColumn } from './alter.ts'
export { diff }
export type { Model, Step } from './ground.ts'
export {
  addColumn,
  addIndex,
  addUnique,
  change,
  createTable,
  dropIndex,
  dropTable,
} from './steps.ts'

/** History: columns and limits are written out, never imported from code that moves on. */
export type Migration = { name: string; steps: readonly Step[] }
export type Migrated = { name: string; migrations: readonly Migration[] }

const ledger = createTable(
  '_migrations',
  { part: t.string(60), name: t.string(100), appliedAt: t.instant().default(NOW) },
  { primary: ['part', 'name'] },
)

/** What the migrations of these parts leave behind. */
export function model(parts: readonly Migrated[]): Model {
  const folded: Model = {}
  for (const { migrations } of parts) {
    for (const { steps } of migrations) for (const step of steps) step.fold(folded)
  }
  return folded
}

/** Empty when the migrations of these parts lead to their tables; else the steps that are missing. */
export function difference(
  parts: readonly (Migrated & { tables: Readonly<Record<string, Table<any>>> })[],
): string[] {
  return diff(model(parts), Object.assign({}, ...parts.map(({ tables }) => tables)))
}

/** Brings the given parts' tables of one namespace up to date; returns what it applied, as `part/name`. */
export async function migrate(
  namespace: Namespace<any>,
  parts: readonly Migrated[],
): Promise<string[]> {
  if (await isUpToDate(namespace, parts)) return []
  const { dialect, schema } = namespace
  return namespace.exclusively(async (db) => {
    await ledger.apply({ db, dialect, schema, model: {} })
    const done = await applied(db)
    const folded: Model = {}
    const names: string[] = []
    for (const part of parts) {
      for (const { name, steps } of part.migrations) {
        const isDone = done.has(`${part.name}/${name}`)
        for (const step of steps) {
          if (!isDone) await step.apply({ db, dialect, schema, model: folded })
          step.fold(folded)
        }
        if (isDone) continue
        await db.insertInto('_migrations').values({ part: part.name, name }).execute()
        names.push(`${part.name}/${name}`)
      }
    }
    return names
  })
}

async function isUpToDate({ reader }: Namespace<any>, parts: readonly Migrated[]) {
  try {
    const done = await applied(reader)
    return parts.every((part) =>
      part.migrations.every(({ name }) => done.has(`${part.name}/${name}`)),
    )
  } catch (error) {
    if (isMissingTable(error)) return false // no ledger yet
    throw error
  }
}

async function applied(db: Kysely<any>): Promise<Set<string>> {
  const rows = await db.selectFrom('_migrations').select(['part', 'name']).execute()
  return new Set(rows.map(({ part, name }) => `${part}/${name}`))
}
