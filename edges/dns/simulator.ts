/** A name server of our own for tests: right, silent, late, broken or lying, as the test asks. */
import { createSocket } from 'node:dgram'
import { once } from 'node:events'

/** `records`: strings at the name, each perhaps in pieces. `nxdomain`, `servfail`, `silent` say themselves. */
export type Answer = { records: string[][]; afterMs?: number } | 'nxdomain' | 'servfail' | 'silent'

const TXT = 16
const CODES = { nxdomain: 3, servfail: 2 }

export async function startNameServer() {
  const answers = new Map<string, Answer>()
  const asked: string[] = []
  const socket = createSocket('udp4')
  socket.on('message', (query, { port, address }) => {
    const name = nameIn(query)
    asked.push(name)
    const answer = answers.get(name) ?? 'nxdomain'
    if (answer === 'silent') return
    const reply = replyTo(query, answer)
    const afterMs = typeof answer === 'object' ? (answer.afterMs ?? 0) : 0
    setTimeout(() => socket.send(reply, port, address), afterMs)
  })
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  return {
    address: `127.0.0.1:${socket.address().port}`,
    asked,
    answer: (name: string, answer: Answer) => void answers.set(name, answer),
    close: () => socket.close(),
  }
}

function nameIn(query: Buffer): string {
  const labels: string[] = []
  for (let at = 12; query[at]! > 0; at += query[at]! + 1)
    labels.push(query.toString('latin1', at + 1, at + 1 + query[at]!))
  return labels.join('.').toLowerCase()
}

/** RFC 1035: the header, the question as it came, one TXT record for each list of pieces. */
function replyTo(query: Buffer, answer: Exclude<Answer, 'silent'>): Buffer {
  const records = typeof answer === 'object' ? answer.records : []
  const header = Buffer.from(query.subarray(0, 12))
  header.writeUInt16BE(0x8180 | (typeof answer === 'string' ? CODES[answer] : 0), 2)
  header.writeUInt16BE(records.length, 6)
  header.writeUInt16BE(0, 8)
  header.writeUInt16BE(0, 10)
  const end = query.indexOf(0, 12) + 5
  return Buffer.concat([header, query.subarray(12, end), ...records.map(record)])
}

function record(pieces: string[]): Buffer {
  const data = Buffer.concat(
    pieces.map((it) => Buffer.concat([Buffer.from([it.length]), Buffer.from(it, 'latin1')])),
  )
  const head = Buffer.alloc(12)
  head.writeUInt16BE(0xc00c, 0) // the name of the question
  head.writeUInt16BE(TXT, 2)
  head.writeUInt16BE(1, 4)
  head.writeUInt32BE(60, 6)
  head.writeUInt16BE(data.length, 10)
  return Buffer.concat([head, data])
}
