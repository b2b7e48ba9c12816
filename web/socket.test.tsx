/** The tab's end of a live connection, over a wire that the test cuts: what it asks, when it comes back, what it lets pass. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { CLOSED, type FromServer } from '#kernel/wire.ts'
import { type Ear, LiveSocket } from './socket.tsx'

/** The browser's socket, with the other end in the hands of the test. */
class Wire extends EventTarget {
  static readonly OPEN = 1
  static all: Wire[] = []
  readyState = 0
  readonly sent: Record<string, unknown>[] = []

  constructor() {
    super()
    Wire.all.push(this)
  }
  send(text: string) {
    this.sent.push(JSON.parse(text))
  }
  close() {
    this.cut(1000)
  }
  open() {
    this.readyState = 1
    this.dispatchEvent(new Event('open'))
  }
  tell(frame: FromServer) {
    this.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(frame) }))
  }
  cut(code: number) {
    if (this.readyState === 3) return
    this.readyState = 3
    this.dispatchEvent(Object.assign(new Event('close'), { code }))
  }
}
const last = () => Wire.all.at(-1)!

/** What a page hears, written down. */
function ear() {
  const heard: unknown[] = []
  const it: Ear = {
    message: (payload) => heard.push(payload),
    gap: () => heard.push('gap'),
    said: (from, what) => heard.push({ from, what }),
    present: (members) => heard.push({ members }),
    live: (is) => heard.push(is ? 'live' : 'silent'),
  }
  return { it, heard }
}

