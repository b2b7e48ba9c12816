/** Brings one large file of zeros and letters, piece by piece, and says what it cost: `node upload-child.ts MEGABYTES`. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { assemble } from '#app/assemble.ts'
import { parts } from '#app/modules.ts'
import { beginUpload, finishUpload, sendPiece } from '#core/files/contract.ts'
import { createWorkspace, readWorkspace } from '#core/workspaces/contract.ts'
import { Application } from '#kernel/application.ts'
import { readConfig } from '#kernel/config.ts'
import { newId } from '#kernel/ids.ts'
import { createLog } from '#kernel/log.ts'
import { move, trial } from '#tests/files.ts'
import { register } from '#core/identity/contract.ts'
import { accountOf } from '#core/identity/api.ts'

const megabytes = Number(process.argv[2])
const folder = process.env['SOCLE_DATA'] ?? mkdtempSync(join(tmpdir(), 'socle-upload-'))
const secret = 'k3Jd8sLq0vXzR5tYw2mNb7pHc9fGa1eU'
const log = createLog('silent')
const made = assemble(readConfig({ SOCLE_DATA: folder, SOCLE_SECRET: secret }), log)
const { engine, clients } = made
const { directory } = made.app
const engines = new Map([['default', engine]])
const app = new Application({ parts: [...parts, trial], engines, directory, clients, log })
await app.prepare()

const origin = { requestId: newId(), address: '127.0.0.1', agent: 'test', isLocal: true }
const email = 'ana@exemple.test'
if (!(await app.readRegistry((db) => accountOf(db, email)))) {
  const words = { email, name: 'Ana', password: 'une phrase bien longue' }
  await app.call(register, { session: null, origin }, words)
}
const { id: accountId } = (await app.readRegistry((db) => accountOf(db, email)))!
const session = { sessionId: newId(), accountId, verified: true, admin: true }
const slug = 'tilleul'
if (!(await app.workspaces()).some((it) => it.slug === slug)) {
  await app.call(createWorkspace, { session, origin }, { name: 'École', slug, kind: 'school' })
  await app.jobs.settle({ early: true })
}
const here = { session, origin, slug }
await app.call(readWorkspace, here, {})

const bytes = megabytes * 1_000_000
const before = process.memoryUsage().rss
const asked = { purpose: 'trial.anything', name: 'grand.bin', bytes }
const { id: fileId } = await app.call(beginUpload, here, asked)
process.stdout.write('begins\n')

/** As a network gives them: new memory each time. */
async function* chunks() {
  for (let at = 0; at < bytes; at += 65_536)
    yield Buffer.alloc(Math.min(65_536, bytes - at), at % 251)
}
const began = performance.now()
await move({ app, session, slug }, sendPiece, { fileId, offset: 0 }, chunks())
const sentMs = performance.now() - began
const { state } = await app.call(finishUpload, here, { fileId })
const finishedMs = performance.now() - began - sentMs
const peakMb = Math.round(process.resourceUsage().maxRSS / 1000)
const beforeMb = Math.round(before / 1_000_000)
const figures = {
  state,
  beforeMb,
  peakMb,
  sentMs: Math.round(sentMs),
  finishedMs: Math.round(finishedMs),
}
process.stdout.write(`${JSON.stringify(figures)}\n`)
await app.close()
if (!process.env['SOCLE_DATA']) rmSync(folder, { recursive: true })
