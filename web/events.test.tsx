import { expect, test } from 'vitest'
import { EventReader, followEvents, type ServerEvent } from './events.tsx'

const whole = (text: string) => new EventReader().read(text)

test('the examples of the standard', () => {
  expect(whole('data: YHOO\ndata: +2\ndata: 10\n\n')).toEqual([
    { id: '', event: 'message', data: 'YHOO\n+2\n10' },
  ])
  expect(
    whole(
      ': test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\n',
    ),
  ).toEqual([
    { id: '1', event: 'message', data: 'first event' },
    { id: '', event: 'message', data: 'second event' },
    { id: '', event: 'message', data: ' third event' },
  ])
  expect(whole('data\n\ndata\ndata\n\ndata:').map((it) => it.data)).toEqual(['', '\n'])
  expect(whole('data:test\n\ndata: test\n\n').map((it) => it.data)).toEqual(['test', 'test'])
})

test('names, ids and waits as the standard reads them', () => {
  const reader = new EventReader('7')
  expect(reader.read('event: add\ndata: 1\n\n')).toEqual([{ id: '7', event: 'add', data: '1' }])
  expect(reader.read('id: a\0b\ndata: 2\n\n')[0]!.id).toBe('7')
  expect(reader.read('id: 9\n\n')).toEqual([])
  expect(reader.lastEventId).toBe('9')
  reader.read('retry: 1500\nretry: x\n')
  expect(reader.retryMs).toBe(1500)
  expect(reader.read('unknown: 1\ndata: : :\n\n')).toEqual([
    { id: '9', event: 'message', data: ': :' },
  ])
})

test('a byte order mark, every end of line, letters of four bytes: cut anywhere, the same is read', () => {
  const text =
    '\uFEFFid: 1.1\r\ndata: 👋🏽 é\r\rid: 1.2\ndata: 日本\rdata: 𝄞\n\n: ping\r\n\r\ndata: fin\r\n\r\n'
  const wanted: ServerEvent[] = [
    { id: '1.1', event: 'message', data: '👋🏽 é' },
    { id: '1.2', event: 'message', data: '日本\n𝄞' },
    { id: '1.2', event: 'message', data: 'fin' },
  ]
  expect(whole(text)).toEqual(wanted)
  const bytes = new TextEncoder().encode(text)
  let seed = 11
  const below = (most: number) => (seed = (seed * 16_807) % 2_147_483_647) % most
  for (let round = 0; round < 400; round++) {
    const reader = new EventReader()
    // As the browser's client does: the mark is the reader's affair.
    const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
    const found: ServerEvent[] = []
    for (let at = 0; at < bytes.length;) {
      const size = 1 + below(round % 2 ? 3 : 12)
      found.push(...reader.read(decoder.decode(bytes.subarray(at, at + size), { stream: true })))
      at += size
    }
    expect(found).toEqual(wanted)
  }
})

test('a line that breaks is taken up after the last event; a refusal ends it', async () => {
  const asked: (string | undefined)[] = []
  const lines = [
    ': open\n\nid: 1\ndata: a\n\nid: 2\ndata: b',
    'id: 2\ndata: b\n\n',
    'id: 3\ndata: end\n\n',
  ]
  const real = globalThis.fetch
  globalThis.fetch = (async (_: string, { headers }: { headers: Record<string, string> }) => {
    asked.push(headers['last-event-id'])
    const line = lines.shift()
    return line === undefined ? new Response('', { status: 404 }) : new Response(line)
  }) as never
  try {
    const heard: string[] = []
    const following = {
      signal: new AbortController().signal,
      onEvent: ({ data }: ServerEvent) => {
        heard.push(data)
        return data === 'end'
      },
    }
    expect(await followEvents('/x', following)).toBeNull()
    expect(heard).toEqual(['a', 'b', 'end'])
    expect(asked).toEqual([undefined, '1', '2'])
    expect(await followEvents('/x', following)).toBe(404)
  } finally {
    globalThis.fetch = real
  }
})
