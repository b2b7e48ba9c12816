/**
 * `npm run bench`: what the product costs beside a bare server that runs the same statements (bare.ts), measured in one
 * run, round by round in turns, so that only ratios matter. `npm run bench -- soak` runs what takes long as well.
 */
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Dialect } from '#kernel/data/column.ts'
import { testEngines } from '#tests/engines/engines.ts'
import { fanOut } from './live.ts'
import { ask, type Asked, load } from './load.ts'
import { many } from './many.ts'
import { type BenchScene, prepare, SLUG } from './scene.ts'
import { cpuMs, memoryMb, type Server, startServer } from './servers.ts'
import { publicPage } from './site.ts'
import { soak } from './soak.ts'
import { heading, line, type Figure } from './table.ts'

/** The product has more code to warm up: what lasts is measured, not the first second. */
const WARM_ROUNDS = 4
const ROUNDS = 4
const WIDTH = 8
const COLD_STARTS = 4
const REST_MS = 1500

type Pair<T> = { ours: T; bare: T }
type Work = {
  name: string
  /** Requests per round; a log-in hashes for 40 ms. */
  count: number
  width?: number
  goal?: number
  make: (cookie: string, i: number) => Omit<Asked, 'address'>
}

const api = `/api/w/${SLUG}/exchange`

function works({ emails, password, receiverId }: BenchScene): Work[] {
  const get = (path: string) => (cookie: string) => ({ method: 'GET', path, cookie }) as const
  const post = (path: string, body: object) => (cookie: string) => {
    const id = randomUUID() // the browser sends every write with the id of its outbox
    return { method: 'POST', path, cookie, key: id, body: { id, ...body } } as const
  }
  const offer = { title: 'Gâteau', description: 'Aux pommes.', category: 'cooking' }
  const thanks = { receiverId, units: 1, reason: 'Merci pour hier' }
  return [
    { name: 'read one account', count: 500, goal: 2, make: get(`${api}/account`) },
    { name: 'list 50 offers', count: 400, goal: 2, make: get(`${api}/offers?limit=50`) },
    { name: 'list 50 transfers', count: 400, goal: 2, make: get(`${api}/transfers?limit=50`) },
    { name: 'create an offer', count: 400, goal: 1.7, make: post(`${api}/offers`, offer) },
    { name: 'propose a transfer', count: 400, goal: 1.7, make: post(`${api}/transfers`, thanks) },
    {
      name: 'log in',
      count: 16,
      width: 2,
      goal: 1.7,
      make: (_, i) => ({
        method: 'POST',
        path: '/api/auth/login',
        body: { email: emails[i % emails.length]!, password },
      }),
    },
  ]
}

async function cookieAt(address: string, { emails, password }: BenchScene): Promise<string> {
  const body = { email: emails[0]!, password }
  const { headers } = await ask({ address, method: 'POST', path: '/api/auth/login', body })
  return headers['set-cookie']![0]!.split(';')[0]!
}

/** Processor time per request of both, in milliseconds: rounds in turns, after rounds that only warm up. */
async function cpuOf(work: Work, servers: Pair<Server>, cookie: string): Promise<Pair<number>> {
  const { count, width = WIDTH, make } = work
  const spent = { ours: 0, bare: 0 }
  for (let round = -WARM_ROUNDS; round < ROUNDS; round++) {
    for (const who of ['ours', 'bare'] as const) {
      const { pid, address } = servers[who]
      const before = cpuMs(pid)
      await load(count, width, (i) => ({ address, ...make(cookie, i) }))
      if (round >= 0) spent[who] += cpuMs(pid) - before
    }
  }
  const requests = count * ROUNDS
  return { ours: spent.ours / requests, bare: spent.bare / requests }
}

