import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { openTestEngine } from '#tests/engines/engines.ts'
import { databaseOf, startServer } from './server.ts'

test('a server stopped under load fails no request', async () => {
  const { address: database, end } = await openTestEngine()
  const server = await startServer({ ...databaseOf(database), SOCLE_DRAIN_MS: '2000' })
  let isReady = true
  let answered = 0
  let afterSignal = 0
  let signalled = false
  const failures: unknown[] = []

  /** As a proxy does: nothing new goes to a server that says it is not ready. */
  const watch = async () => {
    while (isReady) {
      isReady = (await fetch(`${server.address}/health/ready`)).status === 200
      await sleep(20)
    }
  }
  const client = async (n: number) => {
    for (let i = 0; isReady; i++) {
      try {
        const body = JSON.stringify({
          email: `${n}.${i}@exemple.test`,
          password: 'un mot de passe long',
          name: 'Ana',
        })
        const path = i % 3 ? '/health/live' : '/api/auth/register'
        const init =
          i % 3 ? {} : { method: 'POST', body, headers: { 'content-type': 'application/json' } }
        const answer = await fetch(server.address + path, init)
        await answer.arrayBuffer()
        if (answer.status >= 500) failures.push(answer.status)
        answered++
        if (signalled) afterSignal++
      } catch (error) {
        failures.push(error)
      }
    }
  }
  const clients = Promise.all([watch(), ...Array.from({ length: 12 }, (_, n) => client(n))])
  while (answered < 60) await sleep(20)
  signalled = true
  server.process.kill('SIGTERM')
  await clients

  expect(await server.ended).toBe(0)
  expect(failures).toEqual([])
  expect(afterSignal).toBeGreaterThan(0)
  await end()
}, 60_000)
