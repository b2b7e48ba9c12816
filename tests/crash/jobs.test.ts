/** SIGKILL of a real worker process in the middle of its jobs. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { openTestEngine, type TestEngine } from '#tests/engines/engines.ts'
import { build, jobs, openNode } from './scene.ts'

let place: TestEngine
let node: ReturnType<typeof openNode>
let victim: ChildProcess | undefined

beforeAll(async () => {
  place = await openTestEngine()
  await build(place.engine)
  node = openNode(place.engine, { delayMs: () => 20 })
})
beforeEach(() => node.empty())
afterEach(() => victim?.kill('SIGKILL'))
afterAll(() => place.end())

/** Starts a worker process, and kills it when so many of its jobs stand still. */
async function killWith(inHand: number): Promise<void> {
  const address = JSON.stringify(place.address)
  victim = spawn(process.execPath, ['tests/crash/worker.ts', address], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const gone = once(victim, 'exit')
  const giveUp = setTimeout(() => victim?.kill('SIGKILL'), 8000)
  let seen = 0
  for await (const chunk of victim.stdout!) {
    seen += String(chunk).split('in hand').length - 1
    if (seen >= inHand) break
  }
  clearTimeout(giveUp)
  victim.kill('SIGKILL')
  expect((await gone)[1]).toBe('SIGKILL')
  expect(seen).toBe(inHand)
}

/** Another worker takes over; returns when nothing is left. */
async function takeOver(): Promise<void> {
  const worker = node.jobs.work({ leaseMs: 300, pollMs: 20 })
  for (const end = Date.now() + 8000; Date.now() < end; await sleep(20)) {
    const { ready, running } = await node.jobs.counts()
    if (ready + running === 0) break
  }
  await worker.stop()
  expect(await node.jobs.counts()).toEqual({ ready: 0, running: 0, dead: 0, oldestMs: 0 })
}

test('jobs of a killed worker are taken over after the lease, each with one effect', async () => {
  const crowd = Array.from({ length: 40 }, (_, i) => ({ label: `job ${i}`, ms: 5 }))
  await node.queue(jobs.urgent, [{ label: 'committed', hang: 'after commit' }])
  await node.queue(jobs.note, crowd)
  await node.queue({ ...jobs.note, priority: 6 }, [{ label: 'open', hang: 'before commit' }])
  await node.queue({ ...jobs.note, priority: 9 }, [{ label: 'untouched' }])
  await killWith(2)
  await takeOver()

  const seen = await node.effects()
  const labels = ['committed', 'open', 'untouched', ...crowd.map((it) => it.label)]
  expect(seen.map((it) => it.label).toSorted()).toEqual(labels.toSorted())
  const attempts = Object.fromEntries(seen.map((it) => [it.label, it.attempt]))
  // the first was committed by the dead worker, the second was undone with it
  expect([attempts['committed'], attempts['open']]).toEqual([1, 2])
})

test('a job that was talking to the outside is told that its outcome is unknown', async () => {
  await node.queue(jobs.send, [{ label: 'sent', hang: 'outside' }])
  await killWith(1)
  await takeOver()
  expect(await node.effects()).toMatchObject([
    { label: 'sent', attempt: 1, unknown: false },
    { label: 'sent', attempt: 2, unknown: true },
  ])
})

test('a job that kills its worker on the last attempt becomes a dead letter', async () => {
  const [id] = await node.queue({ ...jobs.send, attempts: 1 }, [{ label: 'x', hang: 'outside' }])
  await killWith(1)
  const worker = node.jobs.work({ leaseMs: 300, pollMs: 20 })
  for (const end = Date.now() + 4000; Date.now() < end; await sleep(20))
    if ((await node.jobs.counts()).dead === 1) break
  await worker.stop()
  expect(await node.jobs.dead()).toMatchObject([{ id, unknown: true }])
})
