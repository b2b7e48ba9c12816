import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { pushService } from './push.ts'
import { startPushService, vapidKeys } from './simulator.ts'

const keys = { ...vapidKeys(), subject: 'mailto:post@socle.test' }
const how = { urgency: 'high', topic: 'one' } as const
let there: Awaited<ReturnType<typeof startPushService>>
beforeAll(async () => {
  there = await startPushService()
})
beforeEach(() => {
  there.answer(201)
  there.heard.length = 0
})
afterAll(() => there.stop())

const send = (words = 'Été à Noël') => pushService(keys, there).send(there.device, words, how)

test('only the browser reads it, and the service knows who sends', async () => {
  expect(await send()).toBe('sent')
  expect(there.faults).toEqual([])
  const [{ words, claims, headers }] = there.heard as [(typeof there.heard)[number]]
  expect(words).toBe('Été à Noël')
  expect(claims).toMatchObject({ aud: there.origin, sub: keys.subject })
  expect(Number(claims['exp']) * 1000 - Date.now()).toBeLessThan(86_400_000)
  expect(headers).toMatchObject({ ttl: '86400', urgency: 'high', topic: 'one' })
})

test('a browser that has gone is told apart from a service that is tired', async () => {
  for (const status of [404, 410]) {
    there.answer(status)
    expect(await send()).toBe('gone')
  }
  for (const status of [429, 503]) {
    there.answer(status)
    await expect(send()).rejects.toThrow(String(status))
  }
})

test.each([
  'https://127.0.0.1/x',
  'https://[::1]/x',
  'https://10.0.0.7/x',
  'https://db.internal/x',
  'https://localhost/x',
  'https://push.example:8443/x',
  'http://push.example/x',
])('%s is no push service, and nothing is sent there', async (endpoint) => {
  expect(await pushService(keys).send({ ...there.device, endpoint }, 'x', how)).toBe('gone')
})
