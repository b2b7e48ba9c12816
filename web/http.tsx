/** One call over HTTP: path parameters leave the input, the rest is query or body, faults become problems. */
import * as z from 'zod/mini'
import { type Endpoint, PIECE, Problem, type Shape } from '#kernel/contract.ts'
import { newId } from '#kernel/ids.ts'

export type CallOptions = {
  /** Idempotency-Key: the same for every try of one attempt. */
  key?: string
  signal?: AbortSignal
  /** The bytes of a piece; its input then travels in the address. */
  bytes?: Blob
  /** Without a session it is refused like anything else: the person stays where they are. */
  quiet?: boolean
}
export type Call = <In extends Shape, Out extends Shape>(
  endpoint: Endpoint<In, Out>,
  input?: z.input<In>,
  options?: CallOptions,
) => Promise<z.output<Out>>

/** The request may or may not have reached the server; nothing was heard. */
export class NetworkFailure extends Error {
  constructor(cause?: unknown) {
    super('network-failure', { cause })
  }
}

const Answer = z.looseObject({
  type: z.optional(z.string()),
  code: z.optional(z.string()),
  status: z.optional(z.number()),
})

type Surroundings = {
  slug?: string | undefined
  locale(): string
  /** No valid session: the person has to log in again. */
  onSignedOut?(): void
}

/** Long enough for a slow phone, short enough to say that nothing answers. */
const TIMEOUT_MS = 30_000
/** A piece on a line that hardly carries it; what arrived stays. */
const BYTES_TIMEOUT_MS = 120_000

export function overHttp({ slug, locale, onSignedOut }: Surroundings): Call {
  return async (endpoint, input, { key, signal, bytes, quiet } = {}) => {
    const { address, rest } = place(endpoint, (input ?? {}) as Record<string, unknown>, slug)
    const isRead = endpoint.method === 'GET'
    const isAddressed = isRead || bytes !== undefined
    const headers: Record<string, string> = {
      accept: 'application/json',
      'accept-language': locale(),
    }
    if (!isRead) {
      headers['content-type'] = bytes ? PIECE : 'application/json'
      headers['idempotency-key'] = key ?? newId()
    }
    const timeout = AbortSignal.timeout(bytes ? BYTES_TIMEOUT_MS : TIMEOUT_MS)
    let response: Response
    let body: unknown
    try {
      response = await fetch(isAddressed ? address + queryOf(rest) : address, {
        method: endpoint.method,
        headers,
        body: bytes ?? (isRead ? null : JSON.stringify(rest)),
        credentials: 'same-origin',
        signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      })
      body = response.status === 204 ? undefined : await readBody(response)
    } catch (error) {
      if (signal?.aborted) throw error
      throw new NetworkFailure(error)
    }
    if (response.ok) return body as never
    const problem = problemFrom(response, body)
    if (problem.code === 'not-signed-in' && !quiet) onSignedOut?.()
    throw problem
  }
}

async function readBody(response: Response): Promise<unknown> {
  const text = await response.text()
  try {
    return text ? JSON.parse(text) : undefined
  } catch {
    return {} // a proxy's page instead of JSON: the status still says what happened
  }
}

/** The address of an endpoint; parameters in braces are taken out of the input. */
export function place(endpoint: Endpoint, input: Record<string, unknown>, slug?: string) {
  const rest = { ...input }
  const path = endpoint.path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = rest[name]
    delete rest[name]
    return encodeURIComponent(String(value))
  })
  if (endpoint.scope === 'installation') return { address: `/api${path}`, rest }
  if (!slug) throw new Error(`${endpoint.path} belongs to a workspace and none is open`)
  return { address: `/api/w/${encodeURIComponent(slug)}${path === '/' ? '' : path}`, rest }
}

export function queryOf(input: Record<string, unknown>): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(input)) {
    if (value === undefined || value === null || value === '') continue
    for (const it of Array.isArray(value) ? value : [value]) query.append(name, String(it))
  }
  return query.size ? `?${query}` : ''
}

function problemFrom(response: Response, body: unknown): Problem {
  const answer = z.safeParse(Answer, body)
  const { type, code, status, instance, ...facts } = answer.success ? answer.data : {}
  const name = code ?? type?.replace(/^.*\/problems\//, '')
  const requestId = facts['requestId'] ?? instance ?? response.headers.get('x-request-id')
  return new Problem(
    name && name !== 'about:blank' ? name : (codes[response.status] ?? 'internal'),
    status ?? response.status,
    {
      ...facts,
      ...(requestId ? { requestId } : {}),
    },
  )
}

/** A proxy in between answers without a code. */
const codes: Record<number, string> = {
  401: 'not-signed-in',
  403: 'forbidden',
  404: 'not-found',
  413: 'too-large',
  429: 'too-many-requests',
  502: 'unavailable',
  503: 'unavailable',
  504: 'unavailable',
}
