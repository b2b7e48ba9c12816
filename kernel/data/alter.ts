/** Steps that change what a table already has. SQLite copies the table; the servers alter it. */
import type { Column, ColumnSpec, TableSpec } from './column.ts'
import * as ddl from './ddl.ts'
import {
  addForeignKey,
  alter,
  dropConstraint,
  dropForeignKey,
  dropIndexes,
  type Ground,
  hasColumn,
  known,
  rebuild,
  run,
  type Step,
} from './ground.ts'

/** Indexes and checks that name the column are dropped by their own steps before. */
export function dropColumn(name: string, column: string): Step {
  const step: Step = {
    fold(model) {
      delete known(model, name).columns[column]
    },
    async apply(ground) {
      if (!(await hasColumn(ground, name, column))) return
      if (ground.dialect === 'sqlite') return rebuild(ground, name, step)
      if (known(ground.model, name).columns[column]?.references) {
        await dropForeignKey(ground, name, column)
      }
      await alter(ground, name, `drop column ${ddl.quoteName(ground.dialect, column)}`)
    },
  }
  return step
}

/** PostgreSQL stores these pairs alike, or widens the first to the second by itself. */
const WIDENS = new Set([
  'string text',
  'text string',
  'int int64',
  'int cents',
  'int64 cents',
  'cents int64',
])

/** Gives a column another size, default, set of values, index or target; or lets it be null or not. */
export function alterColumn(name: string, column: string, { spec }: Column<any, any>): Step {
  const step: Step = {
    fold(model) {
      const { columns } = known(model, name)
      const old = columns[column]?.kind
      if (old !== spec.kind && !WIDENS.has(`${old} ${spec.kind}`)) {
        throw new Error(`${name}.${column} cannot change from ${old} to ${spec.kind}`)
      }
      columns[column] = spec
    },
    async apply(ground) {
      const { dialect, schema } = ground
      if (dialect === 'sqlite') return rebuild(ground, name, step)
      await dropForeignKey(ground, name, column)
      if (dialect === 'mariadb') {
        const type = ddl.columnType(dialect, name, column, spec)
        await alter(ground, name, `modify column ${ddl.quoteName(dialect, column)} ${type}`)
      } else {
        await dropConstraint(ground, name, ddl.checkName(name, column))
        for (const words of ddl.columnChanges(name, column, spec)) await alter(ground, name, words)
      }
      const old = known(ground.model, name).columns[column]!
      const [before, after] = [old, spec].map((it) => ddl.indexesOf(alone(column, it)))
      for (const index of after!) await run(ground, ddl.createIndex(dialect, schema, name, index))
      const isGone = (index: ddl.Index) => !after!.some((it) => it.unique === index.unique)
      await dropIndexes(ground, name, before!.filter(isGone))
      await addForeignKey(ground, name, column, spec)
    },
  }
  return step
}
const alone = (column: string, spec: ColumnSpec) => ({
  columns: { [column]: spec },
  indexes: [],
  uniques: [],
})

export function addCheck(name: string, check: string, expression: string): Step {
  const step: Step = {
    fold(model) {
      known(model, name).checks[check] = expression
    },
    async apply(ground) {
      if (ground.dialect === 'sqlite') return rebuild(ground, name, step)
      const constraint = ddl.checkName(name, check)
      await dropConstraint(ground, name, constraint)
      const quoted = ddl.wrapped(ground.dialect, constraint)
      const text = `constraint ${quoted} check (${ddl.checkText(expression)})`
      await alter(ground, name, `add ${text}`)
    },
  }
  return step
}

export function dropCheck(name: string, check: string): Step {
  const step: Step = {
    fold(model) {
      delete known(model, name).checks[check]
    },
    async apply(ground) {
      if (ground.dialect === 'sqlite') return rebuild(ground, name, step)
      await dropConstraint(ground, name, ddl.checkName(name, check))
    },
  }
  return step
}

const indexesWith = (spec: TableSpec, column: string) =>
  ddl.indexesOf(spec).filter(({ columns }) => columns.includes(column))

/** Checks that name the column, and references to it by name, are dropped by their own steps before. */
export function renameColumn(name: string, from: string, to: string): Step {
  const step: Step = {
    fold(model) {
      const spec = known(model, name)
      const swap = (columns: string[]) => columns.map((column) => (column === from ? to : column))
      const entries = Object.entries(spec.columns)
      spec.columns = Object.fromEntries(
        entries.map(([column, it]) => [column === from ? to : column, it]),
      )
      spec.primary = swap(spec.primary)
      spec.indexes = spec.indexes.map(swap)
      spec.uniques = spec.uniques.map(swap)
    },
    async apply(ground) {
      const { dialect, schema } = ground
      const spec = known(ground.model, name)
      const column = spec.columns[from]!
      const isThere = await hasColumn(ground, name, from)
      if (dialect === 'sqlite') {
        if (isThere) await rebuild(ground, name, step, { [to]: from })
        return
      }
      await dropForeignKey(ground, name, from)
      if (isThere) await rename(ground, name, from, to, spec)
      await addForeignKey(ground, name, to, column)
      const next = structuredClone(ground.model)
      step.fold(next)
      for (const index of indexesWith(known(next, name), to)) {
        await run(ground, ddl.createIndex(dialect, schema, name, index))
      }
      await dropIndexes(ground, name, indexesWith(spec, from))
    },
  }
  return step
}

async function rename(ground: Ground, name: string, from: string, to: string, spec: TableSpec) {
  const { dialect } = ground
  const [old, next] = [ddl.quoteName(dialect, from), ddl.quoteName(dialect, to)]
  const column = spec.columns[from]!
  if (dialect === 'mariadb') {
    // Spelled out whole, because the column's own check names it.
    const type = ddl.columnType(dialect, name, to, column)
    return alter(ground, name, `change column ${old} ${next} ${type}`)
  }
  await dropConstraint(ground, name, ddl.checkName(name, from))
  await alter(ground, name, `rename column ${old} to ${next}`)
  for (const words of ddl.columnChanges(name, to, column)) await alter(ground, name, words)
}
