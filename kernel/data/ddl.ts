/** The words of each engine for a table: everything that creates or changes one is spelled here. */
import { createHash } from 'node:crypto'
import type { ColumnSpec, Dialect, Kind, TableSpec } from './column.ts'
import { NOW } from './column.ts'
import { snakeCase } from './names.ts'

/** MariaDB indexes at most 3072 bytes, four per character; one more is kept for the check of the size. */
const INDEXABLE = 767

type Types = Record<Kind, string>
/** SQLite's names give the column its affinity and tell sqlite.ts how to decode it. */
const sqlite: Types = {
  uuid: 'text',
  string: 'text',
  text: 'text',
  int: 'integer',
  int64: 'integer',
  cents: 'integer',
  real: 'real',
  boolean: 'boolean_int',
  instant: 'instant_text',
  day: 'text',
  json: 'json_text',
  bytes: 'blob',
}
const postgres: Types = {
  uuid: 'uuid',
  string: 'text collate "C"',
  text: 'text collate "C"',
  int: 'integer',
  int64: 'bigint',
  cents: 'bigint',
  real: 'double precision',
  boolean: 'boolean',
  instant: 'timestamptz(3)',
  day: 'date',
  json: 'json',
  bytes: 'bytea',
}
const mariadb: Types = {
  uuid: 'char(36) character set ascii collate ascii_bin',
  string: 'longtext',
  text: 'longtext',
  int: 'int',
  int64: 'bigint',
  cents: 'bigint',
  real: 'double',
  boolean: 'tinyint(1)',
  instant: 'datetime(3)',
  day: 'date',
  json: 'json',
  bytes: 'longblob',
}
const types = { sqlite, postgres, mariadb }
const nows: Record<Dialect, string> = {
  sqlite: "(strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))",
  postgres: 'now()',
  mariadb: 'current_timestamp(3)',
}

export const wrapped = (dialect: Dialect, word: string) =>
  dialect === 'mariadb' ? `\`${word}\`` : `"${word}"`
export const quoteName = (dialect: Dialect, name: string) => wrapped(dialect, snakeCase(name))
export const quoteNames = (dialect: Dialect, names: readonly string[]) =>
  names.map((name) => quoteName(dialect, name)).join(', ')
export const quoteTable = (dialect: Dialect, schema: string | null, name: string) =>
  (schema === null ? '' : `${wrapped(dialect, schema)}.`) + quoteName(dialect, name)

function literal(dialect: Dialect, value: string | number | boolean): string {
  if (typeof value === 'boolean' && dialect === 'sqlite') return String(Number(value))
  if (typeof value !== 'string') return String(value)
  const text = dialect === 'mariadb' ? value.replaceAll('\\', '\\\\') : value
  return `'${text.replaceAll("'", "''")}'`
}

/** PostgreSQL cuts names at 63 bytes, MariaDB refuses them past 64. */
function constraintName(...words: string[]): string {
  const name = words.map(snakeCase).join('_')
  if (name.length <= 60) return name
  return `${name.slice(0, 51)}_${createHash('sha256').update(name).digest('hex').slice(0, 8)}`
}
export const checkName = (table: string, check: string) => constraintName(table, check, 'check')
export const foreignKeyName = (table: string, column: string) => constraintName(table, column, 'fk')
export const indexName = (table: string, columns: readonly string[], unique: boolean) =>
  constraintName(table, ...columns, unique ? 'key' : 'idx')

/** What a column refuses beyond its type, so that the three engines refuse alike. */
function columnCheck(dialect: Dialect, name: string, spec: ColumnSpec): string | undefined {
  const column = quoteName(dialect, name)
  const { oneOf, kind, size } = spec
  if (oneOf) return `${column} in (${oneOf.map((value) => literal(dialect, value)).join(', ')})`
  switch (kind) {
    case 'string':
      return dialect === 'sqlite'
        ? `length(${column}) <= ${size}`
        : `char_length(${column}) <= ${size}`
    case 'int64':
    case 'cents': {
      const limits = `${column} >= -9007199254740991 and ${column} <= 9007199254740991`
      return dialect === 'sqlite' ? `typeof(${column}) = 'integer' and ${limits}` : limits
    }
    case 'int':
      if (dialect !== 'sqlite') return undefined
      return `typeof(${column}) = 'integer' and ${column} >= -2147483648 and ${column} <= 2147483647`
    case 'uuid': {
      if (dialect === 'postgres') return undefined
      if (dialect === 'sqlite') {
        const shape = '????????-????-????-????-????????????'
        return `${column} glob '${shape}' and ${column} not glob '*[^0-9a-f-]*'`
      }
      return `${column} regexp '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'`
    }
    case 'boolean':
      return dialect === 'postgres' ? undefined : `${column} in (0, 1)`
    case 'day':
      return dialect === 'sqlite' ? `${column} is date(${column})` : undefined
    default:
      return undefined
  }
}

function sqlType(dialect: Dialect, { kind, size = 0 }: ColumnSpec): string {
  // One character more than allowed: both servers would cut surplus spaces silently instead of refusing.
  if (dialect === 'mariadb' && kind === 'string' && size <= INDEXABLE) return `varchar(${size + 1})`
  return types[dialect][kind]
}

