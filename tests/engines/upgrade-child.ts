/** Upgrades every namespace at an address and says which are done, a line each; tests kill it in the middle. */
import { upgradeAll } from '#kernel/data/upgrade.ts'
import { type Address, engineAt } from './engines.ts'
import { newLibrary } from './library.ts'

const address = JSON.parse(process.argv[2]!) as Address
const engine = engineAt(address, 4)
const { failed } = await upgradeAll(
  () => engine,
  await engine.list('crowd'),
  () => [newLibrary],
  { parallel: 3, onProgress: ({ name }) => process.stdout.write(`${name}\n`) },
)
await engine.close()
for (const { name, error } of failed) console.error(name, error)
process.exitCode = failed.length
