/** Answers over real HTTP, by the browser's own reader: cut, taken up, followed by several, from another node. */
import { createConnection, createServer as createTcp, type AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { createServer } from '#app/http.ts'
import { sentences } from '#app/texts.ts'
import { AnswerEvent, readAnswer, stopAnswer } from '#core/ai/answers/contract.ts'
import { askAssistant } from '#core/ai/chats/contract.ts'
import { exportAiUsage } from '#core/ai/usage/contract.ts'
import { startProvider } from '#edges/models/simulator.ts'
import { createLog } from '#kernel/log.ts'
import { lendModel, type Provider } from '#tests/assistant.ts'
import { config, village } from '#tests/village.ts'
import { EventReader } from '#web/events.tsx'

const LONG = Array.from({ length: 120 }, (_, n) => `mot${n} 👋🏽`).join(' ')

let provider: Provider
let scene: Awaited<ReturnType<typeof open>>
beforeAll(async () => {
  provider = await startProvider({ answer: LONG })
  scene = await open()
})
afterAll(async () => {
  await scene.worker.stop()
  await scene.server.close()
  provider.close()
})

async function open() {
  const here = await village()
  lendModel(here, provider)
  const serving = {
    app: here.app,
    config: config(),
    sentences,
    log: createLog('silent'),
    drain: { isOn: false },
  }
  const server = await createServer({ ...serving, pages: 'none' })
  await server.listen({ port: 0, host: '127.0.0.1' })
  const { port } = server.server.address() as AddressInfo
  return { ...here, server, port, worker: here.app.jobs.work({ pollMs: 10 }) }
}

const headers = (cookie: string, more = {}) => ({ cookie: `socle=${cookie}`, ...more })
const address = (id: string, port = scene.port) =>
  `http://127.0.0.1:${port}/api/w/tilleul/ai/answers/${id}/events`

type Heard = { text: string; last: string; end: z.output<typeof AnswerEvent> | undefined }

/** Reads a stream until its end, or until so many letters have come. */
async function follow(
  url: string,
  cookie: string,
  { last = '', enough = Infinity } = {},
): Promise<Heard> {
  const response = await fetch(url, {
    headers: headers(cookie, last ? { 'last-event-id': last } : {}),
  })
  expect(response.headers.get('content-type')).toContain('text/event-stream')
  expect(response.headers.get('x-accel-buffering')).toBe('no')
  const reader = new EventReader(last)
  const decoder = new TextDecoder()
  const heard: Heard = { text: '', last, end: undefined }
  const body = response.body!.getReader()
  try {
    while (heard.text.length < enough) {
      const { done, value } = await body.read()
      if (done) break
      for (const it of reader.read(decoder.decode(value, { stream: true }))) {
        const event = z.parse(AnswerEvent, JSON.parse(it.data))
        heard.last = it.id
        if (event.is === 'text') heard.text += event.text
        else if (event.is === 'end') heard.end = event
      }
    }
  } catch {
    // Cut in the middle: what was heard is what counts.
  } finally {
    await body.cancel().catch(() => undefined)
  }
  return heard
}

const ask = async (question: string) => (await scene.ana.call(askAssistant, { question })).answer.id

test('several follow one answer; whoever is cut off comes back without loss or repetition', async () => {
  provider.become('slow', { slowMs: 4 })
  const id = await ask('Une longue réponse')
  const { cookie } = scene.ana
  const restless = async () => {
    let [text, last] = ['', '']
    for (let round = 0; ; round++) {
      const heard = await follow(address(id), cookie, { last, enough: 60 + round * 37 })
      text += heard.text
      last = heard.last
      if (heard.end) return text
    }
  }
  const [whole, pieces] = await Promise.all([follow(address(id), cookie), restless()])
  expect(whole.text).toBe(LONG)
  expect(pieces).toBe(LONG)
  expect(whole.end).toMatchObject({ answer: { state: 'complete', text: LONG } })
  // Afterwards as well, from any place.
  expect((await follow(address(id), cookie)).text).toBe(LONG)
  expect((await follow(address(id), cookie, { last: whole.last })).text).toBe('')
})

test('a line that is cut anywhere, even in a letter, loses nothing', async () => {
  provider.become('slow', { slowMs: 3 })
  let budget = 300
  const proxy = createTcp((near) => {
    const far = createConnection(scene.port)
    let left = (budget += 211)
    near.pipe(far)
    far.on('data', (bytes: Buffer) => {
      near.write(bytes.subarray(0, left))
      left -= bytes.length
      if (left <= 0) near.destroy()
    })
    far.on('close', () => near.destroy())
    near.on('close', () => far.destroy())
    for (const it of [near, far]) it.on('error', () => it.destroy())
  }).listen(0, '127.0.0.1')
  await new Promise((ready) => proxy.once('listening', ready))
  const { port } = proxy.address() as AddressInfo
  const id = await ask('Une réponse par une mauvaise ligne')
  let [text, last, rounds] = ['', '', 0]
  for (; rounds < 200; rounds++) {
    const heard = await follow(address(id, port), scene.ana.cookie, { last }).catch(() => undefined)
    text += heard?.text ?? ''
    last = heard?.last ?? last
    if (heard?.end) break
  }
  proxy.close()
  expect(rounds).toBeGreaterThan(2)
  expect(text).toBe(LONG)
})

test('the first letter is shown soon after the provider’s first, and nobody has to listen', async () => {
  provider.become('slow', { slowMs: 3 })
  const id = await ask('Une réponse que personne n’attend')
  const done = async () => (await scene.ana.call(readAnswer, { answerId: id })).state
  await expect.poll(done, { timeout: 60_000 }).toBe('complete')
  const answer = await scene.ana.call(readAnswer, { answerId: id })
  expect(answer).toMatchObject({ text: LONG, reason: null })
})

test('somebody else’s stream does not exist, and Stop ends it for all who follow', async () => {
  provider.become('slow', { slowMs: 20 })
  const id = await ask('Une réponse qu’on arrête')
  const strange = await fetch(address(id), { headers: headers(scene.bob.cookie) })
  expect(strange.status).toBe(404)
  const following = follow(address(id), scene.ana.cookie)
  await pause(150)
  await scene.ana.call(stopAnswer, { answerId: id })
  expect((await following).end).toMatchObject({
    answer: { state: 'interrupted', reason: 'stopped' },
  })
})

test('the calls leave as a sheet without names and without formulas', async () => {
  const sheet = await fetch(`http://127.0.0.1:${scene.port}/api/w/tilleul${exportAiUsage.path}`, {
    headers: headers(scene.ana.cookie),
  })
  const lines = (await sheet.text()).trim().split('\r\n')
  expect(lines[0]).toContain('costMicros')
  expect(lines.length).toBeGreaterThan(3)
  expect(lines.join()).not.toContain(scene.ana.id)
})
