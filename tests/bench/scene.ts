/** A school with enough rows for a page of fifty, in a database of this run alone, and its people's cookies. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { assemble } from '#app/assemble.ts'
import { DEMO_PASSWORD, tellDemo } from '#app/demo.ts'
import { listAccounts } from '#core/identity/api.ts'
import { readConfig } from '#kernel/config.ts'
import type { Dialect } from '#kernel/data/column.ts'
import { newId } from '#kernel/ids.ts'
import { createLog } from '#kernel/log.ts'
import {
  cancelTransfer,
  listNeighbours,
  proposePayment,
} from '#modules/school/exchange/contract.ts'
import { createOffer } from '#modules/school/offers/contract.ts'
import { databaseOf } from '#tests/crash/server.ts'
import { openTestEngine } from '#tests/engines/engines.ts'

export const SLUG = 'tilleul'
const PAGE = 50

export type BenchScene = {
  env: Record<string, string>
  password: string
  /** Neighbours who administer nothing. */
  emails: string[]
  /** The first neighbour, and whom the first one thanks. */
  receiverId: string
  end(): Promise<void>
}

export async function prepare(dialect: Dialect): Promise<BenchScene> {
  const database = await openTestEngine(dialect)
  const folder = mkdtempSync(join(tmpdir(), 'socle-bench-'))
  const env = {
    NODE_ENV: 'production',
    PUBLIC_URL: 'http://127.0.0.1',
    SOCLE_SECRET: 'k3Jd8sLq0vXzR5tYw2mNb7pHc9fGa1eU',
    SOCLE_DATA: folder,
    SOCLE_DRAIN_MS: '0',
    ...databaseOf(database.address),
  }
  const config = readConfig(env)
  const log = createLog('error')
  await tellDemo(config, log)

  const { app } = assemble(config, log)
  const workspace = await app.enter(SLUG)
  // Thousands of transfers between two people: only their limits would end them early.
  await app.open(workspace, ({ db }) =>
    db.updateTable('ledgerAccounts').set({ lowest: null, highest: null }).execute(),
  )
  // The demonstration has other houses too: their people are strangers here.
  const members = await app.open(workspace, ({ db }) =>
    db.selectFrom('members').select('accountId').execute(),
  )
  const ours = new Set(members.map((it) => it.accountId))
  const people = (await app.readRegistry((db) => listAccounts(db))).filter(
    (it) => !it.admin && ours.has(it.id),
  )
  const origin = { requestId: newId(), address: '127.0.0.1', agent: 'bench' }
  const [first] = people
  const session = { sessionId: newId(), accountId: first!.id, verified: true, admin: false }
  const request = { session, origin, slug: SLUG }
  const { items } = await app.call(listNeighbours, request, { limit: 100 })
  const receiverId = items.find((it) => !it.isMe)!.id
  for (let i = 0; i <= PAGE; i++) {
    await app.call(createOffer, request, { title: `Offre ${i}`, category: 'music' })
    const what = { receiverId, units: 1, reason: `Merci ${i}` }
    const { id: transferId } = await app.call(proposePayment, request, what)
    await app.call(cancelTransfer, request, { transferId })
  }
  await app.jobs.settle({ early: true })
  await app.close()

  const end = async () => {
    await database.end()
    rmSync(folder, { recursive: true, force: true })
  }
  return { env, password: DEMO_PASSWORD, emails: people.map((it) => it.email), receiverId, end }
}
