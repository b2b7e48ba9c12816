/** The words server and browser share: endpoint, event, problem, port. Imports nothing but zod/mini, so it runs in both. */
import type * as z from 'zod/mini'

export type Shape = z.core.$ZodType
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** `json` answers at once; the others move bytes and each has its own binding in the server. */
export type EndpointKind = 'json' | 'stream' | 'upload' | 'download' | 'webhook'

/**
 * `workspace` endpoints live under /api/w/{slug} and see one workspace's data;
 * `installation` endpoints live under /api and see the registry (accounts, sessions, workspaces).
 */
export type Scope = 'workspace' | 'installation'

/** At most `max` calls in `windowMs` per account, or per address for guests. */
export type Rate = { max: number; windowMs: number }

export type Endpoint<In extends Shape = Shape, Out extends Shape = Shape> = {
  kind: EndpointKind
  method: Method
  /** Below the scope's prefix, parameters in braces: `/exchange/transfers/{id}/confirm`. */
  path: `/${string}`
  scope: Scope
  /**
   * The permission the caller needs. `anyone` opens the endpoint to guests, `account` to every person
   * with a session (member of this workspace or not), `admin` to administrators of the installation.
   */
  may: string
  /** One flat object: path parameters, query and body together. */
  input: In
  reply: Out
  /** Problems the caller can repair; they are described in OpenAPI and documented at /problems. */
  problems: readonly ProblemType<any>[]
  /** The status of a success; 200 when absent. */
  status: number
  rate: Rate | undefined
  /** Upload: at most this many bytes. */
  maxBytes: number | undefined
}

type Declared<In extends Shape, Out extends Shape> = {
  may: string
  input: In
  reply: Out
  scope?: Scope
  problems?: readonly ProblemType<any>[]
  status?: number
  rate?: Rate
  maxBytes?: number
}
type Line = `${Method} /${string}`

function declare(kind: EndpointKind) {
  return <In extends Shape, Out extends Shape>(
    line: Line,
    rest: Declared<In, Out>,
  ): Endpoint<In, Out> => {
    const [method, path] = line.split(' ') as [Method, `/${string}`]
    const { scope = 'workspace', problems = [], status = 200, rate, maxBytes } = rest
    const { may, input, reply } = rest
    return { kind, method, path, scope, may, input, reply, problems, status, rate, maxBytes }
  }
}

/** Declares one thing the API does: `endpoint('POST /exchange/transfers', { may, input, reply })`. */
export const endpoint = declare('json')
/** Declares server-sent events; `reply` is the shape of one event's data. */
export const stream = declare('stream')
/** Declares one streamed file as multipart/form-data; `input` holds path parameters and the other fields. */
export const upload = declare('upload')
/** Declares bytes sent to the caller with a name and a media type; `reply` is not sent, use `z.unknown()`. */
export const download = declare('download')
/** Declares a call from an outside service: the handler receives the exact bytes and verifies them itself. */
export const webhook = declare('webhook')

export type Event<Payload extends Shape = Shape> = { name: string; payload: Payload }

/** Declares something that happened, in the past tense: `event('exchange/units-transferred', Transfer)`. */
export function event<Payload extends Shape>(name: string, payload: Payload): Event<Payload> {
  return { name, payload }
}

export type Facts = Record<string, unknown>

/** An error the caller can understand and repair; leaves the server as RFC 9457 problem+json. */
export class Problem extends Error {
  readonly code: string
  readonly status: number
  readonly facts: Facts

  constructor(code: string, status: number, facts: Facts = {}) {
    super(code)
    this.code = code
    this.status = status
    this.facts = facts
  }
}

export type ProblemType<Known extends Facts = Facts> = {
  (...facts: keyof Known extends never ? [] : [facts: Known]): Problem
  code: string
  status: number
  is(error: unknown): error is Problem
}

/** Declares a problem once: `throw BalanceTooLow({ lowest: -300 })`, `BalanceTooLow.is(error)`. */
export function problem<Known extends Facts = Record<never, never>>(
  code: string,
  status: number,
): ProblemType<Known> {
  const create = (facts?: Known) => new Problem(code, status, facts)
  return Object.assign(create, {
    code,
    status,
    is: (error: unknown): error is Problem => error instanceof Problem && error.code === code,
  }) as ProblemType<Known>
}

/** One field the caller has to repair: `path` is dotted (`items.0.units`), `code` and `facts` choose the sentence. */
export type FieldError = { path: string; code: string; facts: Facts }

export const InvalidInput = problem<{ errors: FieldError[] }>('invalid-input', 400)
export const NotSignedIn = problem('not-signed-in', 401)
export const LimitReached = problem<{ limit: string; max: number }>('limit-reached', 402)
export const Forbidden = problem<{ needs: string }>('forbidden', 403)
export const NotFound = problem('not-found', 404)
/** A state machine refused: where the thing is, and where it may go. */
export const WrongState = problem<{ state: string; allowed: string[] }>('wrong-state', 409)
/** The same Idempotency-Key came with another body. */
export const KeyReused = problem('idempotency-key-reused', 409)
export const TooLarge = problem<{ maxBytes: number }>('too-large', 413)
export const TooMany = problem<{ retryAfterS: number }>('too-many-requests', 429)
export const Unavailable = problem('unavailable', 503)
export const Internal = problem<{ requestId: string }>('internal', 500)

/** Every problem any endpoint may answer, whatever it does. */
export const commonProblems = [
  InvalidInput,
  NotSignedIn,
  LimitReached,
  Forbidden,
  NotFound,
  WrongState,
  KeyReused,
  TooLarge,
  TooMany,
  Unavailable,
  Internal,
] as const

export type Port<Client> = { name: string; client?: Client }

/** Declares what a part needs from outside: `export const mail = port<Mailer>('mail')`; app/edges.ts fills it. */
export const port = <Client>(name: string): Port<Client> => ({ name })