const defaultText = (dialect: Dialect, value: NonNullable<ColumnSpec['default']>) =>
  value === NOW ? nows[dialect] : literal(dialect, value)

/** The text after a column's name. */
export function columnType(dialect: Dialect, table: string, name: string, spec: ColumnSpec) {
  const words = [sqlType(dialect, spec), spec.nullable ? 'null' : 'not null']
  if (spec.default !== undefined) words.push(`default ${defaultText(dialect, spec.default)}`)
  const check = columnCheck(dialect, name, spec)
  if (check) {
    // MariaDB names a column's check after the column.
    if (dialect !== 'mariadb') words.push(`constraint "${checkName(table, name)}"`)
    words.push(
      `check (${spec.nullable ? `${quoteName(dialect, name)} is null or (${check})` : check})`,
    )
  }
  return words.join(' ')
}

/** PostgreSQL changes a column word by word; its check was dropped before. */
export function columnChanges(table: string, name: string, spec: ColumnSpec): string[] {
  const column = `alter column ${quoteName('postgres', name)}`
  const check = columnCheck('postgres', name, spec)
  const isWide = spec.kind === 'int64' || spec.kind === 'cents'
  return [
    ...(isWide ? [`${column} type bigint`] : []),
    spec.default === undefined
      ? `${column} drop default`
      : `${column} set default ${defaultText('postgres', spec.default)}`,
    `${column} ${spec.nullable ? 'drop' : 'set'} not null`,
    ...(check ? [`add constraint "${checkName(table, name)}" check (${check})`] : []),
  ]
}

/** Words outside quotes in camelCase are columns. */
export const checkText = (expression: string) =>
  expression.replace(/'[^']*'|[A-Za-z_]\w*/g, (word) => (word[0] === "'" ? word : snakeCase(word)))

export function foreignKey(
  dialect: Dialect,
  schema: string | null,
  table: string,
  name: string,
  spec: ColumnSpec,
): string {
  const [target = '', column = 'id'] = spec.references!.split('.')
  return [
    `constraint ${wrapped(dialect, foreignKeyName(table, name))}`,
    `foreign key (${quoteName(dialect, name)})`,
    `references ${quoteTable(dialect, schema, target)} (${quoteName(dialect, column)})`,
    `on delete ${spec.onDelete ?? 'restrict'}`,
    // A copy of a whole namespace inserts rows before those they refer to.
    ...(dialect === 'postgres' ? ['deferrable'] : []),
  ].join(' ')
}

export type Index = { columns: readonly string[]; unique: boolean }
export function indexesOf(spec: Pick<TableSpec, 'columns' | 'indexes' | 'uniques'>): Index[] {
  const columns = Object.entries(spec.columns)
  const single = columns.filter(([, { index, unique }]) => index && !unique)
  const alone = columns.filter(([, { unique }]) => unique)
  return [
    ...single.map(([name]) => ({ columns: [name], unique: false })),
    ...spec.indexes.map((names) => ({ columns: names, unique: false })),
    ...alone.map(([name]) => ({ columns: [name], unique: true })),
    ...spec.uniques.map((names) => ({ columns: names, unique: true })),
  ]
}

export function createIndex(
  dialect: Dialect,
  schema: string | null,
  table: string,
  { columns, unique }: Index,
): string {
  const name = wrapped(dialect, indexName(table, columns, unique))
  const place = `${quoteTable(dialect, schema, table)} (${quoteNames(dialect, columns)})`
  return `create ${unique ? 'unique ' : ''}index if not exists ${name} on ${place}`
}

/** The statements that make a table with its indexes; `name` differs from `table` while it is rebuilt. */
export function createTable(
  dialect: Dialect,
  schema: string | null,
  table: string,
  spec: TableSpec,
  name = table,
): string[] {
  const columns = Object.entries(spec.columns)
  const indexes = indexesOf(spec)
  const lines = [
    ...columns.map(
      ([column, it]) => `${quoteName(dialect, column)} ${columnType(dialect, table, column, it)}`,
    ),
    `primary key (${quoteNames(dialect, spec.primary)})`,
    ...columns
      .filter(([, { references }]) => references)
      .map(([column, it]) => foreignKey(dialect, schema, table, column, it)),
    ...Object.entries(spec.checks).map(
      ([check, expression]) =>
        `constraint ${wrapped(dialect, checkName(table, check))} check (${checkText(expression)})`,
    ),
  ]
  if (dialect === 'mariadb') {
    // Within the same statement: each DDL of its own costs milliseconds there.
    for (const { columns: names, unique } of indexes) {
      const index = wrapped(dialect, indexName(table, names, unique))
      lines.push(`${unique ? 'unique ' : ''}key ${index} (${quoteNames(dialect, names)})`)
    }
  }
  const head = `create table if not exists ${quoteTable(dialect, schema, name)}`
  const tail = dialect === 'mariadb' ? ' engine = innodb' : ''
  const create = `${head} (\n  ${lines.join(',\n  ')}\n)${tail}`
  if (dialect === 'mariadb' || name !== table) return [create]
  return [create, ...indexes.map((index) => createIndex(dialect, schema, table, index))]
}
