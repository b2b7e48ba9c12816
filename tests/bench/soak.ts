/**
 * What CI has no time for: sign-up killed 500 times on each engine, the fuzzer with twenty other seeds, and a technician's
 * phone that dies a thousand times and brings 36 photos up a line of 1 Mbit/s on which every fifth packet is lost.
 */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import type { Dialect } from '#kernel/data/column.ts'

const vitest = join(import.meta.dirname, '../../node_modules/.bin/vitest')
const KILLS = '500'
const SEEDS = Array.from({ length: 20 }, (_, i) => String(1000 + i))

const ROUNDS = '20000'
/** Three steps with twelve photos each, of twelve million points; 125,000 bytes a second; six hours at most. */
const PHONE = {
  SOCLE_KILLS: '1000',
  SOCLE_PHOTOS: '12',
  SOCLE_PHOTO_WIDTH: '4000',
  SOCLE_LINE: '125000',
  SOCLE_CUTS: '0.001',
  SOCLE_LONG_MS: String(6 * 3_600_000),
}

/** Runs everything, says what failed at the end; the exit code follows. */
export async function soak(engines: readonly Dialect[]): Promise<void> {
  const failed: string[] = []
  const tried = async (
    name: string,
    project: Dialect | 'pages' | 'e2e',
    file: string,
    env: Record<string, string>,
  ) => {
    const startedAt = Date.now()
    const code = await tests(project, file, env)
    const seconds = ((Date.now() - startedAt) / 1000).toFixed(0)
    console.log(`${code === 0 ? '✓' : '✗'} ${name} on ${project}: ${seconds} s`)
    if (code !== 0) failed.push(`${name} on ${project}`)
  }
  for (const engine of engines) {
    await tried(`${KILLS} kills`, engine, 'tests/crash/signup.test.ts', { SOCLE_KILLS: KILLS })
    for (const seed of SEEDS)
      await tried(`seed ${seed}`, engine, 'tests/fuzz.test.ts', { SOCLE_FUZZ_SEED: seed })
  }
  const queue = 'modules/maintenance/field/queue.test.tsx'
  await tried(`${ROUNDS} rounds of a phone's queue`, 'pages', queue, { SOCLE_ROUNDS: ROUNDS })
  await tried(`a phone killed ${PHONE.SOCLE_KILLS} times`, 'e2e', 'tests/e2e/field.e2e.ts', PHONE)
  console.log(failed.length ? `failed: ${failed.join(', ')}` : 'nothing failed')
  if (failed.length) process.exitCode = 1
}

function tests(project: string, file: string, env: Record<string, string>): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(vitest, ['run', '--project', project, file], {
      env: {
        ...process.env,
        ...(isEngine(project) ? { SOCLE_TEST_ENGINES: project } : {}),
        ...env,
      },
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    child.on('close', (code) => resolve(code ?? 1))
  })
}

const isEngine = (project: string) => project !== 'pages' && project !== 'e2e'
