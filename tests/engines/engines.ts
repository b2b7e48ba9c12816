/** The engine of a test run, relaxed where only a power cut would tell, and cleaned of what dead runs left. */
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Dialect } from '#kernel/data/column.ts'
import { type Engine, MariadbEngine, PostgresEngine, SqliteEngine } from '#kernel/data/engine.ts'

export const engineNames = ['sqlite', 'postgres', 'mariadb'] as const satisfies Dialect[]

export const serverUrls = {
  postgres: process.env.SOCLE_TEST_POSTGRES_URL ?? 'postgres://root@127.0.0.1:5432/test',
  mariadb: process.env.SOCLE_TEST_MARIADB_URL ?? 'mysql://root@127.0.0.1:3306',
}

const MINUTE = 60_000
const DEAD_AFTER_MINUTES = 60
const minuteNow = () => Math.floor(Date.now() / MINUTE)

/** `st_<minute of the start><process><random>_`: unique, short (schemas have 63 characters), and says its age. */
export const runPrefix = () => `st_${minuteNow().toString(36)}${unique().slice(-5)}_`
const unique = () => process.pid.toString(36) + Math.floor(Math.random() * 36 ** 2).toString(36)

/** Names what the workers of one run leave behind; `vitest.config.ts` gives it to all of them. */
export const newRun = () => minuteNow().toString(36) + unique().slice(-3)
const thisRun = process.env.SOCLE_TEST_RUN || newRun()

export const isDead = (name: string) => {
  const start = /^(?:st_|socle-st-)([0-9a-z]{5})/.exec(name)?.[1]
  return start !== undefined && minuteNow() - Number.parseInt(start, 36) > DEAD_AFTER_MINUTES
}

/** The engine under test: the vitest project names it; SQLite when nobody does. */
export function testEngine(): Dialect {
  const name = process.env.SOCLE_TEST_ENGINE ?? 'sqlite'
  if (engineNames.includes(name as Dialect)) return name as Dialect
  throw new Error(`SOCLE_TEST_ENGINE: ${name} is not one of ${engineNames.join(', ')}`)
}

/** The engines to test: those that SOCLE_TEST_ENGINES lists, else those that answer. */
export async function testEngines(): Promise<Dialect[]> {
  const wanted = process.env.SOCLE_TEST_ENGINES
  if (wanted) return engineNames.filter((name) => wanted.split(',').includes(name))
  const answers = await Promise.all(engineNames.map(isThere))
  return engineNames.filter((_, i) => answers[i])
}

async function isThere(name: Dialect): Promise<boolean> {
  if (name === 'sqlite') return true
  const engine = connect(name, 'st_probe_')
  try {
    await engine.list()
    return true
  } catch {
    return false // not running here
  } finally {
    await engine.close()
  }
}

export type Server = Exclude<Dialect, 'sqlite'>
const connect = (name: Server, prefix: string, url = serverUrls[name], max = 10): Engine =>
  name === 'postgres'
    ? new PostgresEngine({ url, prefix, max, settings: { synchronous_commit: 'off' } })
    : new MariadbEngine({ url, prefix, max })

/** How another process reaches the same namespaces. */
export type Address = { dialect: Dialect; place: string; prefix: string }
export type TestEngine = {
  engine: Engine
  address: Address
  /** Drops everything that was created and closes. */
  end(): Promise<void>
}

export const engineAt = ({ dialect, place, prefix }: Address, max?: number): Engine =>
  dialect === 'sqlite'
    ? new SqliteEngine({ dir: place, synchronous: 'off' })
    : connect(dialect, prefix, place, max)

/** A place of its own on the engine under test. `max`: connections; `url`: another way to the same server. */
export async function openTestEngine(
  dialect: Dialect = testEngine(),
  { max, url }: { max?: number; url?: string } = {},
): Promise<TestEngine> {
  if (dialect === 'sqlite') {
    sweepFolders()
    const place = mkdtempSync(join(tmpdir(), `socle-st-${minuteNow().toString(36)}-`))
    const address = { dialect, place, prefix: '' }
    const engine = engineAt(address)
    const end = async () => {
      await engine.close()
      rmSync(place, { recursive: true, force: true })
    }
    return { engine, address, end }
  }
  await sweepServer(dialect)
  const address = { dialect, place: url ?? serverUrls[dialect], prefix: runPrefix() }
  const engine = engineAt(address, max)
  const end = async () => {
    for (const name of await engine.list()) await engine.drop(name)
    await engine.close()
  }
  return { engine, address, end }
}

/** The place that all test files of a worker use, one after the other; it goes when the run ends (`leftovers.ts`). */
export function openShelf(dialect: Dialect = testEngine()): Engine {
  if (dialect === 'sqlite') return engineAt({ dialect, place: newFolder('shelf'), prefix: '' })
  return connect(dialect, `st_${thisRun}${unique().slice(-2)}_`)
}

/** A folder that goes when the run ends. */
export const newFolder = (what: string) =>
  mkdtempSync(join(tmpdir(), `socle-st-${thisRun}-${what}-`))

/** Removes what a run has left in folders and on servers. */
export async function sweepRun(run: string, servers: readonly Server[]) {
  for (const folder of readdirSync(tmpdir()))
    if (folder.startsWith(`socle-st-${run}-`))
      rmSync(join(tmpdir(), folder), { recursive: true, force: true })
  for (const dialect of servers) {
    const everything = connect(dialect, `st_${run}`, serverUrls[dialect], 1)
    const shelves = new Set((await everything.list()).map((name) => name.slice(0, 2)))
    await everything.close()
    for (const shelf of shelves) {
      const engine = connect(dialect, `st_${run}${shelf}_`, serverUrls[dialect], 2)
      for (const name of await engine.list()) await engine.drop(name)
      await engine.close()
    }
  }
}

function sweepFolders() {
  for (const folder of readdirSync(tmpdir())) {
    const path = join(tmpdir(), folder)
    if (isDead(folder) && statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
      rmSync(path, { recursive: true, force: true })
    }
  }
}

const swept = new Set<Server>()
async function sweepServer(dialect: Server) {
  if (swept.has(dialect)) return
  swept.add(dialect)
  const everything = connect(dialect, 'st_', serverUrls[dialect], 1)
  for (const name of await everything.list()) {
    if (isDead(`st_${name}`)) await everything.drop(name)
  }
  await everything.close()
}
