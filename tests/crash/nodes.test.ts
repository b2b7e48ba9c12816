/**
 * Three servers and two workers as processes behind a proxy, on PostgreSQL and Redis: one of each is killed under load and
 * comes back. What people were told is done, once; jobs take effect once; every live message comes once and in order.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { directoryOf } from '#app/assemble.ts'
import { clientsOf } from '#app/edges.ts'
import { parts } from '#app/modules.ts'
import { mailer } from '#core/mail/contract.ts'
import { redisAnswers } from '#edges/redis/bus.ts'
import { Application } from '#kernel/application.ts'
import { newId } from '#kernel/ids.ts'
import { createLog } from '#kernel/log.ts'
import { openTestEngine } from '#tests/engines/engines.ts'
import { listener } from '../listener.ts'
import { config, type Neighbour, type Sent, village, type World } from '../village.ts'
import { startProxy } from './proxying.ts'
import { databaseOf, startServer } from './server.ts'

const REDIS = process.env['SOCLE_TEST_REDIS_URL'] ?? 'redis://127.0.0.1:6379'
/** On one engine: what is new here is the number of processes, not the SQL. */
const isOnPostgres = process.env['SOCLE_TEST_ENGINE'] === 'postgres'
const isThere = isOnPostgres && (await redisAnswers(REDIS))
if (isOnPostgres && !isThere) {
  if (process.env['CI']) throw new Error(`no Redis answers at ${REDIS}: CI must have one`)
  console.warn(`\n  SKIPPED: several nodes are not tested, no Redis answers at ${REDIS}\n`)
}

/** Killed after some, ended after more: a slow machine takes longer and shows the same. */
const PAYMENTS = { before: 12, atAll: 60 }
const WIDTH = 8
const LEASE_MS = 3000

/** The school that the processes will serve, made in this one. */
async function build(engine: Awaited<ReturnType<typeof openTestEngine>>['engine']) {
  const mails: Sent[] = []
  const clients = clientsOf(config(), '12345678')
  clients.set(mailer.name, { leaves: false, send: async (mail: Sent) => void mails.push(mail) })
  const app = new Application({
    parts,
    engines: new Map([['default', engine]]),
    directory: directoryOf([config().secret]),
    clients,
    log: createLog('silent'),
  })
  await app.prepare()
  const settle = () => app.jobs.settle({ early: true })
  const { ana, bob, cloe, workspace, neighbour } = await village({
    in: { app, clients, mails, settle } as unknown as World,
    slug: 'tilleul',
  })
  const more = [await neighbour('Dina', 'member'), await neighbour('Emil', 'member')]
  await settle()
  return { app, people: [ana, bob, cloe, ...more] as Neighbour[], workspace }
}

const freePort = () =>
  new Promise<number>((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })

