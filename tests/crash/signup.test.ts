import { spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { assemble } from '#app/assemble.ts'
import { createWorkspace, readWorkspace } from '#core/workspaces/contract.ts'
import { readConfig } from '#kernel/config.ts'
import { newId } from '#kernel/ids.ts'
import { createLog } from '#kernel/log.ts'
import { readAccount } from '#modules/school/exchange/contract.ts'
import { openTestEngine, testEngine } from '#tests/engines/engines.ts'
import { databaseOf } from './server.ts'

/** Two hundred over the three engines; `npm run bench -- soak` kills more. */
const SHARE = { sqlite: 80, postgres: 60, mariadb: 60 }
const KILLS = Number(process.env['SOCLE_KILLS'] ?? SHARE[testEngine()])
/** How long one sign-up takes on each engine here, so that kills fall all over it. */
const SIGN_UP_MS = { sqlite: 300, postgres: 500, mariadb: 1300 }
const TOGETHER = 3

test(`${KILLS} kills at random moments of sign-up leave no half workspace, and everybody finishes afterwards`, async () => {
  const database = await openTestEngine()
  const env = {
    SOCLE_DATA: mkdtempSync(join(tmpdir(), 'socle-signup-')),
    SOCLE_SECRET: 'k3Jd8sLq0vXzR5tYw2mNb7pHc9fGa1eU',
    ...databaseOf(database.address),
  }
  const { app } = assemble(readConfig(env), createLog('silent'))
  await app.prepare()

  let left = KILLS
  let finished = 0
  const killing = async () => {
    while (left-- > 0) {
      const child = spawn(process.execPath, ['tests/crash/signup-child.ts', `s${left}-x`], {
        env: { ...process.env, ...env },
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      const lines = createInterface(child.stdout)
      const ended = new Promise((resolve) => child.once('exit', resolve))
      lines.on('line', (line) => void (line === 'done' && finished++))
      await Promise.race([new Promise((resolve) => lines.once('line', resolve)), ended])
      await sleep(Math.random() * SIGN_UP_MS[testEngine()])
      child.kill('SIGKILL')
      await ended
    }
  }
  await Promise.all(Array.from({ length: TOGETHER }, killing))
  expect(finished).toBeLessThan(KILLS)

  const unfinished = await app.readRegistry((db) =>
    db
      .selectFrom('accounts')
      .leftJoin('workspaces', 'workspaces.createdBy', 'accounts.id')
      .select(['accounts.id', 'state'])
      .where((row) => row.or([row('state', 'is', null), row('state', '!=', 'active')]))
      .execute(),
  )
  // Kills that all fell before or after the work would prove nothing.
  expect(unfinished.length).toBeGreaterThan(KILLS / 20)

  await app.jobs.carryAll([])
  await app.jobs.settle({ early: true })
  const accounts = await app.readRegistry((db) => db.selectFrom('accounts').selectAll().execute())
  expect(accounts.length).toBeGreaterThan(KILLS / 10)

  for (const { id: accountId, name: slug } of accounts) {
    const session = { sessionId: newId(), accountId, verified: false, admin: false }
    const origin = { requestId: newId(), address: accountId, agent: 'test' }
    const made = await app
      .call(createWorkspace, { session, origin }, { name: slug, slug, kind: 'school' })
      .catch((error: unknown) => error)
    const alreadyMine = made instanceof Error && made.message === 'workspaces/slug-taken'
    if (made instanceof Error && !alreadyMine) throw made
    await app.jobs.settle({ early: true })
    const here = await app.call(readWorkspace, { session, origin, slug }, {})
    expect(here).toMatchObject({ slug, state: 'active', member: { roles: ['owner'] } })
    expect((await app.call(readAccount, { session, origin, slug }, {})).balance).toBe(120)
  }

  const workspaces = await app.workspaces()
  expect(workspaces).toHaveLength(accounts.length)
  expect(new Set(workspaces.map((it) => it.state))).toEqual(new Set(['active']))
  const namespaces = (await database.engine.list()).filter((it) => it !== 'registry')
  expect(namespaces.sort()).toEqual(workspaces.map((it) => it.namespace).sort())
  const members = await app.readRegistry((db) => db.selectFrom('memberships').selectAll().execute())
  expect(members).toHaveLength(accounts.length)

  await app.close()
  await database.end()
}, 900_000)
