/** The words server and browser share: endpoint, event, topic, notice, problem, port. Imports nothing but zod/mini, so it runs in both. */
import * as z from 'zod/mini'

export type Shape = z.core.$ZodType
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** `json` answers at once; the others move bytes and each has its own binding in the server. */
export type EndpointKind = 'json' | 'stream' | 'upload' | 'piece' | 'download' | 'webhook'

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
  /**
   * A password comes in or a secret goes out: neither a digest of the one nor the other itself is kept to recognise a
   * repeat. The handler bears being asked twice.
   */
  secret: boolean
  /** Upload: at most this many bytes. */
  maxBytes: number | undefined
  /** A write that is also answered while its workspace is suspended or cancelled: what ends that state. */
  evenClosed: boolean
}

type Declared<In extends Shape, Out extends Shape> = {
  may: string
  input: In
  reply: Out
  scope?: Scope
  problems?: readonly ProblemType<any>[]
  status?: number
  rate?: Rate
  secret?: boolean
  maxBytes?: number
  evenClosed?: boolean
}
type Line = `${Method} /${string}`

function declare(kind: EndpointKind) {
  return <In extends Shape, Out extends Shape>(
    line: Line,
    rest: Declared<In, Out>,
  ): Endpoint<In, Out> => {
    const [method, path] = line.split(' ') as [Method, `/${string}`]
    const { scope = 'workspace', problems = [], status = 200, rate, maxBytes } = rest
    const { may, input, reply, evenClosed = false, secret = false } = rest
    const answers = { input, reply, problems, status }
    return { kind, method, path, scope, may, ...answers, rate, secret, maxBytes, evenClosed }
  }
}

/** A number of order, a version: what a column of whole numbers holds. */
export const Ordinal = z.int().check(z.minimum(0), z.maximum(2_147_483_647))

/** Declares one thing the API does: `endpoint('POST /exchange/transfers', { may, input, reply })`. */
export const endpoint = declare('json')
/** Declares server-sent events; `reply` is the shape of one event's data. */
export const stream = declare('stream')
/** Declares one streamed file as multipart/form-data; `input` holds path parameters and the other fields. */
export const upload = declare('upload')
/** The media type of a piece: no form and no page of another site can send it unasked. */
export const PIECE = 'application/offset+octet-stream'
/** Declares bytes that continue something begun before; they are the body, `input` holds path parameters and query. */
export const piece = declare('piece')
/** Declares bytes sent to the caller with a name and a media type; `reply` is not sent, use `z.unknown()`. */
export const download = declare('download')
/** Declares a call from an outside service: the handler receives the exact bytes and verifies them itself. */
export const webhook = declare('webhook')

export type Event<Payload extends Shape = Shape> = { name: string; payload: Payload }

/** Declares something that happened, in the past tense: `event('exchange/units-transferred', Transfer)`. */
export function event<Payload extends Shape>(name: string, payload: Payload): Event<Payload> {
  return { name, payload }
}

/** Who follows a topic: all in the workspace who may, each member their own, or who is part of one thing (a conversation). */
export type TopicOf = 'workspace' | 'member' | 'thing'

export type Topic<Payload extends Shape = Shape, Said extends Shape = Shape> = {
  name: string
  /** The permission that opens it; asked again while it is open. */
  may: string
  of: TopicOf
  payload: Payload
  /** What followers may say to each other in passing, such as that they type: never kept, lost with a cut. */
  said: Said | undefined
  /** Followers are told who else follows. */
  presence: boolean
}

type DeclaredTopic<Payload extends Shape, Said extends Shape> = Pick<
  Topic<Payload, Said>,
  'may' | 'of' | 'payload'
> & { said?: Said; presence?: boolean }

/** Declares what browsers hear without asking: `topic('exchange/transfers', { may, of: 'member', payload })`. */
export function topic<Payload extends Shape, Said extends Shape = Shape>(
  name: string,
  { may, of, payload, said, presence = false }: DeclaredTopic<Payload, Said>,
): Topic<Payload, Said> {
  return { name, may, of, payload, said, presence }
}

export const noticeTypes = [
  'info',
  'success',
  'warning',
  'error',
  'payment',
  'order',
  'message',
  'system',
  'consultation',
] as const
export type NoticeType = (typeof noticeTypes)[number]
/** From the least to the most pressing: the place in this list is what is sorted by. */
export const noticePriorities = ['low', 'normal', 'high', 'urgent'] as const
export type NoticePriority = (typeof noticePriorities)[number]
/** `now` within minutes, `soon` when it stays unread for a while, `digest` with the day's others. */
export const noticeMails = ['now', 'soon', 'digest', 'never'] as const
export type NoticeMail = (typeof noticeMails)[number]

/** What a sentence of a notice says, kept neutral: it is written out in the language of whoever reads it. */
export type NoticeFact =
  | string
  | number
  /** Another sentence, such as a plural: `{ say: 'exchange.units', count: 60 }`. */
  | { say: string; count?: number; facts?: Readonly<Record<string, string | number>> }
  /** A calendar day, `2026-11-21`. */
  | { day: string }
  /** A moment (ISO, UTC), on the workspace's clock. */
  | { at: string }
  | { cents: number; currency: string }
export type NoticeFacts = Readonly<Record<string, NoticeFact>>

/** Something a member is told of: in the application always, by mail and on devices as they wish. */
export type Notice<Known extends NoticeFacts = any> = {
  name: string
  /** A key: what preferences are chosen for, «Vos échanges». Notices with the same group are one line there. */
  group: string
  /** A permission of everybody who is told: others are not asked how they want it. */
  may?: string
  type: NoticeType
  priority: NoticePriority
  /** Where nobody has chosen otherwise. */
  mail: NoticeMail
  /** Has to reach the person: nobody can switch its mail off. */
  legal: boolean
  /** Keys of sentences with the facts. */
  words: {
    /** What kind this is, without facts: «Un échange vous est proposé». */
    label: string
    title: string
    /** Paragraphs are parted by an empty line; a fact `quote` stands below it, in quotation marks. */
    body?: string
    /** The button of a mail; «Ouvrir» when absent. */
    action?: string
  }
  /** Only its type. */
  readonly facts?: Known
}

type DeclaredNotice = Pick<Notice, 'group' | 'words'> &
  Partial<Pick<Notice, 'type' | 'priority' | 'mail' | 'legal' | 'may'>>

/** Declares one kind of notice: `notice<{ name: string }>('exchange/transfer-proposed', { group, words, mail: 'now' })`. */
export const notice = <Known extends NoticeFacts = Record<never, never>>(
  name: `${string}/${string}`,
  { type = 'info', priority = 'normal', mail = 'soon', legal = false, ...rest }: DeclaredNotice,
): Notice<Known> => ({ name, type, priority, mail, legal, ...rest })

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
