/** One person registers and creates a school, then waits to be killed: `node signup-child.ts PREFIX NAME`, the database in the environment. */
import { assemble } from '#app/assemble.ts'
import { register } from '#core/identity/contract.ts'
import { accountOf } from '#core/identity/api.ts'
import { createWorkspace } from '#core/workspaces/contract.ts'
import { readConfig } from '#kernel/config.ts'
import { newId } from '#kernel/ids.ts'
import { createLog } from '#kernel/log.ts'

const name = process.argv[2]!
const { app } = assemble(readConfig(process.env), createLog('silent'))
const origin = { requestId: newId(), address: '127.0.0.1', agent: 'test', isLocal: true }

process.stdout.write('begins\n')
const email = `${name}@exemple.test`
await app.call(
  register,
  { session: null, origin },
  { email, name, password: 'une phrase bien longue' },
)
const account = await app.readRegistry((db) => accountOf(db, email))
const session = { sessionId: newId(), accountId: account!.id, verified: false, admin: false }
await app.call(createWorkspace, { session, origin }, { name, slug: name, kind: 'school' })
process.stdout.write('done\n')
setInterval(() => {}, 60_000)