function startWorker(env: Record<string, string>) {
  const child = spawn(process.execPath, ['app/cli.ts', 'worker'], {
    env: { ...process.env, NODE_ENV: 'test', SOCLE_LOG: 'silent', ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  return { process: child, ended: new Promise((resolve) => child.once('exit', resolve)) }
}

type Done = { id: string; from: Neighbour; to: Neighbour; units: number }

/** A browser that repeats with the same key until it has an answer, whatever happens on the way. */
async function insist(address: string, who: Neighbour, path: string, key: string, body: object) {
  let repeats = 0
  for (; ; repeats++) {
    if (repeats > 400) throw new Error(`${path} never got an answer`)
    try {
      const answer = await fetch(`${address}/api/w/tilleul${path}`, {
        method: 'POST',
        headers: {
          cookie: `socle=${who.cookie}`,
          'content-type': 'application/json',
          'idempotency-key': key,
        },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(10_000),
      })
      const text = await answer.text()
      if (answer.ok) return { reply: JSON.parse(text), repeats }
      if (answer.status < 500) throw new Refused(`${path}: ${answer.status} ${text}`)
    } catch (error) {
      if (error instanceof Refused) throw error
    }
    await sleep(30 + Math.random() * 100)
  }
}
class Refused extends Error {}

test.runIf(isThere)(
  'a server and a worker killed under load lose and double nothing',
  async () => {
    const database = await openTestEngine('postgres')
    const folder = mkdtempSync(join(tmpdir(), 'socle-nodes-'))
    const { app, people, workspace } = await build(database.engine)
    const inWorkspace = (read: (db: any) => Promise<any>): Promise<any> =>
      app.open(workspace, ({ reader }) => read(reader))
    const mailsBefore = (await mailsIn(app)).length

    const env = {
      ...databaseOf(database.address),
      REDIS_URL: REDIS,
      SOCLE_WORKER: 'off',
      SOCLE_LEASE_MS: String(LEASE_MS),
      SOCLE_SECRET: config().secret,
      SOCLE_DATA: folder,
      SOCLE_LOG: 'silent',
    }
    const ports = [await freePort(), await freePort(), await freePort()]
    const serve = (port: number) => startServer({ ...env, PORT: String(port) })
    const servers = await Promise.all(ports.map(serve))
    const workers = [startWorker(env), startWorker(env)]
    const proxy = await startProxy(ports)
    const processes: ChildProcess[] = []
    const ears = people.map((it) =>
      listener(
        proxy.address,
        { headers: { cookie: `socle=${it.cookie}` } },
        { at: 'tilleul', topic: 'exchange/transfers' },
      ),
    )
    const seqsBefore = await seqsOf()
    try {
      await Promise.all(ears.map((it) => it.following))

      const done: Done[] = []
      let repeats = 0
      let isOver = false
      const neighbour = async (n: number) => {
        for (let i = 0; !isOver; i++) {
          const from = people[(n + i) % people.length]!
          const to = people[(n + i + 1 + (i % (people.length - 1))) % people.length]!
          if (from === to) continue
          const units = 1 + (i % 3)
          const [id, yes] = [newId(), newId()]
          const body = { id, receiverId: to.id, units, reason: `${n}.${i}` }
          const proposed = await insist(proxy.address, from, '/exchange/transfers', id, body)
          const path = `/exchange/transfers/${id}/confirm`
          const confirmed = await insist(proxy.address, to, path, yes, {})
          expect(confirmed.reply.state).toBe('completed')
          repeats += proposed.repeats + confirmed.repeats
          done.push({ id, from, to, units })
        }
      }
      const load = Promise.all(Array.from({ length: WIDTH }, (_, n) => neighbour(n)))
      const paid = (count: number) =>
        expect.poll(() => done.length, { timeout: 40_000 }).toBeGreaterThanOrEqual(count)
      await paid(PAYMENTS.before)
      servers[0]!.process.kill('SIGKILL')
      workers[0]!.process.kill('SIGKILL')
      await Promise.all([servers[0]!.ended, workers[0]!.ended])
      await paid(2 * PAYMENTS.before)
      const again = serve(ports[0]!)
      workers.push(startWorker(env))
      servers.push(await again)
      await paid(PAYMENTS.atAll)
      isOver = true
      await load

      // Requests: each was answered once and is there once; the units add up to what was moved.
      const rows = await inWorkspace((db) =>
        db
          .selectFrom('exchangeTransfers')
          .select(['id', 'state'])
          .where('kind', '=', 'payment')
          .execute(),
      )
      expect(repeats).toBeGreaterThan(0)
      expect(rows.map((it: { id: string }) => it.id).toSorted()).toEqual(
        done.map((it) => it.id).toSorted(),
      )
      expect(new Set(rows.map((it: { state: string }) => it.state))).toEqual(new Set(['completed']))
      const accounts = await inWorkspace((db) =>
        db
          .selectFrom('exchangeAccounts')
          .innerJoin('ledgerAccounts', 'ledgerAccounts.id', 'exchangeAccounts.ledgerAccountId')
          .select(['memberId', 'posted', 'heldOut', 'heldIn'])
          .execute(),
      )
      for (const it of people) {
        const of = (side: 'from' | 'to') =>
          done.filter((one) => one[side] === it).reduce((sum, one) => sum + one.units, 0)
        const account = accounts.find((one: { memberId: string }) => one.memberId === it.id)
        expect(account).toMatchObject({
          posted: 120 - of('from') + of('to'),
          heldOut: 0,
          heldIn: 0,
        })
      }
      const posted: { posted: number }[] = await inWorkspace((db) =>
        db.selectFrom('ledgerAccounts').select('posted').execute(),
      )
      expect(posted.reduce((sum, it) => sum + it.posted, 0)).toBe(0)

      // Jobs: a notice for each proposal and each answer, whoever did the work and however often it was begun.
      await expect
        .poll(() => waitingIn(app), { timeout: 25_000, interval: 250 })
        .toEqual({ ready: 0, running: 0, dead: 0 })
      const notices: { facts: { quote: string }; mailId: string | null }[] = await inWorkspace(
        (db) => db.selectFrom('notices').select(['facts', 'mailId']).execute(),
      )
      const reasons = notices.flatMap((it) => /\b\d+\.\d+\b/.exec(it.facts.quote)?.[0] ?? [])
      expect(reasons).toHaveLength(2 * done.length)
      expect(new Set(reasons).size).toBe(done.length)
      // What was mailed of them so far was mailed once.
      const mailed = new Set(notices.flatMap((it) => it.mailId ?? []))
      expect((await mailsIn(app)).slice(mailsBefore)).toHaveLength(mailed.size)

      // Live: the numbers without a gap, and two messages for each transfer on each side.
      const seqs = await seqsOf()
      for (const [i, ear] of ears.entries()) {
        const [from, to] = [seqsBefore[i]!, seqs[i]!]
        await expect.poll(() => ear.heard.length, { timeout: 10_000 }).toBe(to - from)
        expect(ear.heard.map((it) => it.seq)).toEqual(
          Array.from({ length: to - from }, (_, n) => from + 1 + n),
        )
        const mine = done.filter((it) => it.from === people[i] || it.to === people[i])
        const told = (state: string) =>
          ear.heard.filter((it) => it.payload.state === state).map((it) => it.payload.transferId)
        const ids = mine.map((it) => it.id).toSorted()
        expect(told('pending').toSorted()).toEqual(ids)
        expect(told('completed').toSorted()).toEqual(ids)
        expect(ear.facts().gaps).toBe(0)
      }
      expect(ears.some((it) => it.facts().cuts > 0)).toBe(true)
      const answers = await Promise.all(
        ports.map((it) => fetch(`http://127.0.0.1:${it}/health/ready`)),
      )
      for (const it of answers) expect(await it.json()).toMatchObject({ live: 'connected' })
    } finally {
      await Promise.all(ears.map((it) => it.end()))
      proxy.end()
      processes.push(...servers.map((it) => it.process), ...workers.map((it) => it.process))
      for (const it of processes) it.kill('SIGKILL')
      await Promise.all([...servers, ...workers].map((it) => it.ended))
      await app.live.close()
      await database.end()
      rmSync(folder, { recursive: true, force: true })
    }

    /** The number of the last message of each person's topic. */
    async function seqsOf(): Promise<number[]> {
      const rows: { topic: string; seq: number }[] = await inWorkspace((db) =>
        db.selectFrom('liveTopics').selectAll().execute(),
      )
      const seqOf = new Map(rows.map((it) => [it.topic, it.seq]))
      return people.map((it) => seqOf.get(`exchange/transfers ${it.id}`) ?? 0)
    }
  },
  110_000,
)

const mailsIn = (app: Application): Promise<{ text: string }[]> =>
  app.readRegistry((db: any) => db.selectFrom('mails').selectAll().orderBy('createdAt').execute())

async function waitingIn(app: Application) {
  const { ready, running, dead } = await app.jobs.counts()
  return { ready, running, dead }
}
