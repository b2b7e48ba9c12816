/** What Prometheus is given, read by its own tool. */
import { spawnSync } from 'node:child_process'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { has, inCi } from '../tools.ts'
import { toyServer } from './toy.ts'

let toy: Awaited<ReturnType<typeof toyServer>>
beforeAll(async () => void (toy = await toyServer()))
afterAll(() => toy.close())

test('the figures are as Prometheus wants them', async () => {
  await fetch(`${toy.address}/health/ready`)
  const text = await (await fetch(`${toy.address}/metrics`)).text()
  for (const name of ['socle_jobs{state="dead"}', 'socle_jobs_oldest_seconds'])
    expect(text).toContain(name)
  expect(has('promtool') || !inCi).toBe(true)
  if (!has('promtool')) return
  const { status, stdout, stderr } = spawnSync('promtool', ['check', 'metrics'], {
    input: text,
    encoding: 'utf8',
  })
  expect(`${stdout}${stderr}`).toBe('')
  expect(status).toBe(0)
})
