/** A provider of our own for tests, over real HTTP: what OpenAI-compatible servers and Anthropic say, in every mood. */
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createServer as createHttp, type IncomingMessage, type ServerResponse } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'

export type Mood =
  | 'right'
  /** A word at a time, until it is told to go on. */
  | 'slow'
  | 'silent'
  | 'stalls'
  | 'cut'
  | 'repeats'
  | 'nonsense'
  | 'too often'
  | 'broken'
  | 'refuses'
  | 'lies'
  | 'says no usage'
  | 'moved'

type Body = { model?: string; messages?: unknown[]; stream?: boolean; system?: unknown }
export type Asked = { path: string; key: string; body: Body; at: number }

export const ANSWER =
  'Bonjour 👋🏽, voilà : « l’échelle » est à l’école, derrière la réserve. 日本 — ça va ?'

export async function startProvider({ key = 'clef-de-simulation', answer = ANSWER } = {}) {
  let mood: Mood = 'right'
  let said = answer
  let failures = Infinity
  const asked: Asked[] = []
  let gone = 0
  let stepMs = 2
  const server = createHttp((request, response) => {
    void answerTo(request, response).catch(() => response.destroy())
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')

  async function answerTo(request: IncomingMessage, response: ServerResponse) {
    let text = ''
    for await (const piece of request.setEncoding('utf8')) text += piece
    const body: Body = text ? JSON.parse(text) : {}
    const bearer = request.headers.authorization?.replace('Bearer ', '')
    const given = bearer ?? String(request.headers['x-api-key'] ?? '')
    asked.push({ path: request.url ?? '', key: given, body, at: performance.now() })
    response.on('close', () => void (response.writableFinished || gone++))
    if (given !== key) return refuse(response, 401, 'Incorrect API key provided')
    if (failures-- > 0) {
      if (mood === 'silent') return undefined
      if (mood === 'too often') return refuse(response, 429, 'Slow down')
      if (mood === 'broken') return refuse(response, 500, 'The server had an error')
      if (mood === 'refuses') return refuse(response, 400, 'Rejected by the content policy')
      if (mood === 'moved')
        return void response.writeHead(307, { location: 'http://169.254.169.254/' }).end()
    }
    const isAnthropic = request.url === '/v1/messages'
    if (!isAnthropic && request.url !== '/v1/chat/completions')
      return refuse(response, 404, 'No such address')
    if (body.model === 'unknown') return refuse(response, 404, 'No such model')
    if (!body.stream) return whole(response, said)
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    await (isAnthropic ? speakAnthropic : speak)(response, said)
  }

  async function speak(response: ServerResponse, text: string) {
    const frame = (data: object) => `data: ${JSON.stringify(data)}\n\n`
    const chunk = (choice: object, more = {}) =>
      frame({
        id: 'c1',
        object: 'chat.completion.chunk',
        created: 1,
        model: 'm',
        choices: [choice],
        ...more,
      })
    const delta = (content: string) => chunk({ index: 0, delta: { content }, finish_reason: null })
    await send(response, text, delta)
    if (response.destroyed) return
    response.write(chunk({ index: 0, delta: {}, finish_reason: 'stop' }))
    const usage = usageFor(text)
    if (usage)
      response.write(
        frame({
          id: 'c1',
          object: 'chat.completion.chunk',
          created: 1,
          model: 'm',
          choices: [],
          usage: { ...usage, total_tokens: usage.prompt_tokens + usage.completion_tokens },
        }),
      )
    response.end('data: [DONE]\n\n')
  }

  async function speakAnthropic(response: ServerResponse, text: string) {
    const frame = (data: { type: string }) =>
      `event: ${data.type}\ndata: ${JSON.stringify(data)}\n\n`
    const usage = usageFor(text) ?? { prompt_tokens: 0, completion_tokens: 0 }
    const message = { id: 'm1', type: 'message', role: 'assistant', content: [], model: 'm' }
    const start = {
      ...message,
      stop_reason: null,
      stop_sequence: null,
      usage: { input_tokens: usage.prompt_tokens, output_tokens: 0 },
    }
    response.write(frame({ type: 'message_start', message: start } as { type: string }))
    response.write(
      frame({
        type: 'content_block_start',
        index: 0,
        content_block: { type: 'text', text: '' },
      } as { type: string }),
    )
    await send(response, text, (piece) =>
      frame({
        type: 'content_block_delta',
        index: 0,
        delta: { type: 'text_delta', text: piece },
      } as { type: string }),
    )
    if (response.destroyed) return
    response.write(frame({ type: 'content_block_stop', index: 0 } as { type: string }))
    response.write(
      frame({
        type: 'message_delta',
        delta: { stop_reason: 'end_turn', stop_sequence: null },
        usage: { output_tokens: usage.completion_tokens },
      } as { type: string }),
    )
    response.end(frame({ type: 'message_stop' }))
  }

  function usageFor(text: string) {
    if (mood === 'says no usage') return null
    if (mood === 'lies') return { prompt_tokens: 900_000_000, completion_tokens: 900_000_000 }
    return { prompt_tokens: 40, completion_tokens: Math.ceil(text.length / 4) }
  }

  /** Bytes go out in pieces of any length: letters of four bytes are cut in two. */
  async function send(response: ServerResponse, text: string, frame: (piece: string) => string) {
    const words = text.match(/\S+\s*/g) ?? []
    for (const [place, word] of words.entries()) {
      if (response.destroyed) return
      const bytes = Buffer.from(
        mood === 'nonsense' && place === 1 ? 'data: {"choices": [\n\n' : frame(word),
      )
      const middle = bytes.findIndex((it) => it >= 0xf0) + 1 || Math.floor(bytes.length / 2)
      response.write(bytes.subarray(0, middle))
      await pause(mood === 'slow' ? stepMs : 1)
      response.write(bytes.subarray(middle))
      if (mood === 'repeats' && place === 1) response.write(': the same again, as a comment\n\n')
      if (mood === 'cut' && place === 3) return void response.destroy()
      if (mood === 'stalls' && place === 3) return void (await once(response, 'close'))
    }
  }

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    key,
    asked,
    /** Streams that were left before their end. */
    left: () => gone,
    become(now: Mood, { times = Infinity, slowMs = 2 } = {}) {
      mood = now
      failures = times
      stepMs = slowMs
    },
    say: (text: string) => void (said = text),
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

const refuse = (response: ServerResponse, status: number, message: string) =>
  void response
    .writeHead(status, { 'content-type': 'application/json', 'retry-after-ms': '10' })
    .end(
      JSON.stringify({ type: 'error', error: { type: 'error', message, param: null, code: null } }),
    )

const whole = (response: ServerResponse, content: string) => {
  const choices = [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }]
  const usage = { prompt_tokens: 40, completion_tokens: 10, total_tokens: 50 }
  const body = { id: 'c1', object: 'chat.completion', created: 1, model: 'm', choices, usage }
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
