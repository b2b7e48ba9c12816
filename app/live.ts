/** The live connection of a tab: /api/live, a WebSocket that speaks kernel/wire.ts. */
import { type IncomingMessage, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import type { WebSocket, WebSocketServer } from 'ws'
import { cookieName } from '#core/identity/api.ts'
import type { Credential, Session } from '#kernel/directory.ts'
import { newId } from '#kernel/ids.ts'
import { LiveConnection } from '#kernel/live/connection.ts'
import type { Origin } from '#kernel/module.ts'
import { SECOND } from '#kernel/time.ts'
import { CLOSED, PROTOCOL } from '#kernel/wire.ts'
import { comesFromElsewhere } from './guard.ts'
import type { Serving } from './http.ts'
import { closeSocket, lineOf } from './line.ts'
import type { OpenConnections } from './living.ts'

const PATH = '/api/live'
const BEARER = 'bearer.'
/** What a client has to say is short. */
const MAX_FRAME_BYTES = 8_000
/** Tabs and devices of one account on one node. */
const MOST_PER_ACCOUNT = 30
/** Keeps proxies from closing what is silent, and finds out who has gone without a word. */
const PINGED_EVERY_MS = 25 * SECOND
/** RFC 6455 and its registry: the server restarts, come back at once. */
const RESTARTS = 1012

type Sockets = Serving & {
  connections: OpenConnections
  sessionBy(credential: Credential): Promise<Session | null>
}

export function serveLive(server: FastifyInstance, serving: Sockets): { count(): number } {
  const { app, config, log, drain } = serving
  const secure = config.publicUrl.startsWith('https:')
  const open = new Set<WebSocket>()
  const perAccount = new Map<string, number>()
  let made: Promise<WebSocketServer> | undefined

  server.server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (!isOurs(request.url)) return // of the development server
    socket.on('error', () => socket.destroy())
    enter(request, socket, head).catch((error) => {
      log.error({ err: error }, 'a live connection could not be opened')
      refuse(socket, 503)
    })
  })

  async function enter(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const { headers } = request
    if (drain.isOn) return refuse(socket, 503)
    const host = String((config.trustProxy && headers['x-forwarded-host']) || headers.host || '')
    const credential = credentialIn(server, headers, secure)
    if (!credential.bearer && comesFromElsewhere({ headers, host }, config.publicUrl))
      return refuse(socket, 403)
    const session = await serving.sessionBy(credential)
    const sockets = await (made ??= createSockets())
    sockets.handleUpgrade(request, socket, head, (it) => {
      // A browser sees no status of a refused handshake, but the code of an end it does.
      if (!session) return closeSocket(it, CLOSED.signedOut)
      attend(it, session, originIn(request, config.trustProxy))
    })
  }

  function attend(socket: WebSocket, session: Session, origin: Origin): void {
    const { accountId } = session
    const others = perAccount.get(accountId) ?? 0
    if (others >= MOST_PER_ACCOUNT) return closeSocket(socket, CLOSED.tooMany)
    perAccount.set(accountId, others + 1)
    open.add(socket)
    const connection = new LiveConnection(app, lineOf(socket), { session, origin })
    const door = serving.connections.keep({ session, ask: () => connection.review() })
    door.signal.addEventListener('abort', () => closeSocket(socket, CLOSED.signedOut))
    socket.on('message', (bytes, isBinary) => {
      if (isBinary) closeSocket(socket, CLOSED.unreadable)
      else connection.receive(String(bytes))
    })
    socket.on('pong', () => answered.add(socket))
    // Too long a frame, bytes that are none: the library closes with the code of the fault.
    socket.on('error', () => undefined)
    socket.on('close', () => {
      door.close()
      connection.end()
      open.delete(socket)
      const left = perAccount.get(accountId)! - 1
      if (left > 0) perAccount.set(accountId, left)
      else perAccount.delete(accountId)
    })
    answered.add(socket)
  }

  const answered = new WeakSet<WebSocket>()
  const pinging = setInterval(() => {
    for (const socket of open) {
      if (!answered.delete(socket)) socket.terminate()
      else socket.ping()
    }
  }, PINGED_EVERY_MS).unref()
  server.addHook('preClose', async () => {
    clearInterval(pinging)
    for (const socket of open) closeSocket(socket, RESTARTS)
  })
  return { count: () => open.size }
}

/** Loaded for the first who comes: a server that nobody follows starts without it. */
async function createSockets(): Promise<WebSocketServer> {
  const { WebSocketServer } = await import('ws')
  return new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false, // a context of compression per connection costs more than small messages gain
    maxPayload: MAX_FRAME_BYTES,
    handleProtocols: (offered) => (offered.has(PROTOCOL) ? PROTOCOL : false),
  })
}

/** Anything else that asks for another protocol (curl's h2c) is answered in plain HTTP, as if it had not. */
export const upgrades =
  ({ pages }: Pick<Serving, 'pages'>) =>
  ({ headers, url }: IncomingMessage) =>
    headers.upgrade?.toLowerCase() === 'websocket' && (isOurs(url) || pages === 'live')

const isOurs = (url: string | undefined) => url?.split('?')[0] === PATH

/** A browser has its cookie; a script offers `bearer.…` beside the protocol, or the header of every request. */
function credentialIn(
  server: FastifyInstance,
  headers: IncomingMessage['headers'],
  secure: boolean,
): Credential {
  const offered = (headers['sec-websocket-protocol'] ?? '').split(',').map((it) => it.trim())
  const byProtocol = offered.find((it) => it.startsWith(BEARER))?.slice(BEARER.length)
  const byHeader = headers.authorization?.startsWith('Bearer ')
    ? headers.authorization.slice(7)
    : undefined
  const bearer = byProtocol ?? byHeader
  const cookies = server.parseCookie(headers.cookie ?? '')
  return { bearer, cookie: bearer ? undefined : cookies[cookieName(secure)] }
}

function originIn({ headers, socket }: IncomingMessage, trustProxy: boolean): Origin {
  const forwarded = trustProxy
    ? String(headers['x-forwarded-for'] ?? '')
        .split(',')
        .at(-1)
    : ''
  const address = forwarded?.trim() || socket.remoteAddress || ''
  const agent = (headers['user-agent'] ?? '').slice(0, 255)
  return { requestId: newId(), address, agent }
}

function refuse(socket: Duplex, status: 403 | 503): void {
  if (!socket.writable) return
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
  )
}
