import { expect, test } from 'vitest'
import { count, line } from './steps.ts'

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
