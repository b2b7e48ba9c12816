/** The whole product in one process: database brought up to date, port opened, jobs worked, stopped gracefully. */
import { isIP } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { isEmptyInstallation } from '#core/identity/api.ts'
import { type Storyteller, storyteller } from '#core/operations/contract.ts'
import { BadConfig, type Config, readConfig } from '#kernel/config.ts'
import { createLog, type Log } from '#kernel/log.ts'
import { assemble, type Product } from './assemble.ts'
import { tellDemo } from './demo.ts'
import { isLoopback } from './guard.ts'
import { createServer } from './http.ts'
import type { Pages } from './pages.ts'
import { sentences } from './texts.ts'

const TEND_EVERY_MS = 15_000
const STOP_WITHIN_MS = 25_000 // systemd and compose wait 30 s before they kill

export type Running = {
  product: Product
  server: FastifyInstance
  address: string
  stop(): Promise<void>
}

export function readConfigOrExit(): Config {
  process.umask(0o077) // databases, mails and secrets are for this user alone
  try {
    return readConfig(process.env)
  } catch (error) {
    if (!(error instanceof BadConfig)) throw error
    for (const fault of error.faults) console.error(`✗ ${fault}`)
    process.exit(78) // EX_CONFIG: a supervisor need not try again
  }
}

export async function start(config: Config, pages: Pages): Promise<Running> {
  const log = createLog(config.logLevel)
  const product = assemble(config, log)
  const { app } = product
  const tell = config.production ? null : () => tellDemo(config, log)
  product.clients.set(storyteller.name, { tell } satisfies Storyteller)
  await app.prepare()
  await app.upgrade()

  const drain = { isOn: false }
  const closing = new AbortController()
  const server = await createServer({
    app,
    config,
    sentences,
    log,
    pages,
    drain,
    closing: closing.signal,
  })
  app.live.listen()
  // Whoever works the queue, what a crash left in the outboxes is carried to it.
  await carryAll(product)
  const tending = setInterval(() => {
    app.jobs.carryLeft().catch((error) => log.warn({ err: error }, 'jobs stay in their outbox'))
  }, TEND_EVERY_MS)
  const worker = config.worker === 'inline' ? await startWorker(product, config) : undefined
  const address = await server.listen({ port: config.port, host: config.host })

  let stopping: Promise<void> | undefined
  const stop = () =>
    (stopping ??= (async () => {
      drain.isOn = true
      await sleep(config.drainMs)
      closing.abort()
      clearInterval(tending)
      await Promise.all([server.close(), worker?.stop()])
      await app.close()
    })())
  stopOnSignals(stop, log)
  return { product, server, address: reachable(config, address), stop }
}

/** Works the queue of this installation; also what `socle worker` does alone. */
export async function startWorker(
  { app }: Pick<Product, 'app'>,
  { leaseMs }: Pick<Config, 'leaseMs'>,
): Promise<{ stop(): Promise<void> }> {
  await carryAll({ app })
  await app.jobs.schedules()
  return app.jobs.work({ concurrency: 8, leaseMs })
}

/** One that was only asked for has no data yet, and one that is being erased none any more. */
async function carryAll({ app }: Pick<Product, 'app'>): Promise<void> {
  const places = (await app.workspaces()).filter(
    ({ state }) => state !== 'requested' && state !== 'deleting',
  )
  await app.jobs.carryAll(places.map((it) => it.id))
}

export function stopOnSignals(stop: () => Promise<void>, log: Log): void {
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, () => {
      log.info({ signal }, 'stopping: finishing requests, giving jobs back')
      setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref()
      stop().then(
        () => process.exit(0),
        (error) => {
          log.error({ err: error }, 'could not stop cleanly')
          process.exit(1)
        },
      )
    })
}

/** The first start of a server that others can reach asks for a code, so that no passer-by becomes its administrator. */
export async function welcome(product: Product, config: Config, address: string): Promise<string> {
  const lines = ['', `  Socle is ready: ${address}`, '']
  if (!config.production) lines.push(`  Mails sent by this installation: ${address}/dev/mails`)
  const isEmpty = await product.app.readRegistry((db) => isEmptyInstallation(db))
  // Behind a proxy the server itself may well listen on this machine only.
  const isReachable = config.production || config.trustProxy || !isLoopback(config.host)
  if (isEmpty && isReachable) lines.push(`  Code for the first account: ${product.setupCode}`)
  return [...lines, ''].join('\n')
}

function reachable({ host, port }: Config, address: string): string {
  const actual = port || Number(new URL(address).port)
  const isHere = host === '127.0.0.1' || host === '0.0.0.0' || host === '::'
  return `http://${isHere ? 'localhost' : isIP(host) === 6 ? `[${host}]` : host}:${actual}`
}
