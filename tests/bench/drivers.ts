/** The product's two drivers as the bare server uses them: statements by hand, one place per namespace. */
import Database from 'better-sqlite3'
import pg from 'pg'

export type Row = Record<string, any>
/** Runs one statement of a place; `~name` is a table of it, `?` a value. */
export type Query = (text: string, ...values: unknown[]) => Promise<Row[]>
export type Place = {
  read: Query
  /** One write outside a transaction. */
  write: Query
  transact<Result>(work: (query: Query) => Promise<Result>): Promise<Result>
}

/** One file per place, statements prepared once; reads have a connection of their own. */
export function sqlitePlace(file: string): Place {
  const open = (readonly: boolean) => {
    const database = new Database(file, { fileMustExist: true, readonly })
    database.pragma('synchronous = normal')
    database.pragma('foreign_keys = on')
    const prepared = new Map<string, Database.Statement>()
    const run = (text: string, values: readonly unknown[]): Row[] => {
      let statement = prepared.get(text)
      if (!statement) {
        statement = database.prepare(text.replaceAll('~', ''))
        prepared.set(text, statement)
      }
      if (statement.reader) return statement.all(...values) as Row[]
      return [{ changes: statement.run(...values).changes }]
    }
    return async (text: string, ...values: unknown[]) => run(text, values)
  }
  const read = open(true)
  const write = open(false)
  let last: Promise<unknown> = Promise.resolve()

  async function transaction<Result>(work: (query: Query) => Promise<Result>): Promise<Result> {
    await write('begin immediate')
    try {
      const result = await work(write)
      await write('commit')
      return result
    } catch (error) {
      await write('rollback')
      throw error
    }
  }
  /** The one connection that writes serves one caller at a time. */
  function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const mine = last.then(work)
    last = mine.catch(() => undefined)
    return mine
  }
  return {
    read,
    write: (text, ...values) => inTurn(() => write(text, ...values)),
    transact: (work) => inTurn(() => transaction(work)),
  }
}

/** One schema per place on a pool that all places share. */
export function postgresPlace(pool: pg.Pool, schema: string): Place {
  const texts = new Map<string, string>()
  const textOf = (text: string) => {
    let known = texts.get(text)
    if (!known) {
      let count = 0
      known = text.replaceAll('~', `"${schema}".`).replaceAll('?', () => `$${++count}`)
      texts.set(text, known)
    }
    return known
  }
  const on =
    (client: pg.Pool | pg.PoolClient): Query =>
    async (text, ...values) =>
      (await client.query(textOf(text), values)).rows

  return {
    read: on(pool),
    write: on(pool),
    transact: async (work) => {
      const client = await pool.connect()
      try {
        await client.query('begin')
        const result = await work(on(client))
        await client.query('commit')
        return result
      } catch (error) {
        await client.query('rollback')
        throw error
      } finally {
        client.release()
      }
    },
  }
}

/** What opens a place by its namespace: files of a folder, or schemas with a prefix. */
export function places(url: string, prefix: string): (namespace: string) => Place {
  const known = new Map<string, Place>()
  const pool = url.startsWith('sqlite:')
    ? null
    : new pg.Pool({ connectionString: url, max: 10, options: '-c timezone=UTC' })
  return (namespace) => {
    let place = known.get(namespace)
    if (!place) {
      place = pool
        ? postgresPlace(pool, prefix + namespace)
        : sqlitePlace(`${url.slice('sqlite:'.length)}/${namespace}.db`)
      known.set(namespace, place)
    }
    return place
  }
}
