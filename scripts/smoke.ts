/** Starts the product as a newcomer does, asks for its first page, stops it as a supervisor does. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from './ports.ts'
import { type Outcome, root } from './steps.ts'

const READY_WITHIN_MS = 120_000
const STOPS_WITHIN_MS = 30_000

export async function smoke(): Promise<Outcome> {
  const startedAt = Date.now()
  const fault = await tryToStart()
  if (fault) console.log(`\nnpm start: ${fault}\n`)
  const [passed, failed] = [Number(!fault), Number(!!fault)]
  return { name: 'npm start', passed, failed, skipped: 0, ms: Date.now() - startedAt }
}

async function tryToStart(): Promise<string | undefined> {
  const folder = mkdtempSync(join(tmpdir(), 'socle-smoke-'))
  const port = await freePort()
  const { DATABASE_URL: _, NODE_ENV: __, ...inherited } = process.env
  const child = spawn('npm', ['start'], {
    cwd: root,
    env: { ...inherited, PORT: String(port), SOCLE_DATA: folder },
    // A group of its own: npm, its shell and the server are stopped together.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  child.stdout.on('data', (text) => (said += text))
  child.stderr.on('data', (text) => (said += text))
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()))
  const stop = (signal: NodeJS.Signals) => child.exitCode ?? process.kill(-child.pid!, signal)

  try {
    const home = `http://127.0.0.1:${port}`
    const isReady = await Promise.race([ready(`${home}/health/ready`), ended.then(() => false)])
    if (!isReady) return `it did not become ready.\n${said}`
    const page = await fetch(home, { headers: { accept: 'text/html' } })
    if (!page.ok || !(await page.text()).includes('<script'))
      return `/ answers ${page.status}.\n${said}`
    stop('SIGTERM')
    const isStopped = await Promise.race([ended.then(() => true), pause(STOPS_WITHIN_MS, false)])
    return isStopped ? undefined : `it did not stop within ${STOPS_WITHIN_MS} ms.\n${said}`
  } finally {
    if (child.exitCode === null && child.signalCode === null) stop('SIGKILL')
    await ended
    rmSync(folder, { recursive: true, force: true })
  }
}

async function ready(url: string): Promise<boolean> {
  const until = Date.now() + READY_WITHIN_MS
  while (Date.now() < until) {
    const answer = await fetch(url).catch(() => undefined) // not listening yet
    if (answer?.ok) return true
    await pause(200, undefined)
  }
  return false
}

const pause = <T>(ms: number, value: T) =>
  new Promise<T>((resolve) => setTimeout(() => resolve(value), ms).unref())
