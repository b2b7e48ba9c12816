/** The ways to an engine: straight, and for PostgreSQL also through PgBouncer in transaction mode. */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { isDead, runPrefix, serverUrls, testEngine } from './engines.ts'

const PGBOUNCER = '/usr/sbin/pgbouncer'
/** Connections to the server behind it: fewer than the tests open in front. */
const POOL_SIZE = 4
const START_MS = 10_000

export type Way = { name: string; open(): Promise<{ url?: string; close(): Promise<void> }> }

const straight: Way = { name: 'straight', open: async () => ({ close: async () => undefined }) }

export function ways(): Way[] {
  if (testEngine() !== 'postgres') return [straight]
  if (existsSync(PGBOUNCER)) return [straight, { name: 'through PgBouncer', open: startPgbouncer }]
  if (process.env.CI) throw new Error(`${PGBOUNCER} is missing: the full run needs it`)
  console.warn(`${PGBOUNCER} is absent: not tested through PgBouncer`)
  return [straight]
}

/** Over a database of its own, because settings of the role in it are changed for good. */
async function startPgbouncer() {
  const server = new URL(serverUrls.postgres)
  const user = decodeURIComponent(server.username)
  const database = `${runPrefix()}bouncer`
  await dropLeftovers()
  await onServer(`create database ${database}`)

  const folder = await mkdtemp(join(tmpdir(), 'socle-bouncer-'))
  const port = await freePort()
  const config = join(folder, 'pgbouncer.ini')
  const password = server.password ? ` password=${decodeURIComponent(server.password)}` : ''
  await writeFile(
    config,
    `[databases]
${database} = host=${server.hostname} port=${server.port || 5432} user=${user}${password}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = ${POOL_SIZE}
max_client_conn = 200
`,
  )
  await chmod(folder, 0o755)
  // It refuses to run as root, and only root may choose another user.
  const asUser = process.getuid?.() === 0 ? ['-u', 'postgres'] : []
  const child = spawn(PGBOUNCER, ['-q', ...asUser, config], { stdio: 'ignore' })
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const url = `postgres://${encodeURIComponent(user)}@127.0.0.1:${port}/${database}`

  const kill = () => child.kill('SIGKILL')
  process.once('exit', kill)
  const close = async () => {
    process.off('exit', kill)
    kill()
    await exited
    await onServer(`drop database if exists ${database} with (force)`)
    await rm(folder, { recursive: true, force: true })
  }
  try {
    await untilItAnswers(url)
  } catch (error) {
    await close()
    throw error
  }
  return { url, close }
}

async function dropLeftovers() {
  const { rows } = await onServer(`select datname from pg_database where datname like 'st%bouncer'`)
  for (const { datname } of rows) {
    if (isDead(datname)) await onServer(`drop database if exists ${datname} with (force)`)
  }
}

async function onServer(text: string) {
  const client = new pg.Client({ connectionString: serverUrls.postgres })
  await client.connect()
  try {
    return await client.query<{ datname: string }>(text)
  } finally {
    await client.end()
  }
}

async function untilItAnswers(url: string) {
  const until = Date.now() + START_MS
  for (;;) {
    const client = new pg.Client({ connectionString: url })
    try {
      await client.connect()
      return await client.end()
    } catch (error) {
      if (Date.now() > until) throw error
      await sleep(50)
    }
  }
}

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
