/** What leads from the migrations to the tables, as code for the next migration. */
import { isDeepStrictEqual } from 'node:util'
import type { ColumnSpec, TableSpec } from './column.ts'
import { NOW } from './column.ts'
import type { Model } from './ground.ts'

const code = (value: unknown) =>
  JSON.stringify(value, null, 1)
    .replaceAll(/\n\s*/g, ' ')
    .replaceAll(/\[ | \]/g, (bracket) => bracket.trim())
    .replaceAll(/"(\w+)":/g, '$1:')
    .replaceAll(/"((?:[^"\\']|\\.)*)"/g, "'$1'")

export function columnCode(spec: ColumnSpec): string {
  const words = [kindCode(spec)]
  if (spec.primary) words.push('primary()')
  if (spec.references) {
    const onDelete = spec.onDelete === 'restrict' ? '' : `, ${code(spec.onDelete)}`
    words.push(`references(${code(spec.references)}${onDelete})`)
  } else if (spec.index) {
    words.push('index()')
  }
  if (spec.unique) words.push('unique()')
  if (spec.default !== undefined) {
    words.push(`default(${spec.default === NOW ? 'NOW' : code(spec.default)})`)
  }
  if (spec.nullable) words.push('nullable()')
  return words.join('.')
}

function kindCode({ kind, oneOf, size }: ColumnSpec): string {
  if (oneOf) return `t.oneOf(${oneOf.map(code).join(', ')})`
  return `t.${kind}(${kind === 'string' && size !== 255 ? size : ''})`
}

function createCode(name: string, spec: TableSpec): string {
  const columns = Object.entries(spec.columns)
  const keys = columns.filter(([, { primary }]) => primary).map(([column]) => column)
  const extras = {
    ...(!isDeepStrictEqual(keys, spec.primary) && { primary: spec.primary }),
    ...(spec.indexes.length > 0 && { indexes: spec.indexes }),
    ...(spec.uniques.length > 0 && { uniques: spec.uniques }),
    ...(Object.keys(spec.checks).length > 0 && { checks: spec.checks }),
  }
  const lines = columns.map(([column, it]) => `  ${column}: ${columnCode(it)},\n`).join('')
  const tail = Object.keys(extras).length > 0 ? `, ${code(extras)}` : ''
  return `createTable(${code(name)}, {\n${lines}}${tail}),`
}

function tableDiff(name: string, old: TableSpec, spec: TableSpec): string[] {
  const at = (...values: unknown[]) => [name, ...values].map(code).join(', ')
  const lines: string[] = []
  const missing = (list: string[][], from: string[][]) =>
    list.filter((it) => !from.some((other) => isDeepStrictEqual(it, other)))

  for (const columns of missing(old.indexes, spec.indexes)) lines.push(`dropIndex(${at(columns)}),`)
  for (const columns of missing(old.uniques, spec.uniques)) {
    lines.push(`dropIndex(${at(columns, true)}),`)
  }
  for (const [check, text] of Object.entries(old.checks)) {
    if (spec.checks[check] !== text) lines.push(`dropCheck(${at(check)}),`)
  }
  for (const [column, it] of Object.entries(spec.columns)) {
    const before = old.columns[column]
    if (!before) lines.push(`addColumn(${at(column)}, ${columnCode(it)}),`)
    else if (!isDeepStrictEqual(before, it)) {
      lines.push(`alterColumn(${at(column)}, ${columnCode(it)}), // was ${columnCode(before)}`)
    }
  }
  for (const column of Object.keys(old.columns)) {
    if (!spec.columns[column]) lines.push(`dropColumn(${at(column)}), // or renameColumn`)
  }
  if (!isDeepStrictEqual(old.primary, spec.primary)) {
    lines.push(`// ${name}: its primary key cannot change; make a new table and copy the rows`)
  }
  for (const columns of missing(spec.indexes, old.indexes)) lines.push(`addIndex(${at(columns)}),`)
  for (const columns of missing(spec.uniques, old.uniques)) lines.push(`addUnique(${at(columns)}),`)
  for (const [check, text] of Object.entries(spec.checks)) {
    if (old.checks[check] !== text) lines.push(`addCheck(${at(check, text)}),`)
  }
  return lines
}

/** Empty when the model is the tables. */
export function diff(model: Model, tables: Readonly<Record<string, TableSpec>>): string[] {
  const lines = Object.entries(tables).flatMap(([name, spec]) => {
    const old = model[name]
    return old ? tableDiff(name, old, spec) : [createCode(name, spec)]
  })
  const dropped = Object.keys(model).filter((name) => !tables[name])
  return [...lines, ...dropped.map((name) => `dropTable(${code(name)}),`)]
}
