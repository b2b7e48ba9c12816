/** An engine that gives emptied namespaces again instead of making new ones: on servers, tables are slow to create. */
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Engine } from '#kernel/data/engine.ts'
import { type Namespace, NoSuchNamespace } from '#kernel/data/namespace.ts'
import type { Snapshot } from '#kernel/data/snapshots.ts'
import type { Part } from '#kernel/module.ts'

export class RecyclingEngine implements Engine {
  readonly #engine: Engine
  /** The name a test asked for → the namespace it got. */
  readonly #given = new Map<string, string>()
  readonly #free = new Map<string, string[]>()
  #made = 0
  /** Says which tables the namespaces have: those with other tables never stand in for each other. */
  #tables = ''

  constructor(engine: Engine) {
    this.#engine = engine
  }

  /** From now on namespaces are for the tables of these parts. */
  serve(parts: readonly Part[]): void {
    const names = parts.flatMap(({ name, registry, workspace }) =>
      [...(registry?.migrations ?? []), ...(workspace?.migrations ?? [])].map(
        (it) => `${name}/${it.name}`,
      ),
    )
    this.#tables = createHash('sha256').update(names.join()).digest('hex').slice(0, 6)
  }

  #shelve(given: string) {
    const sort = given.replace(/_\d+$/, '')
    this.#free.set(sort, [...(this.#free.get(sort) ?? []), given])
  }

  get dialect() {
    return this.#engine.dialect
  }

  async use<R, DB = any>(name: string, work: (namespace: Namespace<DB>) => Promise<R>): Promise<R> {
    const given = this.#given.get(name)
    if (!given) throw new NoSuchNamespace(name)
    return this.#engine.use(given, work)
  }

  async create(name: string): Promise<void> {
    if (this.#given.has(name)) return
    const sort = this.#sortOf(name)
    const again = this.#free.get(sort)?.pop()
    const given = again ?? `${sort}_${++this.#made}`
    if (!again) await this.#engine.create(given)
    this.#given.set(name, given)
  }

  async drop(name: string): Promise<void> {
    const given = this.#given.get(name)
    if (!given) return
    this.#given.delete(name)
    await this.#engine.use(given, emptied)
    this.#shelve(given)
  }

  /** Every namespace back on the shelf, empty. */
  async dropAll(): Promise<void> {
    for (const name of [...this.#given.keys()]) await this.drop(name)
  }

  size(name: string): Promise<number> {
    return this.#engine.size(this.#given.get(name) ?? name)
  }

  scrub(name: string): Promise<void> {
    return this.#engine.scrub(this.#given.get(name) ?? name)
  }

  exists(name: string): Promise<boolean> {
    return Promise.resolve(this.#given.has(name))
  }

  list(prefix = ''): Promise<string[]> {
    return Promise.resolve([...this.#given.keys()].filter((it) => it.startsWith(prefix)).sort())
  }

  snapshot<R>(names: readonly string[], work: (of: Snapshot) => Promise<R>): Promise<R> {
    const given = (name: string) => this.#given.get(name) ?? name
    return this.#engine.snapshot(names.map(given), (of) => work((name) => of(given(name))))
  }

  close(): Promise<void> {
    return this.#engine.close()
  }

  #sortOf(name: string) {
    return `${name === 'registry' ? 'registry' : 'w'}_${this.#tables}`
  }
}

const tables = new Map<string, string[]>()

async function emptied(namespace: Namespace<any>): Promise<void> {
  const names = await tablesOf(namespace)
  if (namespace.dialect === 'postgres') {
    await sql.raw(emptying(namespace.schema!, names)).execute(namespace.db)
    return
  }
  await namespace.transact(async (db) => {
    const isFile = namespace.dialect === 'sqlite'
    await (isFile ? sql`pragma defer_foreign_keys = on` : sql`set foreign_key_checks = 0`).execute(
      db,
    )
    for (const name of names) await db.deleteFrom(name).execute()
    if (!isFile) await sql`set foreign_key_checks = 1`.execute(db)
  })
}

/**
 * `truncate` gives each table a new file, half a second for a hundred of them; a few rows are deleted in milliseconds.
 * Foreign keys are triggers, which only a superuser may set aside: for others, truncate it is.
 */
const emptying = (schema: string, names: readonly string[]) => {
  const all = names.map((name) => `"${schema}"."${name}"`)
  return `do $$ begin
    if current_setting('is_superuser') = 'on' then
      set local session_replication_role = replica;
      ${all.map((name) => `delete from ${name};`).join('\n')}
    else
      truncate ${all.join()};
    end if;
  end $$`
}

/** Tables of a namespace, its own ledger of migrations aside; asked again when a module added some. */
async function tablesOf(namespace: Namespace<any>): Promise<string[]> {
  const ledger = await namespace.db.selectFrom('_migrations').selectAll().execute()
  const key = `${namespace.dialect} ${namespace.name} ${ledger.length}`
  const known = tables.get(key)
  if (known) return known
  const names =
    namespace.dialect === 'sqlite'
      ? sql<{ name: string }>`select name from sqlite_master where type = 'table'`
      : sql<{
          name: string
        }>`select table_name as name from information_schema.tables where table_schema = ${namespace.schema}`
  const { rows } = await names.execute(namespace.db)
  const found = rows.map((it) => it.name).filter((it) => !/^(_migrations|sqlite_)/.test(it))
  tables.set(key, found)
  return found
}
