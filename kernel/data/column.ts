/** Tables, written once: they give the row types and the DDL of three engines. */
import type { ColumnType } from 'kysely'

export type Dialect = 'sqlite' | 'postgres' | 'mariadb'
export type Kind =
  | 'uuid'
  | 'string'
  | 'text'
  | 'int'
  | 'int64'
  | 'cents'
  | 'real'
  | 'boolean'
  | 'instant'
  | 'day'
  | 'json'
  | 'bytes'
export type OnDelete = 'cascade' | 'set null' | 'restrict'

/** A column without its types: what migrations store, compare and turn into DDL. */
export type ColumnSpec = {
  kind: Kind
  /** Characters (code points), for `string`. */
  size?: number
  primary?: boolean
  nullable?: boolean
  unique?: boolean
  index?: boolean
  default?: string | number | boolean
  /** `table` (its `id`) or `table.column`. */
  references?: string
  onDelete?: OnDelete
  oneOf?: readonly string[]
}
export type TableSpec = {
  columns: Record<string, ColumnSpec>
  primary: string[]
  indexes: string[][]
  uniques: string[][]
  checks: Record<string, string>
}

/** As a default: the moment of the insert, by the database's clock. */
export const NOW = '(now)'

export class Column<Out, In = Out> {
  declare readonly '~': { out: Out; in: In }
  readonly spec: ColumnSpec

  constructor(spec: ColumnSpec) {
    this.spec = spec
  }
  primary() {
    return this.#with({ primary: true })
  }
  nullable() {
    return this.#with<Out | null, In | null | undefined>({ nullable: true })
  }
  unique() {
    return this.#with({ unique: true })
  }
  index() {
    return this.#with({ index: true })
  }
  default(value: Extract<Out, string | number | boolean> | typeof NOW) {
    return this.#with<Out, In | undefined>({ default: value as string })
  }
  /** A foreign key, with its index: only MariaDB would make one by itself. */
  references(target: string, onDelete: OnDelete = 'restrict') {
    return this.#with({ references: target, onDelete, index: true })
  }
  #with<O = Out, I = In>(more: Partial<ColumnSpec>) {
    return new Column<O, I>({ ...this.spec, ...more })
  }
}

const column = <Out>(kind: Kind, more: Partial<ColumnSpec> = {}) =>
  new Column<Out>({ kind, ...more })

export const t = {
  /** Lower case, with dashes. */
  uuid: () => column<string>('uuid'),
  /** At most `size` characters; can be indexed up to 767 of them (MariaDB's 3072 bytes). */
  string: (size = 255) => column<string>('string', { size }),
  /** Of any length, not indexable. */
  text: () => column<string>('text'),
  /** 32 bits, signed. */
  int: () => column<number>('int'),
  /** 64 bits in the database, within ±(2^53 − 1): the integers that a JavaScript number holds. */
  int64: () => column<number>('int64'),
  /** Money, in integer cents; the same limits as `int64`. */
  cents: () => column<number>('cents'),
  /** A double; finite, and -0 is 0. */
  real: () => column<number>('real'),
  boolean: () => column<boolean>('boolean'),
  /** A moment in UTC with milliseconds, years 1000 to 9999 (MariaDB's limits). */
  instant: () => column<Date>('instant'),
  /** A calendar day without time zone, `2026-11-21`. */
  day: () => column<string>('day'),
  /** An object or a list; kept as text, so the order of keys stays. */
  json: <T extends object = Record<string, unknown>>() => column<T>('json'),
  bytes: () => column<Uint8Array>('bytes'),
  oneOf: <const V extends readonly [string, ...string[]]>(...values: V) =>
    column<V[number]>('string', {
      oneOf: values,
      size: Math.max(...values.map((value) => value.length), 20),
    }),
}

export type Columns = Record<string, Column<any, any>>
export type Extras = {
  /** When no column is `.primary()`: the columns of a composite key. */
  primary?: string[]
  indexes?: string[][]
  uniques?: string[][]
  /** Name → SQL that the three engines read alike; camelCase names become columns. No `between`. */
  checks?: Record<string, string>
}
export type Table<C extends Columns = Columns> = TableSpec & { fields: C }

export type TableOf<C extends Columns> = {
  [Name in keyof C]: ColumnType<
    C[Name]['~']['out'],
    C[Name]['~']['in'],
    Exclude<C[Name]['~']['in'], undefined>
  >
}
export type RowOf<T extends Table<any>> = {
  [Name in keyof T['fields']]: T['fields'][Name]['~']['out']
}
/** Kysely's type of a set of tables: `Kysely<DatabaseOf<typeof tables>>`. */
export type DatabaseOf<T extends Record<string, Table<any>>> = {
  [Name in keyof T]: TableOf<T[Name]['fields']>
}

const CODE_NAME = /^_?[a-z][A-Za-z0-9]*$/

export function table<C extends Columns>(fields: C, extras: Extras = {}): Table<C> {
  const columns: Record<string, ColumnSpec> = {}
  for (const [name, { spec }] of Object.entries(fields)) {
    if (!CODE_NAME.test(name)) throw new Error(`column ${name}: write names in camelCase`)
    columns[name] = spec
  }
  const keys = Object.keys(columns).filter((name) => columns[name]!.primary)
  const { primary = keys, indexes = [], uniques = [], checks = {} } = extras
  if (primary.length === 0) throw new Error('a table needs a primary key')
  return { fields, columns, primary, indexes, uniques, checks }
}
