/** MariaDB under Kysely: values and names as on the two others. */
import type {
  BinaryOperationNode,
  DefaultInsertValueNode,
  MysqlPool,
  MysqlPoolConnection,
} from 'kysely'
import { CompiledQuery, MysqlAdapter, MysqlDialect, MysqlQueryCompiler } from 'kysely'
import type mysql from 'mysql2'
import { emptyList } from './lists.ts'
import { rowMaker, snakeCase } from './names.ts'
import { Given } from './prepared.ts'
import { encode, refuseUnevenRows, safeInteger } from './values.ts'

class Compiler extends MysqlQueryCompiler {
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
    super.appendValue(value instanceof Given ? value : encode(value))
  }
}

class Adapter extends MysqlAdapter {
  override get supportsReturning() {
    return true
  }
}

const decodeCell: mysql.TypeCast = (field, next) => {
  switch (field.type) {
    case 'TINY': {
      if (field.length !== 1) return next()
      const text = field.string()
      return text === null ? null : text === '1'
    }
    case 'LONGLONG':
    case 'NEWDECIMAL': {
      const text = field.string()
      return text === null ? null : safeInteger(text)
    }
    // mysql2's own parser loses the last bit of some doubles.
    case 'DOUBLE':
    case 'FLOAT': {
      const text = field.string()
      return text === null ? null : Number(text)
    }
    default:
      return next()
  }
}

const SESSION = `set session time_zone = '+00:00', tx_isolation = 'READ-COMMITTED',
  collation_connection = 'utf8mb4_nopad_bin',
  sql_mode = 'STRICT_ALL_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION'`

type Callback = (error: unknown, result?: unknown) => void

/** Kysely's view of one connection: rows arrive as lists and get their names here. */
function named(connection: mysql.PoolConnection): MysqlPoolConnection {
  return {
    config: connection.config,
    threadId: connection.threadId,
    destroy: () => connection.destroy(),
    release: () => connection.release(),
    query(sql: string, values: unknown[], done: Callback) {
      return connection.query({ sql, values, rowsAsArray: true }, (error, result, fields) => {
        if (error || !Array.isArray(result) || !fields) return done(error, result)
        const make = rowMaker(fields.map(({ name }) => name))
        done(null, (result as unknown[][]).map(make))
      })
    },
  } as unknown as MysqlPoolConnection
}

export type MariadbOptions = { url: string; max?: number }

export class SocleMariadbDialect extends MysqlDialect {
  constructor({ url, max = 10 }: MariadbOptions) {
    super({
      pool: () => openPool(url, max),
      onCreateConnection: async (connection) => {
        await connection.executeQuery(CompiledQuery.raw(SESSION))
      },
    })
  }
  override createQueryCompiler() {
    return new Compiler()
  }
  override createAdapter() {
    return new Adapter()
  }
}

async function openPool(url: string, max: number): Promise<MysqlPool> {
  const { createPool } = await import('mysql2') // 30 ms and 5 MB that the other engines spare
  const address = new URL(url.replace(/^mariadb:/, 'mysql:'))
  address.pathname = '' // no default database: a table without its namespace must fail
  const pool = createPool({
    uri: address.href,
    connectionLimit: max,
    timezone: 'Z',
    charset: 'utf8mb4',
    dateStrings: ['DATE'],
    typeCast: decodeCell,
  })
  const connections = new WeakMap<mysql.PoolConnection, MysqlPoolConnection>()
  return {
    getConnection(done) {
      pool.getConnection((error, connection) => {
        if (error) return done(error, undefined as never)
        const known = connections.get(connection) ?? named(connection)
        connections.set(connection, known)
        done(null, known)
      })
    },
    end: (done) => pool.end(done),
  }
}