/** The yardstick answers the same, or its figures mean nothing. */
async function compare(servers: Pair<Server>, cookie: string, reads: Work[]): Promise<void> {
  for (const { name, make } of reads) {
    const [ours, bare] = await Promise.all(
      (['ours', 'bare'] as const).map((who) =>
        ask({ address: servers[who].address, ...make(cookie, 0) }),
      ),
    )
    if (
      JSON.stringify(sorted(JSON.parse(ours!.text))) !==
      JSON.stringify(sorted(JSON.parse(bare!.text)))
    )
      throw new Error(`${name}: the bare server answers otherwise\n${ours!.text}\n${bare!.text}`)
  }
}

const sorted = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(sorted)
    : typeof value === 'object' && value !== null
      ? Object.fromEntries(
          Object.entries(value)
            .map(([k, v]) => [k, sorted(v)])
            .sort(),
        )
      : value

/** The shortest of several starts in turns: what else the machine does only ever adds. */
async function coldStarts(scene: BenchScene, cookie: string): Promise<Pair<number>> {
  const best = { ours: Infinity, bare: Infinity }
  for (let i = 0; i < COLD_STARTS; i++)
    for (const who of ['ours', 'bare'] as const) {
      const server = await startServer(who, scene.env, { path: `${api}/account`, cookie })
      best[who] = Math.min(best[who], server.startedInMs)
      await server.stop()
    }
  return best
}

async function measure(dialect: Dialect): Promise<Figure[]> {
  const scene = await prepare(dialect)
  const running: Server[] = []
  try {
    const health = { path: '/health/live' }
    const warming = await startServer('ours', scene.env, health) // leaves its sources compiled
    await warming.stop()
    // Started as everybody starts it, with its worker: what it weighs before anybody comes.
    const resting = await startServer('ours', scene.env, health)
    running.push(resting)
    await sleep(REST_MS)
    const atRest = memoryMb(resting.pid)
    const cookie = await cookieAt(resting.address, scene)
    await running.pop()!.stop()

    const cold = await coldStarts(scene, cookie)
    // Jobs are worked by another process, so that a request's own cost is seen.
    const env = { ...scene.env, SOCLE_WORKER: 'off' }
    const first = { path: `${api}/account`, cookie }
    const servers = {
      ours: await startServer('ours', env, first),
      bare: await startServer('bare', env, first),
    }
    running.push(servers.ours, servers.bare)
    const all = works(scene)
    await compare(servers, cookie, all.slice(0, 3))

    const figures: Figure[] = []
    for (const work of all) {
      const { ours, bare } = await cpuOf(work, servers, cookie)
      figures.push({ name: work.name, ratio: ours / bare, goal: work.goal, ours, bare, unit: 'ms' })
    }
    figures.push(await publicPage(servers.ours.address))
    const loaded = { ours: memoryMb(servers.ours.pid), bare: memoryMb(servers.bare.pid) }
    return [
      ...figures,
      { name: 'cold start', ratio: cold.ours / cold.bare, goal: 4, ...cold, unit: 'ms' },
      { name: 'memory at rest', ours: atRest, most: 130, unit: 'MB' },
      { name: 'memory after load', ratio: loaded.ours / loaded.bare, ...loaded, unit: 'MB' },
    ]
  } finally {
    for (const server of running) await server.stop()
    await scene.end()
  }
}

const engines = await testEngines()
const [what = 'figures'] = process.argv.slice(2)

async function print(heard: readonly Dialect[], measured: (dialect: Dialect) => Promise<Figure[]>) {
  for (const dialect of heard) {
    if (!engines.includes(dialect)) {
      console.log(`\n${dialect}: nothing answers here, so it is not measured.`)
      continue
    }
    console.log(heading(dialect))
    for (const figure of await measured(dialect)) console.log(line(figure))
  }
}

if (what === 'figures') await print(['sqlite', 'postgres'], measure)
else if (what === 'live') await print(['sqlite', 'postgres'], fanOut)
else if (what === 'many') await print(['sqlite', 'postgres', 'mariadb'], many)
else if (what === 'soak') await soak(engines)
else throw new Error(`npm run bench -- ${what}: there are figures (by itself), live, many and soak`)
