import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import type { ModelChoice, ModelPart, Provider } from '#core/ai/models/contract.ts'
import { guardedFetch, isInner } from './guarded-fetch.ts'
import { sdkModels } from './models.ts'
import { ANSWER, type Mood, startProvider } from './simulator.ts'

let provider: Awaited<ReturnType<typeof startProvider>>
beforeAll(async () => void (provider = await startProvider()))
afterAll(() => provider.close())
beforeEach(() => {
  provider.become('right')
  provider.say(ANSWER)
  provider.asked.length = 0
})

const models = sdkModels({ installed: null, price: null, mayBeInner: true, stalledMs: 400 })
const choice = (more: Partial<ModelChoice> = {}): ModelChoice => ({
  provider: 'compatible',
  address: provider.url,
  model: 'petit',
  key: provider.key,
  isTrusted: false,
  ...more,
})
const question = (signal = new AbortController().signal) => ({
  system: 'Tu réponds en français.',
  messages: [{ role: 'user' as const, text: 'Où est l’échelle ?' }],
  mostTokens: 200,
  signal,
})

async function heard(chosen = choice(), signal?: AbortSignal) {
  const parts: ModelPart[] = []
  for await (const part of models.stream(chosen, question(signal))) parts.push(part)
  const text = parts.map((it) => (it.is === 'text' ? it.text : '')).join('')
  return { text, end: parts.at(-1) }
}

describe.each(['compatible', 'openai', 'anthropic'] as Provider[])('a model by %s', (name) => {
  test('says its whole answer, whatever the network cuts in two, and what it used', async () => {
    const { text, end } = await heard(choice({ provider: name }))
    expect(text).toBe(ANSWER)
    expect(end).toMatchObject({ is: 'end', isCut: false, usage: { inputTokens: 40 } })
    expect(JSON.stringify(provider.asked[0]!.body)).toContain('Tu réponds en français.')
  })
  test('is told to end when nobody listens any more', async () => {
    provider.become('slow', { slowMs: 20 })
    provider.say('mot '.repeat(300))
    const stop = new AbortController()
    const before = provider.left()
    await expect(async () => {
      for await (const part of models.stream(choice({ provider: name }), question(stop.signal)))
        if (part.is === 'text') stop.abort()
    }).rejects.toThrow()
    await expect.poll(() => provider.left(), { timeout: 20_000 }).toBe(before + 1)
  })
})

test.each<[Mood, string]>([
  ['silent', 'stalled'],
  ['stalls', 'stalled'],
  ['cut', 'cut'],
  ['too often', 'too-often'],
  ['broken', 'unreachable'],
  ['refuses', 'refused'],
  ['moved', 'address-refused'],
  ['nonsense', 'nonsense'],
])('a provider that is %s ends in a fault: %s', async (mood, kind) => {
  provider.become(mood)
  await expect(heard()).rejects.toMatchObject({ kind })
})

test('a wrong key and an unknown model are not tried again; a busy provider is', async () => {
  await expect(heard(choice({ key: 'fausse' }))).rejects.toMatchObject({ kind: 'key-refused' })
  await expect(heard(choice({ model: 'unknown' }))).rejects.toMatchObject({ kind: 'no-such-model' })
  expect(provider.asked).toHaveLength(2)
  provider.become('too often', { times: 2 })
  expect((await heard()).text).toBe(ANSWER)
  expect(provider.asked).toHaveLength(5)
})

test('comments change nothing, and usage that is not said is not invented', async () => {
  provider.become('repeats')
  expect((await heard()).text).toBe(ANSWER)
  provider.become('says no usage')
  expect((await heard()).end).toMatchObject({ usage: null })
})

test('an answer of a shape, with a picture to look at; another shape is a fault', async () => {
  const shape = z.object({ marque: z.string(), confiance: z.number() })
  const picture = { type: 'image/png', bytes: Buffer.from('89504e470d0a1a0a', 'hex') }
  const asked = { ...question(), shape }
  const messages = [{ role: 'user' as const, text: 'Que vois-tu ?', pictures: [picture] }]
  provider.say(JSON.stringify({ marque: 'SMA', confiance: 0.8 }))
  const { value } = await models.structured(choice(), { ...asked, messages })
  expect(value).toEqual({ marque: 'SMA', confiance: 0.8 })
  const sent = JSON.stringify(provider.asked[0]!.body)
  expect(sent).toContain('data:image/png;base64,')
  expect(sent).toContain('json_schema')
  provider.say(JSON.stringify({ marque: 12 }))
  await expect(models.structured(choice(), asked)).rejects.toMatchObject({ kind: 'nonsense' })
})

test.each([
  ['127.0.0.1', true],
  ['10.1.2.3', true],
  ['169.254.169.254', true],
  ['192.168.0.9', true],
  ['100.64.1.1', true],
  ['0.0.0.0', true],
  ['::1', true],
  ['::ffff:127.0.0.1', true],
  ['fd00::1', true],
  ['fe80::1', true],
  ['64:ff9b::7f00:1', true],
  ['2002:7f00:1::', true],
  ['93.184.216.34', false],
  ['2606:4700::1111', false],
])('the address %s is inside: %s', (address, inside) => {
  expect(isInner(address)).toBe(inside)
})

test('an address that a workspace typed reaches no private network, by whatever spelling', async () => {
  const fetchOf = guardedFetch(false)
  const port = new URL(provider.url).port
  for (const host of [
    '127.0.0.1',
    'localhost',
    '[::1]',
    '0x7f.1',
    '2130706433',
    '[::ffff:7f00:1]',
    '0',
  ])
    await expect(fetchOf(`http://${host}:${port}/v1/models`), host).rejects.toMatchObject({
      kind: 'address-refused',
    })
  await expect(fetchOf('file:///etc/passwd')).rejects.toMatchObject({ kind: 'address-refused' })
  const guarded = sdkModels({ installed: null, price: null, mayBeInner: false })
  await expect(async () => {
    for await (const _ of guarded.stream(choice(), question())) expect(_).toBeUndefined()
  }).rejects.toMatchObject({ kind: 'address-refused' })
  expect(provider.asked).toEqual([])
  // The installation's own model may be next door: who runs it chose the address.
  expect((await heard(choice({ isTrusted: true }))).text).toBe(ANSWER)
})
