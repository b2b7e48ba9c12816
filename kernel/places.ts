/** Which tables and migrations belong where: the registry, and a workspace with these modules on. */
import { auditTables } from './audit.ts'
import type { Table } from './data/column.ts'
import type { Migration } from './data/migrate.ts'
import { idempotencyTables } from './idempotency.ts'
import { jobsMigration, outboxMigration } from './jobs/migrations.ts'
import { jobsTables, outboxTables } from './jobs/tables.ts'
import { liveMigration } from './live/migrations.ts'
import { liveTables } from './live/tables.ts'
import first from './migrations/001-kernel.ts'
import auditChain from './migrations/005-audit-chain.ts'
import type { Part } from './module.ts'

export type MigratedPart = {
  name: string
  tables: Record<string, Table<any>>
  migrations: readonly Migration[]
}

const everywhere = { ...auditTables, ...idempotencyTables, ...outboxTables }

export function workspaceParts(parts: readonly Part[], modules: readonly string[]): MigratedPart[] {
  const tables = { ...everywhere, ...liveTables }
  const migrations = [first, outboxMigration, liveMigration, auditChain]
  const kernel = { name: 'kernel', tables, migrations }
  const on = parts.filter((it) => it.layer === 'core' || modules.includes(it.name))
  return [kernel, ...on.flatMap((it) => (it.workspace ? [{ name: it.name, ...it.workspace }] : []))]
}

export function registryParts(parts: readonly Part[]): MigratedPart[] {
  const tables = { ...everywhere, ...jobsTables }
  const migrations = [first, outboxMigration, jobsMigration, auditChain]
  const kernel = { name: 'kernel', tables, migrations }
  return [
    kernel,
    ...parts.flatMap((it) => (it.registry ? [{ name: it.name, ...it.registry }] : [])),
  ]
}
