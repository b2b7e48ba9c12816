import { spawn } from 'node:child_process'
import { expect, test } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { openTestEngine } from '#tests/engines/engines.ts'
import { databaseOf, startServer } from './server.ts'

test('a server leaves its jobs to a worker process when told so', async () => {
  const database = await openTestEngine()
  const env = { ...databaseOf(database.address), SOCLE_WORKER: 'off' }
  const server = await startServer(env)
  const mails = async () => {
    const headers = { accept: 'application/json' }
    const answer = await fetch(`${server.address}/dev/mails`, { headers })
    return ((await answer.json()) as { items: { to: string }[] }).items.map((it) => it.to)
  }

  const person = { email: 'ana@exemple.test', password: 'une phrase bien longue', name: 'Ana' }
  const answer = await fetch(`${server.address}/api/auth/register`, {
    method: 'POST',
    body: JSON.stringify(person),
    headers: { 'content-type': 'application/json' },
  })
  expect(answer.status).toBe(201)
  expect(await mails()).toEqual([])

  const worker = spawn(process.execPath, ['app/cli.ts', 'worker'], {
    env: {
      ...process.env,
      NODE_ENV: 'test',
      SOCLE_LOG: 'error',
      SOCLE_DATA: server.folder,
      ...env,
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const workerEnded = new Promise((resolve) => worker.once('exit', resolve))
  await expect.poll(mails, { timeout: 30_000, interval: 200 }).toEqual(['ana@exemple.test'])

  worker.kill('SIGTERM')
  server.process.kill('SIGTERM')
  expect([await workerEnded, await server.ended]).toEqual([0, 0])
  await database.end()
}, 60_000)

test('what a killed server left in its outbox is carried at the next start, worker or not', async () => {
  const database = await openTestEngine()
  const env = { ...databaseOf(database.address), SOCLE_WORKER: 'off' }
  const first = await startServer(env)
  first.process.kill('SIGKILL')
  await first.ended
  const now = new Date()
  const left = {
    id: newId(),
    name: 'identity/mail-verification',
    payload: {},
    priority: 5,
    maxAttempts: 1,
    runAt: now,
    createdAt: now,
    requestId: null,
    dedupe: null,
  }
  const inRegistry = <R>(work: (db: any) => Promise<R>): Promise<R> =>
    database.engine.use('registry', ({ db }) => work(db))
  await inRegistry((db) => db.insertInto('outbox').values(left).execute())

  const second = await startServer({ ...env, SOCLE_DATA: first.folder })
  const queued: { id: string }[] = await inRegistry((db) =>
    db.selectFrom('jobs').select('id').execute(),
  )
  expect(queued.map((it) => it.id)).toContain(left.id)
  second.process.kill('SIGTERM')
  expect(await second.ended).toBe(0)
  await database.end()
}, 60_000)
