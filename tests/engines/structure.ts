/** What a namespace really holds, in the words of the engine: to compare two of them. */
import { type Kysely, sql } from 'kysely'
import type { Dialect } from '#kernel/data/column.ts'
import type { Namespace } from '#kernel/data/engine.ts'

type Query = (schema: string) => ReturnType<typeof sql<{ line: string }>>

const queries: Record<Dialect, Query[]> = {
  sqlite: [
    () => sql`select 'column ' || m.name || '.' || p.name || ' ' || p.type || ' ' || p."notnull"
        || ' ' || coalesce(p.dflt_value, '') as line
      from sqlite_master m join pragma_table_info(m.name) p where m.type = 'table'`,
    () => sql`select 'index ' || m.name || ' ' || i.name || ' ' || i."unique" || ' '
        || coalesce((select group_concat(name) from pragma_index_info(i.name)), '') as line
      from sqlite_master m join pragma_index_list(m.name) i where m.type = 'table'`,
    () => sql`select 'key ' || m.name || '.' || f."from" || ' ' || f."table" || ' ' || f.on_delete as line
      from sqlite_master m join pragma_foreign_key_list(m.name) f where m.type = 'table'`,
  ],
  postgres: [
    (schema) => sql`select 'column ' || table_name || '.' || column_name || ' ' || data_type || ' '
        || is_nullable || ' ' || coalesce(column_default, '') as line
      from information_schema.columns where table_schema = ${schema}`,
    (schema) => sql`select 'index ' || replace(indexdef, ${schema}, '') as line
      from pg_catalog.pg_indexes where schemaname = ${schema}`,
    (schema) => sql`select 'constraint ' || conname || ' '
        || replace(pg_get_constraintdef(oid), ${schema}, '') as line
      from pg_catalog.pg_constraint where connamespace = ${schema}::regnamespace`,
  ],
  mariadb: [
    (schema) => sql`select concat_ws(' ', 'column', table_name, column_name, column_type,
        is_nullable, coalesce(column_default, '')) as line
      from information_schema.columns where table_schema = ${schema}`,
    (schema) => sql`select concat_ws(' ', 'index', table_name, index_name, non_unique,
        group_concat(column_name order by seq_in_index)) as line
      from information_schema.statistics where table_schema = ${schema}
      group by table_name, index_name, non_unique`,
    (
      schema,
    ) => sql`select concat_ws(' ', 'check', table_name, constraint_name, check_clause) as line
      from information_schema.check_constraints where constraint_schema = ${schema}`,
    (schema) => sql`select concat_ws(' ', 'key', constraint_name, table_name,
        referenced_table_name, delete_rule) as line
      from information_schema.referential_constraints where constraint_schema = ${schema}`,
  ],
}

export async function structureOf({ db, dialect, schema }: Namespace<any>): Promise<string[]> {
  const lines: string[] = []
  for (const query of queries[dialect]) {
    const { rows } = await query(schema ?? '').execute(db as Kysely<any>)
    lines.push(...rows.map(({ line }) => line))
  }
  return lines.toSorted()
}
