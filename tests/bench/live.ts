/** One message to two hundred connected clients: from the request that publishes it to its arrival at each of them. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Dialect } from '#kernel/data/column.ts'
import { dial } from '#tests/listener.ts'
import { ask } from './load.ts'
import { prepare, SLUG } from './scene.ts'
import { memoryMb, startServer } from './servers.ts'
import type { Figure } from './table.ts'

const CLIENTS = 200
const PEOPLE = 8
const MESSAGES = 100
const EVERY_MS = 100
const WARM = 10

export async function fanOut(dialect: Dialect): Promise<Figure[]> {
  const scene = await prepare(dialect)
  const server = await startServer('live', scene.env, { path: '/health/live' })
  const { address, pid } = server
  try {
    const before = memoryMb(pid)
    const cookies: string[] = []
    for (const email of scene.emails.slice(0, PEOPLE)) {
      const body = { email, password: scene.password }
      const answer = await ask({ address, method: 'POST', path: '/api/auth/login', body })
      cookies.push(answer.headers['set-cookie']![0]!.split(';')[0]!)
    }
    const clients = []
    for (let i = 0; i < CLIENTS; i++) {
      const client = await dial(address, { headers: { cookie: cookies[i % cookies.length]! } })
      client.send({ do: 'follow', n: 1, at: SLUG, topic: 'bench/cried' })
      await client.next('following')
      clients.push(client)
    }

    const took: number[] = []
    for (const client of clients)
      client.socket.on('message', (text) => {
        const frame = JSON.parse(String(text))
        if (frame.is !== 'message' || frame.n !== 1 || frame.seq <= WARM) return
        took.push(performance.now() - frame.payload.at)
      })
    const path = `/api/w/${SLUG}/bench/cries`
    for (let i = 0; i < WARM + MESSAGES; i++) {
      await ask({
        address,
        method: 'POST',
        path,
        cookie: cookies[0]!,
        body: { at: performance.now() },
      })
      await sleep(EVERY_MS)
    }
    while (took.length < CLIENTS * MESSAGES) await sleep(20)
    const grown = memoryMb(pid) - before
    const talked = await talk(address, clients, cookies)
    for (const client of clients) client.close()

    const at = shares(took)
    const heard = shares(talked)
    return [
      { name: `to ${CLIENTS} clients, half`, ours: at(0.5), unit: 'ms' },
      { name: `to ${CLIENTS} clients, p95`, ours: at(0.95), most: 100, unit: 'ms' },
      { name: 'memory for all of them', ours: grown, most: 60, unit: 'MB' },
      { name: `a written message, to ${CLIENTS} clients, half`, ours: heard(0.5), unit: 'ms' },
      {
        name: `a written message, to ${CLIENTS} clients, p95`,
        ours: heard(0.95),
        most: 250,
        unit: 'ms',
      },
    ]
  } finally {
    await server.stop()
    await scene.end()
  }
}

type Client = Awaited<ReturnType<typeof dial>>

/** Everybody has one conversation open; one of them writes: numbered, kept, told to lists and badges too. */
async function talk(address: string, clients: readonly Client[], cookies: readonly string[]) {
  const [cookie] = cookies as [string]
  const members = await Promise.all(
    cookies.map(async (it) => {
      const answer = await ask({ address, method: 'GET', path: `/api/w/${SLUG}`, cookie: it })
      return (JSON.parse(answer.text) as { member: { id: string } }).member.id
    }),
  )
  const conversations = `/api/w/${SLUG}/conversations`
  const opened = await ask({
    address,
    method: 'POST',
    path: `${conversations}/groups`,
    cookie,
    body: { subject: 'Tous', memberIds: members },
  })
  const { id } = JSON.parse(opened.text) as { id: string }
  for (const client of clients) {
    client.send({ do: 'follow', n: 2, at: SLUG, topic: 'messaging/conversation', of: id })
    await client.next('following')
  }
  const took: number[] = []
  const sentAt = new Map<number, number>()
  for (const client of clients)
    client.socket.on('message', (text) => {
      const frame = JSON.parse(String(text))
      if (frame.is !== 'message' || frame.n !== 2 || frame.payload.what !== 'posted') return
      const { seq } = frame.payload as { seq: number }
      if (seq > WARM) took.push(performance.now() - sentAt.get(seq)!)
    })
  for (let seq = 1; seq <= WARM + MESSAGES; seq++) {
    sentAt.set(seq, performance.now())
    const body = { body: `Message ${seq}` }
    await ask({ address, method: 'POST', path: `${conversations}/${id}/messages`, cookie, body })
    await sleep(EVERY_MS)
  }
  while (took.length < CLIENTS * MESSAGES) await sleep(20)
  return took
}

function shares(took: readonly number[]) {
  const inOrder = took.toSorted((a, b) => a - b)
  return (share: number) => inOrder[Math.floor(inOrder.length * share)]!
}
