/** The server: one port for the API, the pages, the documentation and the health of the installation. */
import { maxHeaderSize, STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import multipart from '@fastify/multipart'
import Fastify, {
  LogController,
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify'
import { languageOf } from '#kernel/text.ts'
import type { Application } from '#kernel/application.ts'
import type { Config } from '#kernel/config.ts'
import { InvalidInput, NotFound, PIECE, Problem, TooLarge } from '#kernel/contract.ts'
import type { Credential, Session } from '#kernel/directory.ts'
import { newId } from '#kernel/ids.ts'
import type { Log } from '#kernel/log.ts'
import type { Sentences } from '#kernel/sentences.ts'
import { serveDocumentation } from './documentation.ts'
import { serveEndpoints } from './endpoints.ts'
import { credentialOf, crossSite } from './guard.ts'
import { protect } from './headers.ts'
import { serveHealth } from './health.ts'
import { OpenConnections } from './living.ts'
import { serveLive, upgrades } from './live.ts'
import { serveMails } from './mails.ts'
import { type Pages, servePages } from './pages.ts'
import { serveSite } from './site.ts'
import { asProblem, NotHttp, problemBody, UnsupportedMedia } from './problems.ts'

const MAX_BODY_BYTES = 4_000_000 // a 2 MB chapter with its JSON escapes

declare module 'fastify' {
  interface FastifyRequest {
    rawBody?: Uint8Array
    session?: Promise<Session | null>
    nonce: string
  }
}

export type Serving = {
  app: Application
  config: Config
  sentences: Sentences
  log: Log
  pages: Pages
  /** On while the process is about to stop: still answering, no longer ready. */
  drain: { isOn: boolean }
  /** Aborted when what could go on for ever (open streams) has to end. */
  closing?: AbortSignal
}

export async function createServer(serving: Serving): Promise<FastifyInstance> {
  const { app, config, log } = serving
  const secure = config.publicUrl.startsWith('https:')
  const speak = problemSpeaker(serving)
  const server = Fastify({
    http: { shouldUpgradeCallback: upgrades(serving) },
    loggerInstance: log as FastifyBaseLogger,
    // Our own line on response says the same in one line instead of two.
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => newId(),
    requestIdHeader: config.trustProxy ? 'x-request-id' : false,
    // One hop: what stands further left in X-Forwarded-For was written by the caller.
    trustProxy: config.trustProxy ? (_, hop) => hop === 0 : false,
    bodyLimit: MAX_BODY_BYTES,
    schemaController: { compilersFactory },
    routerOptions: { maxParamLength: 200 },
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    // Addresses that the router cannot read never reach an error handler.
    frameworkErrors: (error, request, reply) => void speak(error, request, reply),
    clientErrorHandler: (error, socket) => refuseUnreadable(serving, error, socket),
  })

  const sessionBy = (credential: Credential) => readSession(app, credential)
  const sessionOf = (request: FastifyRequest) =>
    (request.session ??= sessionBy(credentialOf(request, secure)))

  server.setErrorHandler(speak)
  readBodies(server)
  // Hooks of every request call back instead of making a promise each.
  server.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id)
    protect(request, reply, secure)
    done()
  })
  await server.register(cookie)
  server.addHook('onRequest', (request, _, done) => {
    const refused = crossSite(request, secure, config.publicUrl)
    if (refused) done(refused)
    else done()
  })
  // A connection that becomes idle after the close began would be kept for its next request, which may never come.
  server.addHook('preClose', async () => {
    const sweep = setInterval(() => server.server.closeIdleConnections(), 50)
    server.server.once('close', () => clearInterval(sweep))
  })
  // On the way out: a request that was long enough to see the stop signal must not keep its connection either.
  server.addHook('onSend', (_request, reply, _payload, done) => {
    if (serving.drain.isOn) reply.header('connection', 'close')
    done()
  })
  server.addHook('onResponse', (request, reply, done) => {
    const { method, url, id } = request
    const path = url.split('?')[0] // queries may hold one-time tokens
    log.info(
      { id, method, path, status: reply.statusCode, ms: Math.round(reply.elapsedTime) },
      'answered',
    )
    done()
  })
  // Answers only: a compressed body would be unpacked before anybody knows who sends it.
  const compression = { threshold: 1024, globalDecompression: false }
  await server.register(compress, { ...compression, encodings: ['br', 'gzip'] })
  await server.register(multipart, { throwFileSizeLimit: false })

  const connections = new OpenConnections(app)
  serveEndpoints(server, { app, sessionOf, secure, connections, closing: serving.closing })
  const sockets = serveLive(server, { ...serving, connections, sessionBy })
  serveHealth(server, serving, sockets)
  serveMails(server, serving, sessionOf)
  await serveDocumentation(server, serving)
  await servePages(server, serving)
  serveSite(server, serving, sessionOf)
  return server
}