const transfers = { at: 'tilleul', topic: 'exchange/transfers' }
let line: LiveSocket
let isOnline = true

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('WebSocket', Wire)
  vi.spyOn(Math, 'random').mockReturnValue(0.5) // the delay as it is, neither half nor one and a half
  vi.spyOn(navigator, 'onLine', 'get').mockImplementation(() => isOnline)
  isOnline = true
  Wire.all = []
  line = new LiveSocket('ws://ecole.example/api/live')
})
afterEach(() => {
  line.end()
  vi.useRealTimers()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

test('messages come once and in order; a hole is asked for', () => {
  const { it, heard } = ear()
  line.follow(transfers, it)
  last().open()
  expect(last().sent).toEqual([{ do: 'follow', n: 1, ...transfers }])
  last().tell({ is: 'following', n: 1, seq: 4, isFresh: false })
  last().tell({ is: 'message', n: 1, seq: 5, payload: 'five' })
  last().tell({ is: 'message', n: 1, seq: 5, payload: 'five' })
  last().tell({ is: 'message', n: 1, seq: 7, payload: 'seven' })
  expect(heard).toEqual(['live', 'five'])
  expect(last().sent.at(-1)).toEqual({ do: 'follow', n: 1, ...transfers, since: 5 })
  last().tell({ is: 'message', n: 9, seq: 1, payload: 'nobody’s' })
  expect(heard).toEqual(['live', 'five'])
})

test('after a cut every topic is taken up where it was, later and later', () => {
  const { it, heard } = ear()
  const other = ear()
  line.follow(transfers, it)
  line.follow({ at: 'tilleul', topic: 'messages', of: 'x' }, other.it)
  last().open()
  last().tell({ is: 'following', n: 1, seq: 4, isFresh: false })
  last().tell({ is: 'message', n: 1, seq: 5, payload: 'five' })
  for (const [tries, delay] of [500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000].entries()) {
    last().cut(1006)
    vi.advanceTimersByTime(delay - 1)
    expect(Wire.all).toHaveLength(tries + 1)
    vi.advanceTimersByTime(1)
    expect(Wire.all).toHaveLength(tries + 2)
  }
  last().open()
  expect(last().sent).toEqual([
    { do: 'follow', n: 1, ...transfers, since: 5 },
    { do: 'follow', n: 2, at: 'tilleul', topic: 'messages', of: 'x' },
  ])
  // Answered, so the next cut is a first one again.
  last().tell({ is: 'following', n: 1, seq: 5, isFresh: false })
  expect(heard).toEqual(['live', 'five', 'silent', 'live'])
  last().cut(1006)
  vi.advanceTimersByTime(500)
  expect(Wire.all).toHaveLength(10)
})

test('what the server no longer keeps is read anew', () => {
  const { it, heard } = ear()
  line.follow(transfers, it)
  last().open()
  last().tell({ is: 'following', n: 1, seq: 90, isFresh: true })
  expect(heard).toEqual(['live', 'gap'])
})

test('a server that is full is left in peace for long; an ended session is not asked again', () => {
  const { it, heard } = ear()
  line.follow(transfers, it)
  last().open()
  last().cut(CLOSED.tooMany)
  vi.advanceTimersByTime(29_999)
  expect(Wire.all).toHaveLength(1)
  vi.advanceTimersByTime(1)
  expect(Wire.all).toHaveLength(2)
  last().open()
  last().cut(CLOSED.signedOut)
  vi.advanceTimersByTime(120_000)
  expect(Wire.all).toHaveLength(2)
  expect(heard).toEqual(['gap'])
})

test('without a network nobody hurries; with it, at once', () => {
  line.follow(transfers, ear().it)
  last().open()
  for (let cut = 0; cut < 5; cut++) {
    last().cut(1006)
    vi.advanceTimersByTime(30_000)
  }
  const tries = Wire.all.length
  last().cut(1006)
  isOnline = false
  dispatchEvent(new Event('offline'))
  expect(Wire.all).toHaveLength(tries)
  isOnline = true
  dispatchEvent(new Event('online'))
  expect(Wire.all).toHaveLength(tries + 1)
})

test('a socket that is open in name only is asked, and left when nobody answers', () => {
  const { it, heard } = ear()
  line.follow(transfers, it)
  last().open()
  last().tell({ is: 'following', n: 1, seq: 0, isFresh: false })
  vi.advanceTimersByTime(20_000)
  expect(last().sent.at(-1)).toEqual({ do: 'ping' })
  last().tell({ is: 'pong' })
  vi.advanceTimersByTime(20_000)
  expect(last().sent.filter((frame) => frame['do'] === 'ping')).toHaveLength(2)
  vi.advanceTimersByTime(8_000)
  expect(heard).toEqual(['live', 'silent'])
  vi.advanceTimersByTime(500)
  expect(Wire.all).toHaveLength(2)
})

test('one connection for all pages; it is hung up when nobody has listened for a while', () => {
  const first = ear()
  const second = ear()
  const one = line.follow(transfers, first.it)
  last().open()
  last().tell({ is: 'following', n: 1, seq: 0, isFresh: false })
  last().tell({ is: 'message', n: 1, seq: 1, payload: 'one' })
  const two = line.follow(transfers, second.it)
  // It may have read just before: what came a moment ago is looked at again.
  expect(second.heard).toEqual(['live', 'gap'])
  two.say({ typing: true })
  expect(last().sent.at(-1)).toEqual({ do: 'say', n: 1, what: { typing: true } })
  last().tell({ is: 'said', n: 1, from: 'bob', what: 'hm' })
  last().tell({ is: 'present', n: 1, members: ['bob'] })
  expect(first.heard.slice(-2)).toEqual([{ from: 'bob', what: 'hm' }, { members: ['bob'] }])
  one.leave()
  expect(last().sent.at(-1)).not.toEqual({ do: 'leave', n: 1 })
  two.leave()
  expect(last().sent.at(-1)).toEqual({ do: 'leave', n: 1 })
  vi.advanceTimersByTime(9_999)
  expect(last().readyState).toBe(1)
  vi.advanceTimersByTime(1)
  expect(last().readyState).toBe(3)
  vi.advanceTimersByTime(120_000)
  expect(Wire.all).toHaveLength(1)
})
