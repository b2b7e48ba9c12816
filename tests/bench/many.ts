/**
 * `npm run bench -- many`: a thousand workspaces beside ten, on each engine. How long one takes to make, what the first
 * look into it costs, whether a request feels its neighbours, and how long an upgrade of all takes when it is killed
 * half-way and run again.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { assemble } from '#app/assemble.ts'
import { hashPassword, type IdentityTables } from '#core/identity/api.ts'
import { createWorkspace } from '#core/workspaces/contract.ts'
import { readConfig } from '#kernel/config.ts'
import type { Dialect } from '#kernel/data/column.ts'
import { newId } from '#kernel/ids.ts'
import { createLog } from '#kernel/log.ts'
import type { Context } from '#kernel/module.ts'
import { databaseOf } from '#tests/crash/server.ts'
import { openTestEngine, type TestEngine } from '#tests/engines/engines.ts'
import { ask, type Asked, load } from './load.ts'
import { type Server, startServer } from './servers.ts'
import type { Figure } from './table.ts'

const FEW = 10
const MANY = 1000
/** One person runs a handful of them: no limit on workspaces per account is touched. */
const PER_PERSON = 4
const PASSWORD = 'une mesure à mille voix'
const REQUESTS = 3000
const ROUNDS = 3
const WIDTH = 4
const SECOND = 1000
const MINUTE = 60 * SECOND

type Town = {
  env: Record<string, string>
  database: TestEngine
  /** What each workspace took to make, in milliseconds. */
  madeInMs: number[]
  people: { email: string; slugs: string[] }[]
  end(): Promise<void>
}

export async function many(dialect: Dialect): Promise<Figure[]> {
  const towns = { few: await found(dialect, FEW), many: await found(dialect, MANY) }
  const servers: Server[] = []
  try {
    const start = (town: Town) => startServer('ours', town.env, { path: '/health/live' })
    const few = await start(towns.few)
    servers.push(few)
    const lot = await start(towns.many)
    servers.push(lot)
    const doors = {
      few: await doorsOf(few.address, towns.few),
      many: await doorsOf(lot.address, towns.many),
    }
    const first = await timed(doors.many.length, (i) => doors.many[i]!)
    const spent = { few: [] as number[], many: [] as number[] }
    for (let round = -2; round < ROUNDS; round++)
      for (const which of ['few', 'many'] as const) {
        const all = doors[which]
        const times = await timed(REQUESTS, () => all[Math.floor(Math.random() * all.length)]!)
        if (round >= 0) spent[which].push(...times)
      }
    for (const server of servers.splice(0)) await server.stop()

    const made = towns.many.madeInMs
    const upgrade = await upgradeTwice(towns.many)
    const p95 = { ours: percentile(spent.many, 95), bare: percentile(spent.few, 95) }
    return [
      { name: 'make one, p95', ours: percentile(made, 95), most: 2000, unit: 'ms' },
      { name: 'start, beside 10', ours: lot.startedInMs, bare: few.startedInMs, unit: 'ms' },
      { name: 'first query, p95', ours: percentile(first, 95), unit: 'ms' },
      { name: 'request p95, beside 10', ratio: p95.ours / p95.bare, goal: 1.3, ...p95, unit: 'ms' },
      {
        name: 'upgrade of all',
        ours: upgrade.wholeMs / SECOND,
        most: (5 * MINUTE) / SECOND,
        unit: 's',
      },
      { name: '… after a kill at half', ours: upgrade.restMs / SECOND, unit: 's' },
    ]
  } finally {
    for (const server of servers) await server.stop()
    await towns.few.end()
    await towns.many.end()
  }
}

