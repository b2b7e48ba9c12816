/** The two servers as processes: started, asked for their first answer, weighed through /proc. */
import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { ask } from './load.ts'

export type Server = {
  pid: number
  address: string
  /** From the start of the process to its first answer. */
  startedInMs: number
  stop(): Promise<void>
}

export const programs = {
  ours: ['--max-semi-space-size=4', 'app/main.mjs', '--api'], // as `npm start` and deploy/ do
  bare: ['tests/bench/bare.ts'],
  live: ['tests/bench/live-server.ts'],
} as const

const READY_WITHIN_MS = 30_000

/** Starts a server and waits until it has answered `first`, a request to the database. */
export async function startServer(
  program: keyof typeof programs,
  env: Record<string, string>,
  first: { path: string; cookie?: string },
  flags: readonly string[] = [],
): Promise<Server> {
  const startedAt = performance.now()
  const child = spawn(process.execPath, [...flags, ...programs[program]], {
    env: { ...process.env, ...env, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const address = await addressOf(child)
  await ask({ address, method: 'GET', ...first })
  return {
    pid: child.pid!,
    address,
    startedInMs: performance.now() - startedAt,
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve())
        child.kill('SIGTERM')
      }),
  }
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      child.kill('SIGKILL')
      reject(new Error('the server is not ready after half a minute'))
    }, READY_WITHIN_MS)
    // Read to the end: a server whose log nobody reads would stop at a full pipe.
    createInterface(child.stdout!).on('line', (line) => {
      const found = /is ready: (\S+)/.exec(line)?.[1]
      if (!found) return
      clearTimeout(late)
      resolve(found.replace('localhost', '127.0.0.1'))
    })
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)))
  })
}

/** Linux counts a process's time in hundredths of a second (USER_HZ, proc(5)). */
const TICK_MS = 10

/** Processor time of a process with all its threads, in user and kernel mode. */
export function cpuMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const [user, system] = [fields[11], fields[12]] // utime and stime, the 14th and 15th of the line
  return (Number(user) + Number(system)) * TICK_MS
}

/** Memory that a process holds in RAM. */
export function memoryMb(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)![1]) / 1024
}
