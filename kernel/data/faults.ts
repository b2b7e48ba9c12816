/** What a database refused, told alike for the three engines. */
import { snakeCase } from './names.ts'

type Fault = {
  code?: unknown
  errno?: unknown
  message?: unknown
  cause?: unknown
  detail?: unknown
}

const UNIQUE = new Set([
  'SQLITE_CONSTRAINT_UNIQUE',
  'SQLITE_CONSTRAINT_PRIMARYKEY',
  '23505',
  'ER_DUP_ENTRY',
])
/** What SQLite refuses by a check, the servers may refuse by the type: too large, too long, no such day. */
const CHECK = new Set([
  'SQLITE_CONSTRAINT_CHECK',
  '23514',
  '22003',
  '22007',
  '22008',
  '22P02',
  'ER_CONSTRAINT_FAILED',
  'ER_DATA_TOO_LONG',
  'ER_WARN_DATA_OUT_OF_RANGE',
  'ER_TRUNCATED_WRONG_VALUE',
])
/** mysql2 names this number after MySQL's error, which is another one. */
const MARIADB_CONSTRAINT_FAILED = 4025
const FOREIGN_KEY = new Set([
  'SQLITE_CONSTRAINT_FOREIGNKEY',
  // SQLite's name for a row that "restrict" protects.
  'SQLITE_CONSTRAINT_TRIGGER',
  '23503',
  '23001',
  'ER_NO_REFERENCED_ROW',
  'ER_NO_REFERENCED_ROW_2',
  'ER_ROW_IS_REFERENCED',
  'ER_ROW_IS_REFERENCED_2',
])
const TRANSIENT = new Set([
  '40001', // serialization failure
  '40P01', // deadlock
  '55P03', // lock not available
  'ER_LOCK_DEADLOCK',
  'ER_LOCK_WAIT_TIMEOUT',
  'ER_CHECKREAD',
])
const MISSING_TABLE = new Set(['42P01', '3F000', 'ER_NO_SUCH_TABLE', 'ER_BAD_DB_ERROR'])

/** A second row with the same key. `column`: only if this one is part of the key (`id` is a primary key). */
export function isUniqueViolation(error: unknown, column?: string): boolean {
  const fault = faultWith(error, UNIQUE)
  return fault !== undefined && (column === undefined || namesColumn(fault, snakeCase(column)))
}

/** A value out of its limits: `checks`, `oneOf`, a size, a range, a day that does not exist. */
export const isCheckViolation = (error: unknown) => faultWith(error, CHECK) !== undefined

/** A row that refers to nothing, or that others still refer to. */
export const isForeignKeyViolation = (error: unknown) => faultWith(error, FOREIGN_KEY) !== undefined

/** A deadlock, a lost serialization or a busy file: the same transaction may succeed a moment later. */
export const isTransient = (error: unknown) =>
  faultWith(error, TRANSIENT) !== undefined || /^SQLITE_(BUSY|LOCKED)/.test(codeOf(error))

export const isMissingTable = (error: unknown) =>
  faultWith(error, MISSING_TABLE) !== undefined ||
  (error instanceof Error && error.message.startsWith('no such table: '))

function faultWith(error: unknown, codes: ReadonlySet<string>): Fault | undefined {
  for (
    let fault = error as Fault | undefined;
    fault instanceof Error;
    fault = fault.cause as Fault
  ) {
    if (codes.has(codeOf(fault))) return fault
  }
  return undefined
}

function codeOf(error: unknown): string {
  const { code, errno } = (error ?? {}) as Fault
  if (errno === MARIADB_CONSTRAINT_FAILED) return 'ER_CONSTRAINT_FAILED'
  return typeof code === 'string' ? code : ''
}

function namesColumn({ message, detail }: Fault, column: string): boolean {
  const text = String(message)
  // SQLite: "UNIQUE constraint failed: accounts.email, accounts.name"
  const sqlite = /^UNIQUE constraint failed: (.+)$/.exec(text)
  if (sqlite) return sqlite[1]!.split(', ').some((name) => name.endsWith(`.${column}`))
  // PostgreSQL: "Key (email, name)=(…) already exists."
  const postgres = /^Key \(([^)]+)\)=/.exec(String(detail))
  if (postgres) return postgres[1]!.split(', ').includes(column)
  // MariaDB: "Duplicate entry '…' for key 'accounts_email_name_key'"
  const key = /for key '([^']+)'$/.exec(text)?.[1] ?? ''
  return key === 'PRIMARY' ? column === 'id' : `_${key}_`.includes(`_${column}_`)
}