/** An installation with `count` schools, made by the endpoint that people use. */
async function found(dialect: Dialect, count: number): Promise<Town> {
  const database = await openTestEngine(dialect)
  const folder = mkdtempSync(join(tmpdir(), 'socle-many-'))
  const env = {
    NODE_ENV: 'production',
    PUBLIC_URL: 'http://127.0.0.1',
    SOCLE_SECRET: 'k3Jd8sLq0vXzR5tYw2mNb7pHc9fGa1eU',
    SOCLE_DATA: folder,
    SOCLE_DRAIN_MS: '0',
    SOCLE_WORKER: 'off',
    SOCLE_LOG: 'error',
    ...databaseOf(database.address),
  }
  const { app } = assemble(readConfig(env), createLog('error'))
  await app.prepare()
  const passwordHash = await hashPassword(PASSWORD)
  const madeInMs: number[] = []
  const people: Town['people'] = []
  while (madeInMs.length < count) {
    const email = `directrice${people.length}@exemple.test`
    const accountId = await app.system((registry) => settle(registry, email, passwordHash))
    const session = { sessionId: newId(), accountId, verified: true, admin: false }
    const origin = { requestId: newId(), address: '127.0.0.1', agent: 'bench' }
    const slugs: string[] = []
    while (slugs.length < PER_PERSON && madeInMs.length < count) {
      const slug = `ecole-${madeInMs.length}`
      const startedAt = performance.now()
      await app.call(createWorkspace, { session, origin }, { name: slug, slug, kind: 'school' })
      madeInMs.push(performance.now() - startedAt)
      slugs.push(slug)
    }
    people.push({ email, slugs })
  }
  await app.jobs.settle({ early: true })
  await app.close()
  const end = async () => {
    await database.end()
    rmSync(folder, { recursive: true, force: true })
  }
  return { env, database, madeInMs, people, end }
}

/** An account without the half second that choosing a password costs. */
async function settle({ db, now }: Context<IdentityTables>, email: string, passwordHash: string) {
  const id = newId()
  const person = { email, typedEmail: email, name: 'Directrice', locale: 'fr-BE' }
  const zone = { timeZone: 'Europe/Brussels', verifiedAt: now(), createdAt: now() }
  await db
    .insertInto('accounts')
    .values({ id, ...person, ...zone, passwordHash })
    .execute()
  return id
}

/** One request per workspace, each with the cookie of who runs it. */
async function doorsOf(address: string, { people }: Town): Promise<Asked[]> {
  const doors: Asked[] = []
  for (const { email, slugs } of people) {
    const body = { email, password: PASSWORD }
    const { headers } = await ask({ address, method: 'POST', path: '/api/auth/login', body })
    const cookie = headers['set-cookie']![0]!.split(';')[0]!
    for (const slug of slugs)
      doors.push({ address, method: 'GET', path: `/api/w/${slug}/exchange/account`, cookie })
  }
  return doors
}

/** Milliseconds of each request. */
async function timed(count: number, choose: (i: number) => Asked): Promise<number[]> {
  const times: number[] = []
  await load(count, WIDTH, choose, (ms) => times.push(ms))
  return times
}

function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))]!
}

/** A first release goes through; the second is killed half-way and finished by the next start. */
async function upgradeTwice({ database }: Town): Promise<{ wholeMs: number; restMs: number }> {
  const whole = await upgraded(database, 1)
  const killed = await upgraded(database, 2, MANY / 2)
  const rest = await upgraded(database, 2)
  if (whole.code !== 0 || killed.code === 0 || rest.code !== 0)
    throw new Error(`the upgrades ended with ${whole.code}, ${killed.code}, ${rest.code}`)
  return { wholeMs: whole.ms, restMs: rest.ms }
}

function upgraded({ address }: TestEngine, count: number, killAt?: number) {
  const startedAt = performance.now()
  const program = join(import.meta.dirname, 'upgrade-many.ts')
  const child = spawn(process.execPath, [program, JSON.stringify(address), String(count)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let lines = 0
  createInterface(child.stdout).on('line', () => ++lines === killAt && child.kill('SIGKILL'))
  return new Promise<{ code: number | null; ms: number }>((resolve) => {
    child.once('exit', (code) => resolve({ code, ms: performance.now() - startedAt }))
  })
}
