import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { count, line, run } from './steps.ts'

const file = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((it) => ({ status: it })),
})

test('tests are counted one by one', () => {
  const report = { testResults: [file('failed', 'passed', 'failed'), file('passed', 'passed')] }
  expect(count(report)).toEqual({ passed: 2, failed: 1, skipped: 0 })
})

test('a file that cannot be loaded is a failure, though no test in it failed', () => {
  expect(count({ testResults: [file('failed')] })).toEqual({ passed: 0, failed: 1, skipped: 0 })
})

test('what was skipped is said, never counted as passed', () => {
  const counted = count({ testResults: [file('passed', 'passed', 'pending')] })
  expect(line({ name: 'pure', ...counted, ms: 1234 })).toMatch(
    /✓ pure +1\.2 s {3}1 passed, 1 skipped/,
  )
})

test('a run that has said its last word and does not end is ended, with what it started', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'socle-linger-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const [lastWord, grandchild] = [join(folder, 'report.json'), join(folder, 'pid')]
  const program = `
    const { spawn } = require('node:child_process'), { writeFileSync } = require('node:fs')
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' })
    writeFileSync(${JSON.stringify(grandchild)}, String(child.pid))
    writeFileSync(${JSON.stringify(lastWord)}, '{}')`
  const { code } = await run('node', ['-e', program], { lastWord, lingerMs: 500 })
  expect(code).toBe(0)
  const pid = Number(readFileSync(grandchild, 'utf8'))
  // Ended, or ended and waiting for its parent to notice.
  const isAlive = () => {
    try {
      return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
    } catch {
      return false
    }
  }
  await expect.poll(isAlive).toBe(false)
})
