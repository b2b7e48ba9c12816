import { spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { assemble } from '#app/assemble.ts'
import { accountOf } from '#core/identity/api.ts'
import { register } from '#core/identity/contract.ts'
import { leaveForGood } from '#core/identity/leaving/contract.ts'
import { createWorkspace } from '#core/workspaces/contract.ts'
import { askToJoin, changeJoining } from '#core/workspaces/joining/contract.ts'
import { readConfig } from '#kernel/config.ts'
import { newId } from '#kernel/ids.ts'
import { createLog } from '#kernel/log.ts'
import { openTestEngine, testEngine } from '#tests/engines/engines.ts'
import { everything } from '#tests/traces.ts'
import { databaseOf } from './server.ts'

/** Forgotten one after the other, so that a kill falls between them as well as into one. */
const MANY = 5
const MOST_KILLS = 12
/** How long one start and the forgetting in all of them take on each engine here. */
const FORGET_MS = { sqlite: 400, postgres: 900, mariadb: 1200 }
const MINUTE = 60_000

test('killed again and again while it forgets somebody, it finishes: no trace anywhere, one audit line', async () => {
  const database = await openTestEngine()
  const env = {
    SOCLE_DATA: mkdtempSync(join(tmpdir(), 'socle-leaving-')),
    SOCLE_SECRET: 'k3Jd8sLq0vXzR5tYw2mNb7pHc9fGa1eU',
    ...databaseOf(database.address),
  }
  let now = Date.now()
  const { app } = assemble(readConfig(env), createLog('silent'), () => new Date(now))
  await app.prepare()
  const origin = { requestId: newId(), address: '127.0.0.1', agent: 'test', isLocal: true }
  const password = 'une phrase bien longue'
  const enrolled = async (name: string) => {
    const email = `${name.toLowerCase()}@exemple.test`
    await app.call(register, { session: null, origin }, { email, name, password })
    const { id: accountId } = (await app.readRegistry((db) => accountOf(db, email)))!
    return { session: { sessionId: newId(), accountId, verified: true, admin: false }, origin }
  }
  const ana = await enrolled('Ana')
  const zita = await enrolled('Vanderschueren')
  for (let one = 0; one < MANY; one++) {
    const slug = `ecole-${one}`
    await app.call(createWorkspace, ana, { name: `École ${one}`, slug, kind: 'school' })
    await app.call(changeJoining, { ...ana, slug }, { mode: 'open' })
    await app.call(askToJoin, { ...zita, slug }, {})
  }
  await app.jobs.settle({ early: true })
  const workspaces = await app.workspaces()
  for (const place of workspaces)
    expect((await everything(app, place)).toLowerCase()).toContain('vanderschueren')
  await app.call(leaveForGood, zita, { password })

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
    await sleep(Math.random() * FORGET_MS[testEngine()] * Math.min(1, kills / 5))
    child.kill('SIGKILL')
    await ended
    kills++
  }
  expect(kills).toBeGreaterThan(1)

  now += 2 * MINUTE
  const worker = app.jobs.work({ concurrency: 2 })
  const left = () =>
    app.readRegistry((db) => db.selectFrom('departures').select('accountId').execute())
  await expect.poll(left, { timeout: 60_000 }).toEqual([])
  await worker.stop()
  expect((await app.jobs.dead()).map((it) => `${it.name}: ${it.error}`)).toEqual([])
  for (const place of [undefined, ...workspaces]) {
    const lines = (await everything(app, place)).toLowerCase().split('\n')
    expect(lines.filter((it) => it.includes('vanderschueren'))).toEqual([])
  }
  const erased = await app.readRegistry((db) =>
    db.selectFrom('audit').select('id').where('action', '=', 'identity.erased').execute(),
  )
  expect(erased).toHaveLength(1)
  await app.close()
  await database.end()
}, 300_000)
