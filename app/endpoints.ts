/** Binds every declared endpoint to HTTP. The framework knows HTTP; it knows nothing of the product. */
import { Readable } from 'node:stream'
import type { MultipartFile } from '@fastify/multipart'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Application } from '#kernel/application.ts'
import { admit, cut, type Request } from '#kernel/call.ts'
import { openContextOf } from '#kernel/context.ts'
import {
  type Endpoint,
  InvalidInput,
  NotSignedIn,
  PIECE,
  Problem,
  TooLarge,
} from '#kernel/contract.ts'
import type { Session } from '#kernel/directory.ts'
import type { OpenContext, StreamEvent, UploadedFile } from '#kernel/module.ts'
import { urlOf } from '#kernel/openapi.ts'
import { readText } from '#kernel/shape.ts'
import { sendDownload } from './downloads.ts'
import { serverSentEvents } from './events.ts'
import { originOf, setSession, setTicket, setVisitor } from './guard.ts'
import type { OpenConnections } from './living.ts'
import { FileMissing, UnsupportedMedia } from './problems.ts'

export type Http = {
  app: Application
  /** The session of a request, read once per request. */
  sessionOf(request: FastifyRequest): Promise<Session | null>
  secure: boolean
  connections: OpenConnections
  /** Aborted when the server stops. */
  closing: AbortSignal | undefined
}

export function serveEndpoints(server: FastifyInstance, http: Http): void {
  for (const endpoint of http.app.endpoints) {
    server.route({
      method: endpoint.method,
      url: urlOf(endpoint).replaceAll(/\{(\w+)\}/g, ':$1'),
      onRequest: async (request) => {
        // Said again by the kernel; here before the bytes of somebody unknown are read.
        if (endpoint.may !== 'anyone' && !(await http.sessionOf(request))) throw NotSignedIn()
      },
      handler: handlers[endpoint.kind](http, endpoint),
    })
  }
}

type Handler = (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>
type Bind = (http: Http, endpoint: Endpoint) => Handler

const handlers: Record<Endpoint['kind'], Bind> = {
  json: (http, endpoint) => async (request, reply) => {
    const asked = await askedBy(http, request, reply)
    const { reply: body, ...rest } = await http.app.answer(endpoint, asked, () =>
      inputOf(endpoint, request),
    )
    finish(reply, rest, endpoint, http.secure)
    return reply
      .header('content-type', 'application/json; charset=utf-8')
      .send(JSON.stringify(body ?? null))
  },

  stream: (http, endpoint) => async (request, reply) => {
    const { ctx, input, route, asked } = await enter(http, endpoint, request, reply, () =>
      inputOf(endpoint, request),
    )
    const lastEventId = request.headers['last-event-id']?.toString()
    const events: AsyncIterable<StreamEvent<unknown>> = await route.handle(ctx, input, {
      lastEventId,
    })
    const door = http.connections.watch(endpoint, asked)
    const signal = AbortSignal.any([ctx.signal, door.signal])
    reply.raw.once('close', door.close)
    const body = Readable.from(serverSentEvents(endpoint, events, signal))
    return reply
      .header('content-type', 'text/event-stream')
      .header('cache-control', 'no-store')
      .header('x-accel-buffering', 'no')
      .send(body)
  },

  upload: (http, endpoint) => async (request, reply) => {
    const limits = { fileSize: endpoint.maxBytes ?? 15_000_000, files: 1 }
    let part: MultipartFile | undefined
    const { ctx, input, route } = await enter(http, endpoint, request, reply, async () => {
      part = request.isMultipart() ? await request.file({ limits }) : undefined
      if (!part) throw FileMissing()
      const fields = Object.entries(part.fields).flatMap(([name, field]) =>
        field && 'value' in field ? [[name, field.value]] : [],
      )
      return readText(endpoint.input, { ...Object.fromEntries(fields), ...pathOf(request) })
    })
    const file: UploadedFile = {
      name: part!.filename,
      type: part!.mimetype,
      bytes: bounded(part!.file, limits.fileSize),
    }
    const body = cut(endpoint, await route.handle(ctx, input, { file }))
    finish(reply, ctx.answer, endpoint, http.secure)
    return reply
      .header('content-type', 'application/json; charset=utf-8')
      .send(JSON.stringify(body))
  },

  piece: (http, endpoint) => async (request, reply) => {
    const { ctx, input, route } = await enter(http, endpoint, request, reply, () => {
      if (request.headers['content-type'] !== PIECE) throw UnsupportedMedia()
      return readText(endpoint.input, { ...(request.query as object), ...pathOf(request) })
    })
    const body = cut(endpoint, await route.handle(ctx, input, { bytes: request.raw }))
    finish(reply, ctx.answer, endpoint, http.secure)
    return reply
      .header('content-type', 'application/json; charset=utf-8')
      .send(JSON.stringify(body))
  },

  download: (http, endpoint) => async (request, reply) => {
    const { ctx, input, route } = await enter(http, endpoint, request, reply, () =>
      inputOf(endpoint, request),
    )
    return sendDownload(request, reply, await route.handle(ctx, input))
  },

  webhook: (http, endpoint) => async (request, reply) => {
    const { ctx, input, route } = await enter(http, endpoint, request, reply, pathOf(request))
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
    )
    const raw = request.rawBody ?? new Uint8Array()
    const body = cut(endpoint, await route.handle(ctx, input, { headers, raw }))
    finish(reply, ctx.answer, endpoint, http.secure)
    return reply
      .header('content-type', 'application/json; charset=utf-8')
      .send(JSON.stringify(body))
  },
}

