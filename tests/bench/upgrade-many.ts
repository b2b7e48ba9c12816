/** Upgrades every workspace at an address by as many later migrations as it is told; says which are done, a line each. */
import { parts } from '#app/modules.ts'
import { t } from '#kernel/data/column.ts'
import { addColumn, createTable, type Migrated } from '#kernel/data/migrate.ts'
import { upgradeAll } from '#kernel/data/upgrade.ts'
import { workspaceParts } from '#kernel/places.ts'
import { type Address, engineAt } from '#tests/engines/engines.ts'

const [address, count] = process.argv.slice(2)

/** What a release brings: a table with an index, then a column in a table that has rows. */
const later: Migrated = {
  name: 'later',
  migrations: [
    {
      name: '001-loans',
      steps: [
        createTable('later_loans', {
          id: t.uuid().primary(),
          memberId: t.uuid().references('members', 'cascade').index(),
          title: t.string(200),
          dueAt: t.instant().index(),
        }),
      ],
    },
    {
      name: '002-nickname',
      steps: [addColumn('members', 'nickname', t.string(100).nullable())],
    },
  ].slice(0, Number(count)),
}

const engine = engineAt(JSON.parse(address!) as Address, 4)
const { failed } = await upgradeAll(
  () => engine,
  await engine.list('w_'),
  () => [...workspaceParts(parts, ['school']), later],
  { onProgress: ({ name }) => process.stdout.write(`${name}\n`) },
)
await engine.close()
for (const { name, error } of failed) console.error(name, error)
process.exitCode = failed.length ? 1 : 0
