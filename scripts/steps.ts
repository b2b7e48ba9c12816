/** One step of a check: a command, its time, and how many things in it passed and failed. */
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'

export const root = join(import.meta.dirname, '..')
const tools = join(root, 'node_modules/.bin')

export type Outcome = { name: string; passed: number; failed: number; skipped: number; ms: number }
type Run = { code: number; output: string; ms: number }
type Options = {
  show?: boolean
  env?: Record<string, string>
  /** A file that the program writes last: what still runs `lingerMs` after it is ended, and its work counts. */
  lastWord?: string
  lingerMs?: number
}

/** A process that holds on to nothing but a pipe must not hold up the whole check. */
const LINGER_MS = 30_000
/** No suite is that long: something waits for what never comes. */
const LIMIT_MS = 25 * 60_000

/** Runs a program of node_modules; `show` prints what it says as it says it, else it is kept for a failure. */
export function run(
  command: string,
  args: readonly string[],
  { show = false, env = {}, lastWord, lingerMs = LINGER_MS }: Options = {},
): Promise<Run> {
  const startedAt = Date.now()
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, PATH: `${tools}${delimiter}${process.env['PATH']}`, ...env },
      stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
      // A group of its own: whatever it started is ended with it.
      detached: true,
    })
    const end = () => process.kill(-child.pid!, 'SIGKILL')
    const stop = () => {
      end()
      process.exit(130)
    }
    process.once('SIGINT', stop).once('SIGTERM', stop)
    let output = ''
    let saidAt = 0
    const watch = setInterval(() => {
      if (lastWord && !saidAt && existsSync(lastWord)) saidAt = Date.now()
      const lingers = saidAt > 0 && Date.now() - saidAt > lingerMs
      const isStuck = Date.now() - startedAt > LIMIT_MS
      if (!lingers && !isStuck) return
      console.log(
        `${command} did not end by itself${isStuck ? ` within ${LIMIT_MS / 60_000} min` : ''}.`,
      )
      clearInterval(watch)
      end()
    }, 1000)
    child.stdout?.on('data', (text) => (output += text))
    child.stderr?.on('data', (text) => (output += text))
    child.on('error', (error) => (output += error.message))
    child.on('close', (code) => {
      clearInterval(watch)
      process.off('SIGINT', stop).off('SIGTERM', stop)
      const outcome = code ?? (saidAt > 0 ? 0 : 1)
      resolve({ code: outcome, output, ms: Date.now() - startedAt })
    })
  })
}

/** A check that holds or does not: one passed or one failed. */
export async function hold(
  name: string,
  command: string,
  args: readonly string[],
  { show = false } = {},
): Promise<Outcome> {
  const { code, output, ms } = await run(command, args, { show })
  if (code !== 0 && !show) console.log(`\n${output.trim()}\n`)
  return say({ name, passed: Number(code === 0), failed: Number(code !== 0), skipped: 0, ms })
}

/** The tests of one vitest project. */
export async function testProject(
  name: string,
  filters: readonly string[],
  env: Record<string, string>,
): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'socle-report-'))
  const report = join(folder, 'report.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  // Words may match nothing in one project; a project that is empty altogether has lost its tests.
  const mayBeEmpty = filters.length > 0 ? ['--passWithNoTests'] : []
  const args = ['run', '--project', name, ...mayBeEmpty, ...reporters, ...filters]
  const { code, ms } = await run('vitest', args, { show: true, env, lastWord: report })
  const counted = existsSync(report) ? count(JSON.parse(readFileSync(report, 'utf8'))) : NOTHING
  rmSync(folder, { recursive: true, force: true })
  // An error outside of every test, or a run that died, fails the project though no test says so.
  const failed = counted.failed || Number(code !== 0)
  return say({ name, ...counted, failed, ms })
}

const NOTHING = { passed: 0, failed: 0, skipped: 0 }

export type Report = {
  testResults: { status: string; assertionResults: { status: string }[] }[]
}

/** A file that cannot be loaded has no test to fail: it counts as one failure itself. */
export function count({ testResults }: Report): typeof NOTHING {
  const all = testResults.flatMap((file) => {
    const isBroken = file.status === 'failed' && !file.assertionResults.some(isFailed)
    return isBroken ? [...file.assertionResults, { status: 'failed' }] : file.assertionResults
  })
  const passed = all.filter((it) => it.status === 'passed').length
  const failed = all.filter(isFailed).length
  return { passed, failed, skipped: all.length - passed - failed }
}
const isFailed = ({ status }: { status: string }) => status === 'failed'

export function say(outcome: Outcome): Outcome {
  console.log(line(outcome))
  return outcome
}

export function line({ name, passed, failed, skipped, ms }: Outcome): string {
  const mark = failed ? '✗' : '✓'
  const seconds = `${(ms / 1000).toFixed(1)} s`
  const rest = `${failed ? `, ${failed} failed` : ''}${skipped ? `, ${skipped} skipped` : ''}`
  return `${mark} ${name.padEnd(12)} ${seconds.padStart(8)}   ${passed} passed${rest}`
}
