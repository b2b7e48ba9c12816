/** A scanner of our own for tests: right, slow, silent, cut in the middle, or speaking nonsense. */
import { once } from 'node:events'
import { createServer, type AddressInfo, type Socket } from 'node:net'

export type Mood =
  | 'right'
  | 'slow'
  | 'silent'
  | 'cut'
  | 'nonsense'
  | 'talkative'
  | 'too long'
  | 'early'

/** Its only virus. */
export const VIRUS = 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE'

export async function startScanner() {
  let mood: Mood = 'right'
  let seen = 0
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => socket.destroy())
    let bytes = Buffer.alloc(0)
    socket.on('data', (chunk: Buffer) => {
      bytes = Buffer.concat([bytes, chunk])
      if (mood === 'early' && bytes.includes(VIRUS)) {
        // Says what it found and hears no more, as clamd does.
        socket.pause()
        return void answer(socket, found)
      }
      if (mood === 'cut' && bytes.length > 100) return socket.destroy()
      const content = contentIn(bytes)
      if (content === undefined) return
      seen++
      const verdict = content.includes(VIRUS) ? found : 'stream: OK\0'
      if (mood === 'silent') return
      if (mood === 'slow') return void setTimeout(() => answer(socket, verdict), 300)
      answer(socket, strange[mood] ?? verdict)
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    become: (now: Mood) => void (mood = now),
    seen: () => seen,
    close: () => {
      for (const it of sockets) it.destroy()
      server.close()
    },
  }
}

const found = 'stream: Test.Virus FOUND\0'
const strange: Partial<Record<Mood, string>> = {
  nonsense: 'HTTP/1.1 200 OK\r\n\r\nstream: OK?\0',
  talkative: 'x'.repeat(10_000),
  'too long': 'INSTREAM size limit exceeded. ERROR\0',
}

const answer = (socket: Socket, text: string) => socket.end(text)

/** Undefined until the empty piece has come. */
function contentIn(bytes: Buffer): Buffer | undefined {
  let at = 'zINSTREAM\0'.length
  const pieces: Buffer[] = []
  while (at + 4 <= bytes.length) {
    const length = bytes.readUInt32BE(at)
    if (length === 0) return Buffer.concat(pieces)
    pieces.push(bytes.subarray(at + 4, at + 4 + length))
    at += 4 + length
  }
  return undefined
}
