import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { assemble } from '#app/assemble.ts'
import { damagedFiles } from '#app/contents.ts'
import { readConfig } from '#kernel/config.ts'
import { createLog } from '#kernel/log.ts'

const KILLS = 12

function bring(megabytes: number, env: Record<string, string> = {}) {
  const child = spawn(process.execPath, ['tests/crash/upload-child.ts', String(megabytes)], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const lines: string[] = []
  const begun = new Promise<void>((resolve) =>
    createInterface(child.stdout).on('line', (line) => {
      lines.push(line)
      if (line === 'begins') resolve()
    }),
  )
  const ended = new Promise((resolve) => child.once('exit', resolve))
  return { child, lines, begun: Promise.race([begun, ended]), ended }
}

test('300 MB arrive in the memory of a few', async () => {
  const figures = async (megabytes: number) => {
    const { lines, ended } = bring(megabytes)
    await ended
    return JSON.parse(lines.at(-1)!) as { state: string; beforeMb: number; peakMb: number }
  }
  const small = await figures(10)
  const large = await figures(300)
  console.log({ small, large })
  expect(large.state).toBe('ready')
  // Buffers that wait for the collector, whatever the file: measured 40 to 70 MB.
  expect(large.peakMb - small.peakMb).toBeLessThan(120)
}, 240_000)

test(`${KILLS} kills in the middle of an upload leave no half file`, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'socle-killed-'))
  const env = { SOCLE_DATA: folder, SOCLE_SECRET: 'k3Jd8sLq0vXzR5tYw2mNb7pHc9fGa1eU' }
  try {
    let finished = 0
    for (let kill = 0; kill < KILLS; kill++) {
      const { child, begun, ended, lines } = bring(60 + kill, env)
      await begun
      await sleep(Math.random() * 900)
      child.kill('SIGKILL')
      await ended
      if (lines.length > 1) finished++
    }
    expect(finished).toBeLessThan(KILLS)
    const { app } = assemble(readConfig(env), createLog('silent'))
    const workspace = (await app.workspaces())[0]!
    const { checked, damaged } = await damagedFiles(app, workspace, true)
    expect(damaged).toEqual([])
    expect(checked).toBeGreaterThan(KILLS)
    await app.close()
    // What is under a name is whole: its size stands in its row, or it is a piece of four million bytes.
    const root = join(folder, 'files', workspace.id, 'uploads')
    for (const name of await readdir(root, { recursive: true })) {
      const it = await stat(join(root, name))
      if (it.isFile()) expect(it.size).toBeGreaterThan(0)
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}, 240_000)
