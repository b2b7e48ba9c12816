/** Who calls, from where, and whether a browser may have been tricked into calling. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { cookieName } from '#core/identity/api.ts'
import type { Problem } from '#kernel/contract.ts'
import type { Credential } from '#kernel/directory.ts'
import type { Origin } from '#kernel/module.ts'
import { CrossSite } from './problems.ts'

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

export function credentialOf(request: FastifyRequest, secure: boolean): Credential {
  const { authorization } = request.headers
  const bearer = authorization?.startsWith('Bearer ') ? authorization.slice(7) : undefined
  return { bearer, cookie: bearer ? undefined : request.cookies[cookieName(secure)] }
}

/**
 * No CSRF token: a browser states where a request comes from. An unsafe request that carries a cookie
 * must be same-origin by `Sec-Fetch-Site`, or by `Origin` in browsers that lack it.
 */
export function crossSite(
  request: FastifyRequest,
  secure: boolean,
  publicUrl: string,
): Problem | undefined {
  if (SAFE.has(request.method) || !request.cookies[cookieName(secure)]) return undefined
  return comesFromElsewhere(request, publicUrl) ? CrossSite() : undefined
}

/** Whether another site sends it, as far as a browser says where it comes from. */
export function comesFromElsewhere(
  { headers, host }: Pick<FastifyRequest, 'headers' | 'host'>,
  publicUrl: string,
): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined) return site !== 'same-origin' && site !== 'none'
  const { origin } = headers
  return origin !== undefined && origin !== publicUrl && !isHost(origin, host)
}

const isHost = (origin: string, host: string) =>
  URL.canParse(origin) && new URL(origin).host === host

export function originOf(request: FastifyRequest, secure: boolean): Origin {
  const agent = request.headers['user-agent'] ?? ''
  const isLocal = isLocalCall(request)
  const ticket = request.cookies[ticketName(secure)]
  const visitor = request.cookies[visitorName(secure)]
  const from = { address: request.ip, agent: agent.slice(0, 255), isLocal }
  return { requestId: request.id, ...from, ticket, visitor }
}

/** A call made on this very machine, not passed on by a proxy. */
export function isLocalCall(request: FastifyRequest): boolean {
  const forwarded = request.headers['x-forwarded-for'] ?? request.headers['forwarded']
  return forwarded === undefined && isLoopback(request.socket.remoteAddress ?? '')
}

export const isLoopback = (address: string) => address === '::1' || /^(::ffff:)?127\./.test(address)

type Secret = { secret: string; maxAgeS: number }

export const setSession = (reply: FastifyReply, session: Secret | null, secure: boolean) =>
  setSecret(reply, cookieName(secure), session, secure)

const ticketName = (secure: boolean) => `${cookieName(secure)}-ticket`

/** Strict cookies would stay behind when the browser comes back from elsewhere; lax ones come along. */
export const setTicket = (reply: FastifyReply, ticket: Secret | null, secure: boolean) =>
  setSecret(reply, ticketName(secure), ticket, secure)

// Not `__Host-`, which forbids the path that keeps one workspace's visitors apart from another's.
const visitorName = (secure: boolean) => (secure ? '__Secure-socle-visitor' : 'socle-visitor')

export function setVisitor(
  reply: FastifyReply,
  { secret, maxAgeS: maxAge, path }: Secret & { path: string },
  secure: boolean,
): void {
  const options = { path, httpOnly: true, sameSite: 'lax', secure } as const
  reply.setCookie(visitorName(secure), secret, { ...options, maxAge })
}

function setSecret(reply: FastifyReply, name: string, given: Secret | null, secure: boolean): void {
  const options = { path: '/', httpOnly: true, sameSite: 'lax', secure } as const
  if (given) reply.setCookie(name, given.secret, { ...options, maxAge: given.maxAgeS })
  else reply.clearCookie(name, options)
}
