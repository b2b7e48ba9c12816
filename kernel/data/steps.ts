/** The steps of a migration: neutral, written once, each safe to run again. */
import type { Kysely } from 'kysely'
import type { Column, Columns, Dialect, Extras } from './column.ts'
import { NOW, table } from './column.ts'
import * as ddl from './ddl.ts'
import {
  addForeignKey,
  alter,
  dropIndexes,
  hasColumn,
  known,
  rebuild,
  run,
  type Step,
  tableAt,
} from './ground.ts'

export function createTable(name: string, columns: Columns, extras?: Extras): Step {
  const { fields: _, ...spec } = table(columns, extras)
  return {
    fold(model) {
      model[name] = structuredClone(spec)
    },
    async apply(ground) {
      for (const text of ddl.createTable(ground.dialect, ground.schema, name, spec)) {
        await run(ground, text)
      }
    },
  }
}

export const dropTable = (name: string): Step => ({
  fold(model) {
    delete model[name]
  },
  async apply(ground) {
    await run(ground, `drop table if exists ${tableAt(ground, name)}`)
  },
})

/** Rows that are there already need a value: the column is nullable or has a default. */
export function addColumn(name: string, column: string, { spec }: Column<any, any>): Step {
  if (!spec.nullable && spec.default === undefined) {
    throw new Error(`addColumn ${name}.${column}: make it nullable or give it a default`)
  }
  const step: Step = {
    fold(model) {
      known(model, name).columns[column] = spec
    },
    async apply(ground) {
      const { dialect, schema } = ground
      if (!(await hasColumn(ground, name, column))) {
        // SQLite adds neither a foreign key nor a default that is an expression to a table with rows.
        const byCopy = spec.default === NOW || spec.references !== undefined
        if (dialect === 'sqlite' && byCopy) return rebuild(ground, name, step)
        const type = ddl.columnType(dialect, name, column, spec)
        await alter(ground, name, `add column ${ddl.quoteName(dialect, column)} ${type}`)
      }
      if (dialect !== 'sqlite') await addForeignKey(ground, name, column, spec)
      for (const index of ddl.indexesOf({
        columns: { [column]: spec },
        indexes: [],
        uniques: [],
      })) {
        await run(ground, ddl.createIndex(dialect, schema, name, index))
      }
    },
  }
  return step
}

export const addIndex = (name: string, columns: string[]) => indexStep(name, columns, false)
export const addUnique = (name: string, columns: string[]) => indexStep(name, columns, true)

function indexStep(name: string, columns: string[], unique: boolean): Step {
  return {
    fold(model) {
      const spec = known(model, name)
      ;(unique ? spec.uniques : spec.indexes).push(columns)
    },
    async apply(ground) {
      await run(ground, ddl.createIndex(ground.dialect, ground.schema, name, { columns, unique }))
    },
  }
}

/** Also for `.index()` and `.unique()` of a column, which then leaves its words. */
export function dropIndex(name: string, columns: string[], unique = false): Step {
  const others = (list: string[][]) => list.filter((it) => it.join() !== columns.join())
  return {
    fold(model) {
      const spec = known(model, name)
      if (unique) spec.uniques = others(spec.uniques)
      else spec.indexes = others(spec.indexes)
      const [single, second] = columns
      if (single === undefined || second !== undefined) return
      const { [unique ? 'unique' : 'index']: _, ...rest } = spec.columns[single]!
      spec.columns[single] = rest
    },
    apply: (ground) => dropIndexes(ground, name, [{ columns, unique }]),
  }
}

/** A change of rows; written so that a second run changes nothing (MariaDB may ask for it after a crash). */
export const change = (work: (db: Kysely<any>, dialect: Dialect) => Promise<unknown>): Step => ({
  fold() {},
  async apply({ db, dialect }) {
    await work(db, dialect)
  },
})
