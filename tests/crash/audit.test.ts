/** Processes killed while they write to the audit leave a chain that holds, and whole acts only. */
import { spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { assemble } from '#app/assemble.ts'
import { verifyChain } from '#app/audit.ts'
import { readConfig } from '#kernel/config.ts'
import { REGISTRY } from '#kernel/context.ts'
import { createLog } from '#kernel/log.ts'
import { openTestEngine } from '#tests/engines/engines.ts'
import { databaseOf } from './server.ts'

const KILLS = 12
/** Two processes at once, as two nodes would. */
const TOGETHER = 2

test(`${KILLS} kills of writers leave one chain without a gap`, async () => {
  const database = await openTestEngine()
  const env = {
    SOCLE_DATA: mkdtempSync(join(tmpdir(), 'socle-audit-')),
    SOCLE_SECRET: 'k3Jd8sLq0vXzR5tYw2mNb7pHc9fGa1eU',
    ...databaseOf(database.address),
  }
  const { app } = assemble(readConfig(env), createLog('silent'))
  await app.prepare()
  let left = KILLS
  const killing = async () => {
    while (left-- > 0) {
      const child = spawn(process.execPath, ['tests/crash/audit-child.ts'], {
        env: { ...process.env, ...env },
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      const lines = createInterface(child.stdout)
      const ended = new Promise((resolve) => child.once('exit', resolve))
      await Promise.race([new Promise((resolve) => lines.once('line', resolve)), ended])
      await sleep(150 + Math.random() * 300)
      expect(child.exitCode).toBe(null)
      child.kill('SIGKILL')
      await ended
    }
  }
  await Promise.all(Array.from({ length: TOGETHER }, killing))

  const { rows, damages } = await verifyChain(app, REGISTRY)
  expect(damages).toEqual([])
  expect(rows).toBeGreaterThan(KILLS * 4)
  // Both rows of a transaction, or none.
  expect(rows % 2).toBe(0)
  await app.close()
  await database.end()
}, 300_000)
