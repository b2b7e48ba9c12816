/** PostgreSQL under Kysely: no session state, values and names as on the two others. */
import type {
  BinaryOperationNode,
  DefaultInsertValueNode,
  PostgresPool,
  PostgresPoolClient,
} from 'kysely'
import { PostgresDialect, PostgresQueryCompiler } from 'kysely'
import pg from 'pg'
import { emptyList } from './lists.ts'
import { rowMaker, snakeCase } from './names.ts'
import { Given } from './prepared.ts'
import { encode, refuseUnevenRows, safeInteger } from './values.ts'

class Compiler extends PostgresQueryCompiler {
  protected override sanitizeIdentifier(identifier: string) {
    return super.sanitizeIdentifier(snakeCase(identifier))
  }
  protected override visitBinaryOperation(node: BinaryOperationNode) {
    const answer = emptyList(node)
    if (answer === undefined) super.visitBinaryOperation(node)
    else this.append(answer)
  }
  protected override visitDefaultInsertValue(_: DefaultInsertValueNode) {
    refuseUnevenRows()
  }
  protected override appendValue(value: unknown) {
    super.appendValue(value instanceof Given ? value.by(written) : written(value))
  }
}

/** pg would write a Date in the process's time zone, with its seconds' offset before 1900. */
function written(value: unknown): unknown {
  const encoded = encode(value)
  return encoded instanceof Date ? encoded.toISOString() : encoded
}

const { builtins } = pg.types
const parsers = new Map<number, (text: string) => unknown>([
  [builtins.INT8, safeInteger],
  [builtins.NUMERIC, safeInteger],
  [builtins.DATE, (text) => text],
  [builtins.TIMESTAMPTZ, parseInstant],
])

/** Sessions are in UTC; one that PgBouncer opened before the role was told so is read the slow way. */
function parseInstant(text: string): Date {
  if (text.endsWith('+00')) return new Date(`${text.slice(0, -3).replace(' ', 'T')}Z`)
  return pg.types.getTypeParser(builtins.TIMESTAMPTZ)(text) as Date
}

const types = {
  getTypeParser: ((oid: number, format?: 'text') =>
    parsers.get(oid) ?? pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
}

/** Nothing is found without its schema, and dates are written as we read them. */
const SETTINGS = { search_path: "''", timezone: 'UTC', datestyle: 'ISO' }

type Client = PostgresPoolClient & { processID?: number }
type Fields = { fields: { name: string }[]; rows: unknown[][]; command: string; rowCount: number }

/** Kysely's view of one connection: rows arrive as lists and get their names here. */
function named(client: pg.PoolClient): Client {
  return {
    processID: (client as Client).processID,
    async query(text: string, values: readonly unknown[]) {
      const answer = (await client.query({
        text,
        values: values as unknown[],
        rowMode: 'array',
      })) as unknown as Fields
      const { command, rowCount } = answer
      const rows = answer.rows.length ? answer.rows.map(rowMaker(columnsOf(answer))) : []
      return { command, rowCount, rows }
    },
    release: (discard?: boolean) => client.release(discard),
  } as unknown as Client
}
const columnsOf = ({ fields }: Fields) => fields.map(({ name }) => name)

export type PostgresOptions = { url: string; max?: number; settings?: Record<string, string> }

export class SoclePostgresDialect extends PostgresDialect {
  constructor({ url, max = 10, settings = {} }: PostgresOptions) {
    super({ pool: () => openPool(url, max, { ...SETTINGS, ...settings }) })
  }
  override createQueryCompiler() {
    return new Compiler()
  }
}

async function openPool(
  connectionString: string,
  max: number,
  settings: Record<string, string>,
): Promise<PostgresPool> {
  if (new URL(connectionString).searchParams.has('options')) {
    throw new Error(
      'DATABASE_URL: its options would replace the settings that keep namespaces apart',
    )
  }
  const open = (options?: string) => {
    const pool = new pg.Pool({ connectionString, max, options, types, allowExitOnIdle: true })
    // An idle connection that breaks has already left the pool; the next statement opens another.
    pool.on('error', () => undefined)
    return pool
  }
  const options = Object.entries(settings).map(([name, value]) => `-c ${name}=${value}`)
  let pool = open(options.join(' '))
  try {
    await pool.query('select 1')
  } catch (error) {
    await pool.end()
    if (!/unsupported startup parameter/.test(String(error))) throw error
    pool = open() // PgBouncer: connections are shared, so the role carries the settings
    await setOnRole(pool, settings)
  }
  const clients = new WeakMap<pg.PoolClient, Client>()
  return {
    async connect() {
      const client = await pool.connect()
      const known = clients.get(client)
      if (known) return known
      const made = named(client)
      clients.set(client, made)
      return made
    },
    end: () => pool.end(),
    options: pool.options,
  } as unknown as PostgresPool
}

/** For this role in this database only; new sessions start with it. */
async function setOnRole(pool: pg.Pool, settings: Record<string, string>) {
  const { rows } = await pool.query(
    `select current_user as role, current_database() as database,
       current_setting('search_path') as path, current_setting('TimeZone') as zone,
       current_setting('DateStyle') as style`,
  )
  const { role, database, path, zone, style } = rows[0] as Record<string, string>
  if (['""', ''].includes(path!) && zone === 'UTC' && style!.startsWith('ISO')) return
  const place = `${pg.escapeIdentifier(role!)} in database ${pg.escapeIdentifier(database!)}`
  const changes = Object.entries(settings).map(
    ([name, value]) => `alter role ${place} set ${name} = ${value}`,
  )
  // One message is one transaction: two processes that start at once would break each other's change.
  await pool.query(["select pg_advisory_xact_lock(hashtext('socle'))", ...changes].join('; '))
}
