/** The server: one port for the API, the pages, the documentation and the health of the installation. */
import { randomBytes } from 'node:crypto'
import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import multipart from '@fastify/multipart'
import Fastify, {
  LogController,
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyRequest,
} from 'fastify'
import { languageOf } from '#kernel/text.ts'
import type { Application } from '#kernel/application.ts'
import type { Config } from '#kernel/config.ts'
import { InvalidInput, NotFound, Problem, problem, TooLarge } from '#kernel/contract.ts'
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
import { asProblem, problemBody } from './problems.ts'

const MAX_BODY_BYTES = 4_000_000 // a 2 MB chapter with its JSON escapes
const UnsupportedMedia = problem('unsupported-media-type', 415)

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
}

export async function createServer(serving: Serving): Promise<FastifyInstance> {
  const { app, config, log } = serving
  const secure = config.publicUrl.startsWith('https:')
  const server = Fastify({
    loggerInstance: log as FastifyBaseLogger,
    // Our own line on response says the same in one line instead of two.
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => newId(),
    requestIdHeader: config.trustProxy ? 'x-request-id' : false,
    trustProxy: config.trustProxy,
    bodyLimit: MAX_BODY_BYTES,
    routerOptions: { maxParamLength: 200 },
    forceCloseConnections: 'idle',
    return503OnClosing: false,
  })

  const sessionOf = (request: FastifyRequest) =>
    (request.session ??= readSession(app, credentialOf(request, secure)))

  speakProblems(server, serving)
  readBodies(server)
  server.addHook('onRequest', async (request, reply) => {
    request.nonce = randomBytes(16).toString('base64')
    reply.header('x-request-id', request.id)
  })
  await server.register(cookie)
  await server.register(helmet, { global: true, contentSecurityPolicy: false, hsts: secure })
  server.addHook('onRequest', async (request, reply) => {
    reply.header('content-security-policy', contentPolicy(request.nonce, secure))
    refuseCrossSite(request, secure, config.publicUrl)
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
  await server.register(compress, { threshold: 1024, encodings: ['br', 'gzip'] })
  await server.register(multipart, { throwFileSizeLimit: false })

  serveEndpoints(server, { app, sessionOf, secure })
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
    parseJson(request, body.toString(), done)
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

function speakProblems(server: FastifyInstance, { sentences, log }: Serving): void {
  server.setErrorHandler((error, request, reply) => {
    const found = asProblem(translated(error), request.id)
    if (found.status === 500) log.error({ err: error, id: request.id }, 'a bug, not a refusal')
    const retry = found.facts['retryAfterS']
    if (typeof retry === 'number') reply.header('retry-after', String(retry))
    return reply
      .code(found.status)
      .header('content-type', 'application/problem+json; charset=utf-8')
      .send(JSON.stringify(problemBody(found, sentences, localeOf(request), request.id)))
  })
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
  if (statusCode === 404) return NotFound()
  if (statusCode === 400 || code === 'FST_ERR_CTP_INVALID_JSON_BODY')
    return InvalidInput({ errors: [{ path: '', code: 'invalid_json', facts: {} }] })
  return error
}

/** Everything from here, and nothing inline but what carries this answer's nonce. */
function contentPolicy(nonce: string, secure: boolean): string {
  const rules = [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
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
