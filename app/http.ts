/** The server: one port for the API, the pages, the documentation and the health of the installation. */
import { randomBytes } from 'node:crypto'
import { maxHeaderSize, STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
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
import { InvalidInput, NotFound, Problem, TooLarge } from '#kernel/contract.ts'
import type { Session } from '#kernel/directory.ts'
import { newId } from '#kernel/ids.ts'
import type { Log } from '#kernel/log.ts'
import type { Sentences } from '#kernel/sentences.ts'
import { serveDocumentation } from './documentation.ts'
import { serveEndpoints } from './endpoints.ts'
import { credentialOf, refuseCrossSite } from './guard.ts'
import { serveHealth } from './health.ts'
import { serveMails } from './mails.ts'
import { type Pages, servePages } from './pages.ts'
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
    loggerInstance: log as FastifyBaseLogger,
    // Our own line on response says the same in one line instead of two.
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => newId(),
    requestIdHeader: config.trustProxy ? 'x-request-id' : false,
    // One hop: what stands further left in X-Forwarded-For was written by the caller.
    trustProxy: config.trustProxy ? (_, hop) => hop === 0 : false,
    bodyLimit: MAX_BODY_BYTES,
    routerOptions: { maxParamLength: 200 },
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    // Addresses that the router cannot read never reach an error handler.
    frameworkErrors: (error, request, reply) => void speak(error, request, reply),
    clientErrorHandler: (error, socket) => refuseUnreadable(serving, error, socket),
  })

  const sessionOf = (request: FastifyRequest) =>
    (request.session ??= readSession(app, credentialOf(request, secure)))

  server.setErrorHandler(speak)
  readBodies(server)
  server.addHook('onRequest', async (request, reply) => {
    request.nonce = randomBytes(16).toString('base64')
    reply.header('x-request-id', request.id)
  })
  await server.register(cookie)
  await server.register(helmet, { global: true, contentSecurityPolicy: false, hsts: secure })
  server.addHook('onRequest', async (request, reply) => {
    reply.header('content-security-policy', contentPolicy(request, secure))
    refuseCrossSite(request, secure, config.publicUrl)
  })
  // A connection that becomes idle after the close began would be kept for its next request, which may never come.
  server.addHook('preClose', async () => {
    const sweep = setInterval(() => server.server.closeIdleConnections(), 50)
    server.server.once('close', () => clearInterval(sweep))
  })
  // On the way out: a request that was long enough to see the stop signal must not keep its connection either.
  server.addHook('onSend', async (_, reply) => {
    if (serving.drain.isOn) reply.header('connection', 'close')
  })
  server.addHook('onResponse', async (request, reply) => {
    const { method, url, id } = request
    const path = url.split('?')[0] // queries may hold one-time tokens
    log.info(
      { id, method, path, status: reply.statusCode, ms: Math.round(reply.elapsedTime) },
      'answered',
    )
  })
  // Answers only: a compressed body would be unpacked before anybody knows who sends it.
  const compression = { threshold: 1024, globalDecompression: false }
  await server.register(compress, { ...compression, encodings: ['br', 'gzip'] })
  await server.register(multipart, { throwFileSizeLimit: false })

  serveEndpoints(server, { app, sessionOf, secure, closing: serving.closing })
  serveHealth(server, serving)
  serveMails(server, serving, sessionOf)
  await serveDocumentation(server, serving)
  await servePages(server, serving)
  return server
}

async function readSession(app: Application, credential: ReturnType<typeof credentialOf>) {
  if (!credential.cookie && !credential.bearer) return null
  return app.readRegistry((db) => app.directory.session(db, credential, app.now()))
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
  server.addContentTypeParser(
    ['application/octet-stream', 'application/x-www-form-urlencoded'],
    { parseAs: 'buffer' },
    (request, body, done) => {
      request.rawBody = body as Buffer
      done(null, undefined)
    },
  )
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

/** Everything from here, and nothing inline but what carries this answer's nonce. */
function contentPolicy({ nonce, url }: FastifyRequest, secure: boolean): string {
  // The library behind /docs writes styles into its elements; its scripts are held like all others.
  const styles = url.startsWith('/docs') ? `'unsafe-inline'` : `'nonce-${nonce}'`
  const rules = [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' ${styles}`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ]
  // On a plain-http LAN this rule would send every script to an https address that does not exist.
  return [...rules, ...(secure ? ['upgrade-insecure-requests'] : [])].join('; ')
}
