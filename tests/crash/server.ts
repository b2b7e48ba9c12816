/** The whole product as an operating-system process, for tests that stop or kill it. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Address } from '#tests/engines/engines.ts'

export type Server = {
  process: ChildProcess
  address: string
  folder: string
  ended: Promise<number | null>
  /** Asks it to end, and ends it where it does not. */
  stop(): Promise<void>
}

/** Longer than a server gives itself: what is then still there hangs. */
const STOP_WITHIN_MS = 30_000

/** Starts the server on a free port and waits for its address; without pages unless asked. */
export async function startServer(
  env: Record<string, string> = {},
  pages: 'none' | 'built' = 'none',
): Promise<Server> {
  const folder = env['SOCLE_DATA'] ?? mkdtempSync(join(tmpdir(), 'socle-server-'))
  const child = spawn(process.execPath, ['app/main.ts', ...(pages === 'none' ? ['--api'] : [])], {
    env: {
      ...process.env,
      NODE_ENV: 'test',
      PORT: '0',
      SOCLE_LOG: process.env['SOCLE_LOG'] ?? 'error',
      SOCLE_DATA: folder,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  // Passed on, never inherited: a server that outlives its test would keep the runner's own pipe open.
  child.stderr!.pipe(process.stderr, { end: false })
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  // Whatever becomes of the test, its server goes with it.
  const kill = () => void child.kill('SIGKILL')
  process.once('exit', kill)
  void ended.then(() => process.off('exit', kill))
  const stop = async () => {
    const late = setTimeout(kill, STOP_WITHIN_MS)
    child.kill('SIGTERM')
    await ended
    clearTimeout(late)
  }
  const address = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout!).on('line', (line) => {
      const found = /is ready: (\S+)/.exec(line)?.[1]
      if (found) resolve(found.replace('localhost', '127.0.0.1'))
    })
    void ended.then((code) =>
      reject(new Error(`the server ended with ${code} before it was ready`)),
    )
  })
  return { process: child, address, folder, ended, stop }
}

/** The environment that makes a server use the database of a test run. */
export function databaseOf({ dialect, place, prefix }: Address): Record<string, string> {
  return dialect === 'sqlite'
    ? { DATABASE_URL: `sqlite:${place}` }
    : { DATABASE_URL: place, SOCLE_PREFIX: prefix }
}
