/** What CI has no time for: sign-up killed 500 times on each engine, and the fuzzer with twenty other seeds. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import type { Dialect } from '#kernel/data/column.ts'

const vitest = join(import.meta.dirname, '../../node_modules/.bin/vitest')
const KILLS = '500'
const SEEDS = Array.from({ length: 20 }, (_, i) => String(1000 + i))

/** Runs everything, says what failed at the end; the exit code follows. */
export async function soak(engines: readonly Dialect[]): Promise<void> {
  const failed: string[] = []
  const tried = async (
    name: string,
    engine: Dialect,
    file: string,
    env: Record<string, string>,
  ) => {
    const startedAt = Date.now()
    const code = await tests(engine, file, env)
    const seconds = ((Date.now() - startedAt) / 1000).toFixed(0)
    console.log(`${code === 0 ? '✓' : '✗'} ${name} on ${engine}: ${seconds} s`)
    if (code !== 0) failed.push(`${name} on ${engine}`)
  }
  for (const engine of engines) {
    await tried(`${KILLS} kills`, engine, 'tests/crash/signup.test.ts', { SOCLE_KILLS: KILLS })
    for (const seed of SEEDS)
      await tried(`seed ${seed}`, engine, 'tests/fuzz.test.ts', { SOCLE_FUZZ_SEED: seed })
  }
  console.log(failed.length ? `failed: ${failed.join(', ')}` : 'nothing failed')
  if (failed.length) process.exitCode = 1
}

function tests(engine: Dialect, file: string, env: Record<string, string>): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(vitest, ['run', '--project', engine, file], {
      env: { ...process.env, SOCLE_TEST_ENGINES: engine, ...env },
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    child.on('close', (code) => resolve(code ?? 1))
  })
}
