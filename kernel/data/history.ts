/** How far a namespace has been migrated, and the parts as they were at that point. */
import type { Migrated } from './migrate.ts'
import type { Source } from './rows.ts'

export type Applied = { part: string; name: string }

/** It has lived under a newer version of the product, or under one with other parts. */
export class UnknownMigration extends Error {
  constructor({ part, name }: Applied) {
    super(`this version of Socle does not know ${part}/${name}: a newer one made this data`)
  }
}

export const historyOf = ({ reader }: Source): Promise<Applied[]> =>
  reader
    .selectFrom('_migrations')
    .select(['part', 'name'])
    .orderBy('part')
    .orderBy('name')
    .execute() as Promise<Applied[]>

/** `parts` with the migrations of that history alone, whether or not their module is on today. */
export function asOf(parts: readonly Migrated[], history: readonly Applied[]): Migrated[] {
  const known = new Set(
    parts.flatMap(({ name, migrations }) => migrations.map((it) => `${name}/${it.name}`)),
  )
  const stranger = history.find(({ part, name }) => !known.has(`${part}/${name}`))
  if (stranger) throw new UnknownMigration(stranger)
  const done = new Set(history.map(({ part, name }) => `${part}/${name}`))
  return parts.map(({ name, migrations }) => ({
    name,
    migrations: migrations.filter((it) => done.has(`${name}/${it.name}`)),
  }))
}