async function readSession(app: Application, credential: Credential) {
  if (!credential.cookie && !credential.bearer) return null
  const { directory } = app
  const now = app.now()
  const session = await app.readRegistry((db) => directory.session(db, credential, now))
  if (session?.isDue) await app.system(({ db }) => directory.seen(db, session, now))
  return session
}

/** Bodies are JSON; a webhook reads the exact bytes. Anything else is refused before it is read. */
function readBodies(server: FastifyInstance): void {
  server.removeContentTypeParser('text/plain')
  const parseJson = server.getDefaultJsonParser('error', 'error')
  server.removeContentTypeParser('application/json')
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    request.rawBody = body as Buffer
    if (body.length === 0) return done(null, undefined)
    // A body that is no JSON is told to who may call at all: the fault travels in its place (inputOf throws it).
    parseJson(request, body.toString(), (fault, value) => done(null, fault ? notJson() : value))
  })
  // The bytes of a piece stay where they are until its endpoint reads them.
  server.addContentTypeParser(PIECE, (_request, _bytes, done) => done(null, undefined))
  server.addContentTypeParser(
    ['application/octet-stream', 'application/x-www-form-urlencoded'],
    { parseAs: 'buffer' },
    (request, body, done) => {
      request.rawBody = body as Buffer
      done(null, undefined)
    },
  )
}

/** Shapes are the kernel's affair: the framework's own compilers of schemas, 20 ms and 6 MB, stay on the disk. */
const compilersFactory: object = {
  buildValidator: () => () => () => true,
  buildSerializer: () => () => (value: unknown) => JSON.stringify(value),
}

/** What happens to anything thrown: it leaves as problem+json. */
function problemSpeaker({ sentences, log }: Serving) {
  return (error: unknown, request: FastifyRequest, reply: FastifyReply) => {
    const found = asProblem(translated(error), request.id)
    if (found.status === 500) log.error({ err: error, id: request.id }, 'a bug, not a refusal')
    const retry = found.facts['retryAfterS']
    if (typeof retry === 'number') reply.header('retry-after', String(retry))
    return reply
      .code(found.status)
      .header('content-type', 'application/problem+json; charset=utf-8')
      .send(JSON.stringify(problemBody(found, sentences, localeOf(request), request.id)))
  }
}

/** What is not even HTTP, or has headers without end: there is no request, so the answer is written by hand. */
function refuseUnreadable({ sentences }: Serving, error: { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return
  const isTooLarge = error.code === 'HPE_HEADER_OVERFLOW'
  const problem = isTooLarge ? TooLarge({ maxBytes: maxHeaderSize }) : NotHttp()
  const { status } = problem
  const body = JSON.stringify(problemBody(problem, sentences, 'fr', newId()))
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\n` +
      `Content-Type: application/problem+json; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  )
}

/** The language a caller asks for. */
export function localeOf(request: FastifyRequest): string {
  return languageOf(request.headers['accept-language'] ?? 'fr')
}

/** Faults of the framework (bad JSON, too many bytes) as the product's own problems. */
function translated(error: unknown): unknown {
  if (error instanceof Problem || !(error instanceof Error)) return error
  const { statusCode, code } = error as Error & { statusCode?: number; code?: string }
  if (statusCode === 413) return TooLarge({ maxBytes: MAX_BODY_BYTES })
  if (statusCode === 415) return UnsupportedMedia()
  if (statusCode === 404 || (code && NO_ADDRESS.has(code))) return NotFound()
  if (statusCode === 400) return notJson()
  return error
}

const notJson = () => InvalidInput({ errors: [{ path: '', code: 'invalid_json', facts: {} }] })

/** Percent signs that encode nothing, parameters longer than any of ours. */
const NO_ADDRESS = new Set(['FST_ERR_BAD_URL', 'FST_ERR_MAX_PARAM_LENGTH'])
