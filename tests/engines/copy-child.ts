/** Copies a namespace from one engine to another, a line per batch; somebody kills it on the way. */
import { copy } from '#kernel/data/copy.ts'
import { model } from '#kernel/data/migrate.ts'
import { type Address, engineAt } from './engines.ts'
import { ringParts } from './ring.ts'

type Order = { from: Address; to: Address; name: string }

const { from, to, name } = JSON.parse(process.argv[2]!) as Order
const [source, target] = [engineAt(from), engineAt(to)]
await source.use(name, (here) =>
  target.use(name, (there) =>
    copy(here, there, model(ringParts), { onBatch: ({ table }) => console.log(table) }),
  ),
)
await source.close()
await target.close()