/** The same steps as any call, for the kinds that move bytes themselves. */
async function enter(
  http: Http,
  endpoint: Endpoint,
  request: FastifyRequest,
  reply: FastifyReply,
  raw: unknown,
) {
  const asked = await askedBy(http, request, reply)
  const { scene, route, input } = await admit(http.app, endpoint, asked, raw)
  return {
    ctx: openContextOf(http.app, scene, http.app.dialect, asked.signal!),
    input,
    route,
    asked,
  }
}

async function askedBy(http: Http, request: FastifyRequest, reply: FastifyReply): Promise<Request> {
  const { slug } = request.params as { slug?: string }
  const session = await http.sessionOf(request)
  const key = request.headers['idempotency-key']?.toString()
  const signal = () => endSignal(reply, http.closing)
  return { session, origin: originOf(request, http.secure), slug, key, signal }
}

/** Aborted when the caller closes the connection before the answer is complete, or the server stops. */
function endSignal({ raw }: FastifyReply, closing: AbortSignal | undefined): AbortSignal {
  const gone = new AbortController()
  if (raw.closed && !raw.writableFinished) gone.abort()
  raw.once('close', () => raw.writableFinished || gone.abort())
  return closing ? AbortSignal.any([gone.signal, closing]) : gone.signal
}

function pathOf(request: FastifyRequest): Record<string, string> {
  const { slug: _, ...path } = request.params as Record<string, string>
  return path
}

/** One flat object: body and query first, so that the path always wins. */
function inputOf(endpoint: Endpoint, request: FastifyRequest): unknown {
  const path = readText(endpoint.input, pathOf(request))
  if (endpoint.method === 'GET' || endpoint.method === 'DELETE')
    return { ...readText(endpoint.input, request.query as Record<string, unknown>), ...path }
  const body = request.body ?? {}
  if (body instanceof Problem) throw body
  if (typeof body !== 'object' || Array.isArray(body))
    throw InvalidInput({
      errors: [{ path: '', code: 'invalid_type', facts: { expected: 'object' } }],
    })
  return { ...body, ...path }
}

function finish(
  reply: FastifyReply,
  { status, session, ticket, visitor, headers }: OpenContext['answer'],
  endpoint: Endpoint,
  secure: boolean,
): void {
  reply.code(status ?? endpoint.status)
  if (session !== undefined) setSession(reply, session, secure)
  if (ticket !== undefined) setTicket(reply, ticket, secure)
  if (visitor) setVisitor(reply, visitor, secure)
  if (headers) reply.headers(headers)
}

/** The chunks of an upload; too many bytes is a problem, not a shorter file. */
async function* bounded(file: Readable & { truncated?: boolean }, maxBytes: number) {
  for await (const chunk of file) yield chunk as Uint8Array
  if (file.truncated) throw TooLarge({ maxBytes })
}
