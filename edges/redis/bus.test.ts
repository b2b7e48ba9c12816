/** News over a Redis of this test's own, which is stopped and started again. */
import { spawn, spawnSync } from 'node:child_process'
import { createServer } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import type { Bus, News } from '#kernel/live/bus.ts'
import { newId } from '#kernel/ids.ts'
import { redisAnswers, redisBus } from './bus.ts'

const hasRedis = spawnSync('redis-server', ['--version']).status === 0
if (!hasRedis) {
  if (process.env['CI']) throw new Error('redis-server is missing: CI must have it')
  console.warn('\n  SKIPPED: there is no redis-server here, the bus is not tested\n')
}

const port = await new Promise<number>((resolve) => {
  const probe = createServer().listen(0, '127.0.0.1', () => {
    const { port: free } = probe.address() as { port: number }
    probe.close(() => resolve(free))
  })
})
const url = `redis://127.0.0.1:${port}`
const closers: (() => unknown)[] = []
afterAll(async () => {
  for (const close of closers) await close()
})

async function startRedis() {
  const args = ['--port', String(port), '--save', '', '--appendonly', 'no', '--bind', '127.0.0.1']
  const child = spawn('redis-server', args, { stdio: 'ignore', cwd: '/tmp' })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  const stop = async () => {
    child.kill('SIGKILL')
    await ended
  }
  closers.push(stop)
  await expect.poll(() => redisAnswers(url), { timeout: 10_000 }).toBe(true)
  return stop
}

function node(prefix = 'st_') {
  const log = { warn() {}, info() {} }
  const bus: Bus = redisBus({ url, prefix, log })
  const heard: News[] = []
  let connected = 0
  bus.listen(
    (news) => heard.push(news),
    () => connected++,
  )
  closers.push(() => bus.close())
  return { bus, heard, connected: () => connected }
}

test.runIf(hasRedis)(
  'news pass between nodes, stop while Redis is down without a throw, and pass again',
  async () => {
    expect(await redisAnswers(url)).toBe(false)
    const early = node()
    expect(early.bus.state()).toBe('down')
    const stop = await startRedis()
    const [a, b, stranger] = [early, node(), node('other_')]
    for (const it of [a, b, stranger]) await expect.poll(it.connected, { timeout: 10_000 }).toBe(1)
    const news = (): News => ({ is: 'published', place: newId(), keys: ['talk/all'] })

    const first = news()
    a.bus.send(first)
    await expect.poll(() => b.heard).toEqual([first])
    expect(stranger.heard).toEqual([])

    const window = 60_000
    const counts = await Promise.all([a, b, a, b].map((it) => it.bus.count('log in ana', window)))
    expect(counts.toSorted()).toEqual([1, 2, 3, 4])
    expect(await stranger.bus.count('log in ana', window)).toBe(1)

    await stop()
    await expect.poll(() => a.bus.state()).toBe('down')
    a.bus.send(news())
    expect(await a.bus.count('log in ana', window)).toBeUndefined()
    await startRedis()
    for (const it of [a, b]) await expect.poll(it.connected, { timeout: 15_000 }).toBe(2)
    const last = news()
    await expect.poll(() => a.bus.state()).toBe('connected')
    a.bus.send(last)
    await expect.poll(() => b.heard.at(-1)).toEqual(last)
    expect(b.heard).toHaveLength(2)
  },
  60_000,
)

test('whether Redis answers is said soon: also when nobody is there, or somebody who stays silent', async () => {
  expect(await redisAnswers('redis://127.0.0.1:1')).toBe(false)
  const silent = createServer(() => undefined).listen(0, '127.0.0.1')
  closers.push(() => silent.close())
  await new Promise((resolve) => silent.once('listening', resolve))
  const { port: at } = silent.address() as { port: number }
  expect(await redisAnswers(`redis://127.0.0.1:${at}`)).toBe(false)
})
