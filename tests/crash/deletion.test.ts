import { spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { assemble } from '#app/assemble.ts'
import { register } from '#core/identity/contract.ts'
import { accountOf } from '#core/identity/api.ts'
import { cancellation, erasure, moveWorkspace } from '#core/workspaces/api.ts'
import { createWorkspace } from '#core/workspaces/contract.ts'
import { readConfig } from '#kernel/config.ts'
import { newId } from '#kernel/ids.ts'
import { createLog } from '#kernel/log.ts'
import { openTestEngine, testEngine } from '#tests/engines/engines.ts'
import { databaseOf } from './server.ts'

/** Erased together, so that a kill falls between them as well as into one. */
const MANY = 6
const MOST_KILLS = 25
/** How long one start and the erasing of all take on each engine here. */
const ERASE_MS = { sqlite: 250, postgres: 700, mariadb: 900 }
const MINUTE = 60_000

test('killed again and again while it erases, it finishes: tombstones, and nothing half', async () => {
  const database = await openTestEngine()
  const env = {
    SOCLE_DATA: mkdtempSync(join(tmpdir(), 'socle-deletion-')),
    SOCLE_SECRET: 'k3Jd8sLq0vXzR5tYw2mNb7pHc9fGa1eU',
    ...databaseOf(database.address),
  }
  let now = Date.now()
  const { app } = assemble(readConfig(env), createLog('silent'), () => new Date(now))
  await app.prepare()
  const origin = { requestId: newId(), address: '127.0.0.1', agent: 'test', isLocal: true }
  const email = 'ana@exemple.test'
  const password = 'une phrase bien longue'
  await app.call(register, { session: null, origin }, { email, name: 'Ana', password })
  const { id: accountId } = (await app.readRegistry((db) => accountOf(db, email)))!
  const session = { sessionId: newId(), accountId, verified: true, admin: true }
  for (let one = 0; one < MANY; one++)
    await app.call(
      createWorkspace,
      { session, origin },
      { name: `École ${one}`, slug: `ecole-${one}`, kind: 'school' },
    )
  await app.jobs.settle({ early: true })
  for (const { id } of await app.workspaces())
    await app.system(async (ctx) => {
      await moveWorkspace(ctx, id, cancellation(ctx.now(), 'owner'))
      await moveWorkspace(ctx, id, erasure('system'))
    })

  let kills = 0
  let isDone = false
  while (!isDone && kills < MOST_KILLS) {
    // Each process comes when the lease of the one before has ended.
    now += 2 * MINUTE
    const child = spawn(process.execPath, ['tests/crash/deletion-child.ts'], {
      env: { ...process.env, ...env, SOCLE_NOW: new Date(now).toISOString() },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const lines = createInterface(child.stdout)
    const ended = new Promise((resolve) => child.once('exit', resolve))
    lines.on('line', (line) => void (isDone ||= line === 'done'))
    await Promise.race([new Promise((resolve) => lines.once('line', resolve)), ended])
    // The first at once, the others later and later: each leaves something to the next.
    await sleep(Math.random() * ERASE_MS[testEngine()] * Math.min(1, kills / 5))
    child.kill('SIGKILL')
    await ended
    kills++
    // A worker takes over what a dead one left.
    const left = await app.readRegistry((db) =>
      db.selectFrom('workspaces').select('state').execute(),
    )
    expect(new Set(left.map((it) => it.state)).size).toBeLessThanOrEqual(1)
  }
  expect(kills).toBeGreaterThan(1)

  now += 2 * MINUTE
  const worker = app.jobs.work({ concurrency: 2 })
  await expect.poll(() => app.workspaces().then((it) => it.length), { timeout: 60_000 }).toBe(0)
  await worker.stop()
  const stones = await app.readRegistry((db) => db.selectFrom('tombstones').selectAll().execute())
  expect(stones).toHaveLength(MANY)
  expect(await database.engine.list()).toEqual(['registry'])
  const members = await app.readRegistry((db) => db.selectFrom('memberships').selectAll().execute())
  expect(members).toEqual([])
  await app.close()
  await database.end()
}, 300_000)
